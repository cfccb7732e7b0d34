"""For how many people a post should have goods on the next days: what is usual there, and what a rise that lasts may still bring.

A number of people with its interval, of one post. It tells no place, no way and no nationality, and is no count that leaves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from vereda.statistics.trends.watch import UNSURE, Rise, Usual, Watch

AHEAD = 4
"""Days that are foreseen, from tomorrow on: so long a vehicle needs to be asked for, loaded and sent; own proposal."""
EIGHT_OF_TEN = 1.2816
"""Standard deviations on both sides that hold 80 of 100 (normal)."""
CARRY: Mapping[int, tuple[float, float, float]] = {1: (0.0, 0.35, 2.0), 2: (0.0, 0.15, 0.6), 3: (0.0, 0.05, 0.3)}
"""What comes after a rise, as parts of what came above the usual so far: low, middle, high, by days it has lasted (3: three or
more). Set on invented years (`bench/warned`, seeds 1 to 10); no real caravan stands behind it."""


@dataclass(frozen=True)
class Supply:
    """People to be expected from from_on to to_on, both included. rise: None where all is as usual.

    people, low, high  rounded; the interval held in about 8 of 10 invented cases
    usual              people of the same days in usual weeks, rounded
    """

    from_on: date
    to_on: date
    people: int
    low: int
    high: int
    usual: int
    rise: Rise | None


def supply(watch: Watch) -> Supply | None:
    """Return what a post should be ready for after the last day that was added; None while its history is too short."""
    usual = watch.usual()
    if usual is None:
        return None
    days = [watch.last_on + timedelta(days=n) for n in range(1, AHEAD + 1)]
    expected = sum(usual.of(day) for day in days)
    around = EIGHT_OF_TEN * _deviation(expected, usual)
    low, middle, high = CARRY[min(watch.now.days, max(CARRY))] if watch.now else (0.0, 0.0, 0.0)
    more = watch.now.more if watch.now else 0.0
    return Supply(
        from_on=days[0],
        to_on=days[-1],
        people=rounded(expected + middle * more),
        low=rounded(max(0.0, expected + low * more - around)),
        high=rounded(expected + high * more + around),
        usual=rounded(expected),
        rise=watch.now,
    )


def rounded(people: float) -> int:
    """Return a number of people as one says it: in fives, then tens, then fifties. Upwards: goods must suffice."""
    step = 5 if people <= 100 else 10 if people <= 500 else 50
    return step * math.ceil(people / step - 1e-9)


def _deviation(expected: float, usual: Usual) -> float:
    return math.sqrt(usual.spread * expected + (UNSURE * expected) ** 2)
