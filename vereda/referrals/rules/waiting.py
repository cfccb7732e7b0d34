"""How long receivers let us wait: median and middle half of the times from made to answered. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import quantiles

from vereda.referrals.words import FEWEST


@dataclass(frozen=True)
class Spread:
    """Waiting times of some referrals [minutes]. answered: how many were; low, high: a quarter waited less, a quarter more."""

    answered: int
    median: int
    low: int
    high: int


def spread(minutes: Sequence[int]) -> Spread | None:
    """Return the spread of waiting times [minutes], None of fewer than the house shows."""
    if len(minutes) < FEWEST:
        return None
    low, median, high = (round(one) for one in quantiles(minutes, n=4, method="inclusive"))
    return Spread(len(minutes), median, low, high)


def by[K: Hashable](waits: Iterable[tuple[K, int]]) -> Mapping[K, Spread]:
    """Return the spread of each key that has enough; what has fewer is not there, not even by name."""
    found: dict[K, list[int]] = {}
    for key, minutes in waits:
        found.setdefault(key, []).append(minutes)
    return {key: told for key, minutes in found.items() if (told := spread(minutes))}
