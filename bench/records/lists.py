"""The tables beside this file, as things to draw from: names, nicknames, places. Where each comes from: sources.csv."""

from __future__ import annotations

import csv
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import NamedTuple

HERE = Path(__file__).parent


class Draw[T]:
    """Draws one of several things, each as often as its weight says."""

    def __init__(self, weighted: Mapping[T, float] | Iterable[tuple[T, float]]) -> None:
        pairs = list(weighted.items() if isinstance(weighted, Mapping) else weighted)
        self.things = [thing for thing, _ in pairs]
        self.up_to = list(accumulate(weight for _, weight in pairs))

    def __call__(self, luck: Random) -> T:
        return self.things[min(bisect(self.up_to, luck.random() * self.up_to[-1]), len(self.things) - 1)]


class Place(NamedTuple):
    country: str
    region: str
    town: str
    also: tuple[str, ...]  # other ways of writing the town


@cache
def names(which: str, kind: str) -> Draw[str]:
    """Return the names of one list. kind: m, f (given names) or s (surnames)."""
    return Draw(_names()[which, kind])


@cache
def nicknames(country: str) -> dict[str, tuple[str, ...]]:
    """Return what people of a country are called beside their given name; the country's own words come before the common ones."""
    found: dict[str, tuple[str, ...]] = {}
    spanish = ("*",) if country not in ("HT", "BR") else ()
    for row in _rows("nicknames.csv"):
        if row["list"] in (country, *spanish):
            found[row["name"]] = (*found.get(row["name"], ()), row["nickname"])
    return found


@cache
def made(country: str, kind: str) -> tuple[list[str], list[str]]:
    """Return heads and tails of the given names that parents of a country put together."""
    rows = [row for row in _rows("made.csv") if (row["country"], row["kind"]) == (country, kind)]
    heads, tails = ([row["letters"] for row in rows if row["part"] == part] for part in ("head", "tail"))
    return heads, tails


@cache
def made_heads(country: str) -> tuple[str, ...]:
    """Return how such a name begins, by which it is known again: `Yus`, `Kei`."""
    return tuple(head for kind in "fm" for head in made(country, kind)[0] if len(head) > 1 and head[0] in "DEJKLWY")


@cache
def words() -> tuple[str, ...]:
    """Return the words that a card's code is made of."""
    return tuple((HERE / "words.txt").read_text(encoding="utf-8").split())


@cache
def places(country: str) -> Draw[Place]:
    towns: dict[str, list[Place]] = defaultdict(list)
    weights: dict[str, float] = {}
    for row in _rows("places.csv"):
        if row["country"] == country:
            also = tuple(row["also"].split("|")) if row["also"] else ()
            towns[row["region"]].append(Place(country, row["region"], row["place"], also))
            weights[row["region"]] = float(row["region_weight"])
    # In a region the first town is the largest: half as many again come from each as from the one after the next.
    return Draw([(town, weights[region] / (i + 2)) for region, those in towns.items() for i, town in enumerate(those)])


@cache
def _names() -> dict[tuple[str, str], list[tuple[str, float]]]:
    found: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for row in _rows("names.csv"):
        found[row["list"], row["kind"]].append((row["name"], float(row["weight"])))
    return found


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
