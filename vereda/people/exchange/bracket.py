"""What can be said of several countries when nothing was linked: at least the largest, at most the sum. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from vereda.people.exchange.errors import CountBracketEmpty, CountBracketWrong

LEAST = 2


class Published(NamedTuple):
    """The individuals that a country published, with its interval; without one, all three are the same."""

    who: str
    low: int
    individuals: int
    high: int


class Bracket(NamedTuple):
    """low <= largest <= summed <= high; largest and summed leave own intervals aside [individuals]. of: the largest."""

    low: int
    largest: int
    summed: int
    high: int
    of: str


def bracket(published: Iterable[Published]) -> Bracket:
    """Return the bracket. Raises CountBracketEmpty for fewer than two countries, or one twice."""
    every = list(published)
    if len(every) < LEAST or len({one.who for one in every}) < len(every):
        raise CountBracketEmpty
    first = max(every, key=lambda one: one.individuals)
    return Bracket(
        low=max(one.low for one in every),
        largest=first.individuals,
        summed=sum(one.individuals for one in every),
        high=sum(one.high for one in every),
        of=first.who,
    )


def read(value: str) -> Published:
    """Return what a country published: 'mx=12000', or 'mx=11000:12000:13500'. Raises CountBracketWrong."""
    who, _, numbers = value.partition("=")
    parts = numbers.replace(",", "").split(":")
    who = who.strip().lower()
    if (
        len(parts) not in (1, 3)
        or not all(part.strip().isdecimal() and part.isascii() for part in parts)
        or not (len(who) == 2 and who.isascii() and who.isalpha())
    ):
        raise CountBracketWrong(value=value)
    low, middle, high = (int(part) for part in (parts if len(parts) == 3 else parts * 3))
    if not low <= middle <= high:
        raise CountBracketWrong(value=value)
    return Published(who, low, middle, high)
