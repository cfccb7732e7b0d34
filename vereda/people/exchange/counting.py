"""How many individuals the records of several countries are, cell by cell, with an interval; and which cells may be told. Pure.

Each country sends a person once, as far as it can tell. Two records of one country that look alike are homonyms, and tell how
many of those of two countries that look as much alike are homonyms too: the model's own word is not taken for it. The sum over
records of the share of a person that each stands for is drawn many times over what is not known.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Places = NDArray[np.int64]

METHOD = "count across 2"
DRAWS = 200
LEAST = 10
"""Individuals in a cell, and in what is left of it when one country takes its own away (rules.md, sections 4 and 5)."""
BASE = 5
FOUND = Path(__file__).parents[1] / "texts" / "found_across.csv"
"""By nationality, the share of the true pairs within reach that are brought together; the truth is taken to lie within. Own
proposals, held against invented records alone (docs/decisions/counting-across.md). '*': of all others."""
LEAST_FOUND = 0.3
"""Below it the correction for pairs never seen swings wildly."""
REACH = 0.4
"""A record speaks for others when so many bearers of its names are in countries where they travel; own proposal."""
SILENT = (-0.05, 0.12)
"""By so much more a record that does not speak stands for a person: a name travels from several countries the sooner the more of
them its bearers go to. Own proposal."""
LENT = 5.0
"""So many pairs of all nationalities stand beside those of one."""
ENOUGH = 10
"""So many such records a cell wants to be counted by its own, and not by those of all cells."""
LEAST_WEIGHT = -1.0
"""Pairs that are less alike are homonyms but for a few, which FOUND leaves out."""
EDGES = np.array([0.0, 1, 2, 3, 4, 6, 8])
"""Where the next bands of weight begin: pairs that are as much alike."""


@dataclass(frozen=True)
class Scored:
    """Records of all countries and the pairs that the model scored.

    country, cell, nationality  of each record
    reach   of each record, the share of those who bear its names who are in countries that do not leave them out [0 to 1]
    weight  of each pair, log2 of the odds
    """

    country: NDArray[np.str_]
    cell: NDArray[np.str_]
    nationality: NDArray[np.str_]
    reach: Floats
    left: Places
    right: Places
    weight: Floats


@dataclass(frozen=True)
class Cell:
    """individuals, low, high [individuals]; without: the fewest that are left when one country takes its own away."""

    cell: str
    individuals: float
    low: float
    high: float
    without: float


def counted(scored: Scored, *, seed: int, draws: int = DRAWS) -> tuple[Cell, dict[str, Cell]]:
    """Return all together, and cell by cell. The same tokens and the same seed give the same numbers.

    Rare names do not travel, and who bears one is met by nobody here. Such records stand for about as much of a person each as
    those of their cell whose names do.
    """
    random = np.random.default_rng(seed)
    names, code = np.unique(scored.cell, return_inverse=True)
    countries, country = np.unique(scored.country, return_inverse=True)
    size = np.bincount(code, minlength=len(names))
    own = np.array([np.bincount(code[country == place], minlength=len(names)) for place in range(len(countries))])
    look, ranges = _Look(scored, country, len(countries)), found_of(scored.nationality)
    drawn = np.array([size * _share(scored, look, ranges, code, len(names), random) for _ in range(draws)])
    each = {str(name): _cell(str(name), drawn[:, at], own[:, at]) for at, name in enumerate(names)}
    return _cell("", drawn.sum(axis=1), own.sum(axis=1)), each


def _cell(name: str, drawn: Floats, own: Places) -> Cell:
    """own: records of each country, a person once; together they are not fewer than the largest and not more than the sum."""
    low, middle, high = np.clip(np.quantile(drawn, [0.025, 0.5, 0.975]), own.max(), own.sum())
    return Cell(name, float(middle), float(low), float(high), float(middle - own.max()))


class _Look:
    """The pairs of records that speak, apart by whether both are of one country, by nationality and in bands of weight."""

    def __init__(self, scored: Scored, country: Places, countries: int) -> None:
        self.speaks, self.countries = scored.reach >= REACH, countries
        names, nation = np.unique(scored.nationality, return_inverse=True)
        heard = self.speaks[scored.left] & self.speaks[scored.right] & (scored.weight >= LEAST_WEIGHT)
        heard &= nation[scored.left] == nation[scored.right]
        left, right = scored.left[heard], scored.right[heard]
        within, bands = country[left] == country[right], len(EDGES) + 1
        place = nation[left] * bands + np.searchsorted(EDGES, scored.weight[heard], side="right")
        shape = len(names), bands
        self.across, self.within = (
            np.bincount(place[one], minlength=shape[0] * bands).reshape(shape) for one in (~within, within)
        )
        self.times = np.array([_possible(country[self.speaks & (nation == at)]) for at in range(shape[0])])
        self.place, left, right = place[~within], left[~within], right[~within]
        self.ends = np.concatenate([left * countries + country[right], right * countries + country[left]])

    def likely(self, random: np.random.Generator) -> Floats:
        """Return how likely a pair of two countries is one person [nationality, band], as it may be.

        Few pairs within the countries of a nationality say little: those of all nationalities stand beside them as LENT pairs.
        """
        usual = (self.times[:, None] * self.within).sum(axis=0) / np.maximum(self.across.sum(axis=0), 1)
        expected = np.maximum(usual * self.across / np.maximum(self.times, 1e-9)[:, None], 0.05)
        lent = np.minimum(expected, LENT)
        homonyms = random.gamma(self.within + lent) / (1 + lent / expected) * self.times[:, None]
        return np.clip(1 - homonyms / np.maximum(self.across, 1), 0, 1)

    def seen(self, random: np.random.Generator, records: int) -> Places:
        """Return in how many other countries each record has its person, as it may be."""
        same = random.random(len(self.place)) < self.likely(random).ravel()[self.place]
        met = np.unique(self.ends[np.concatenate([same, same])])
        return np.bincount(met // self.countries, minlength=records)


def _possible(country: Places) -> float:
    """Return how many pairs of two countries there are for each pair within one, among these records."""
    sizes = np.bincount(country)
    within, across = int((sizes * (sizes - 1)).sum()), int(sizes.sum() ** 2 - (sizes**2).sum())
    return across / max(within, 1)


@cache
def found_table() -> Mapping[str, tuple[float, float]]:
    """Return by nationality the lowest and the highest share of true pairs that are brought together."""
    with FOUND.open(encoding="utf-8", newline="") as file:
        return {row["nationality"]: (float(row["low"]), float(row["high"])) for row in csv.DictReader(file)}


def found_of(nationality: NDArray[np.str_]) -> Floats:
    """Return of each record the lowest and the highest share [records, 2]."""
    table = found_table()
    names, code = np.unique(nationality, return_inverse=True)
    return np.array([table.get(str(name), table["*"]) for name in names]).reshape(-1, 2)[code]


def _share(scored: Scored, look: _Look, ranges: Floats, code: Places, cells: int, random: np.random.Generator) -> Floats:
    """Return by cell the share of a person for which a record stands, by those that speak, with the chance that is in so few."""
    if not look.speaks.any():
        return np.ones(cells)
    drawn, mixed = random.uniform(), random.uniform()  # where one nationality is found badly, the others are taken to be so too
    seen = look.seen(random, len(code))[look.speaks]
    found = ranges[look.speaks, 0] + drawn * (ranges[look.speaks, 1] - ranges[look.speaks, 0])
    good = np.clip(found * scored.reach[look.speaks], LEAST_FOUND, 1.0)
    shares = mixed * _by_pair(seen, good) + (1 - mixed) * _by_record(seen, np.sqrt(good))
    of = code[look.speaks]
    count, sums = np.bincount(of, minlength=cells), np.bincount(of, shares, minlength=cells)
    usual = np.where(count >= ENOUGH, sums / np.maximum(count, 1), shares.mean())
    spread = float(shares.std()) / np.sqrt(np.where(count >= ENOUGH, count, len(shares)))
    told = np.clip(usual + random.normal(size=cells) * spread, 0.05, 1.0)
    silent = 1 - count / np.maximum(np.bincount(code, minlength=cells), 1)
    return np.clip(told * (1 + silent * random.uniform(*SILENT)), 0.05, 1.0)


def _by_pair(seen: Places, found: Floats) -> Floats:
    """Return 1 / (records of the person), without bias where each other record was seen with chance `found`."""
    return found * (1 - (-(1 - found) / found) ** (seen + 1.0)) / (seen + 1.0)


def _by_record(seen: Places, good: Floats) -> Floats:
    """Return the same where a record is missed with all of its pairs: those that were seen are whole, the others are alone."""
    return (_by_pair(seen, good) - (1 - good)) / good


# What may be told ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Table:
    """What leaves the unit: estimates in steps of five. total: None where even that may not be told; hidden: cells not told."""

    total: tuple[int, int, int] | None
    cells: Mapping[str, tuple[int, int, int]]
    hidden: int

    def as_json(self) -> dict[str, Any]:  # Any: JSON
        return {
            "total": list(self.total) if self.total else None,
            "cells": {name: list(told) for name, told in sorted(self.cells.items())},
            "hidden": self.hidden,
        }


def told(total: Cell, cells: Mapping[str, Cell]) -> Table:
    """Return what may leave: no cell under LEAST, none that a country reads by taking its own away, or the total gives away.

    Where one cell alone is hidden, or fewer than LEAST of those hidden are left when a country takes its own away, the next
    smallest is hidden too: else the total less the cells would tell it.
    """
    safe = {name for name, one in cells.items() if _is_safe(one)}
    hidden = sorted((one for name, one in cells.items() if name not in safe), key=lambda one: one.individuals)
    rest = sorted((cells[name] for name in safe), key=lambda one: (one.individuals, one.cell))
    while hidden and rest and (len(hidden) < 2 or sum(one.without for one in hidden) < LEAST):
        hidden.append(rest.pop(0))
    is_total_safe = _is_safe(total)
    shown = {one.cell: _rounded(one) for one in rest} if is_total_safe else {}
    return Table(_rounded(total) if is_total_safe else None, shown, len(cells) - len(shown))


def _is_safe(one: Cell) -> bool:
    return one.individuals >= LEAST and one.without >= LEAST


def _rounded(one: Cell) -> tuple[int, int, int]:
    """Return estimate, low and high in steps of BASE; the interval never shrinks, and none of the three is under LEAST."""
    middle = BASE * round(one.individuals / BASE)
    low, high = BASE * int(np.floor(one.low / BASE)), BASE * int(np.ceil(one.high / BASE))
    return max(middle, LEAST), max(min(low, middle), LEAST), max(high, middle, LEAST)


def cell_name(codes: Sequence[str]) -> str:
    """Return the name of a cell: 'HN|F|18-29'; '' of a table without breakdown."""
    return "|".join(codes)
