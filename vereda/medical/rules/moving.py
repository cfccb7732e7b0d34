"""How each value moved over the sets of one person, the oldest first. It says what moved and judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from vereda.medical.words import Direction

RULE = "TREND"


class Trend(NamedTuple):
    """name: of the value; points: (when, value) as measured; change: since the time before, and direction; None: one alone."""

    name: str
    points: tuple[tuple[datetime, int], ...]
    change: int | None
    direction: Direction | None


def trends(sets: Iterable[tuple[datetime, Mapping[str, int | None]]]) -> list[Trend]:
    """Return the trend of every value that was measured at least once, in the order in which the sets name them.

    sets  (taken at, value by name; None: not measured then), in any order: the hour at which it was measured decides
    """
    ordered = sorted(sets, key=lambda one: one[0])
    names = list(dict.fromkeys(name for _at, values in ordered for name in values))
    return [_trend(name, ordered) for name in names if any(values.get(name) is not None for _at, values in ordered)]


def _trend(name: str, ordered: list[tuple[datetime, Mapping[str, int | None]]]) -> Trend:
    points = tuple((at, value) for at, values in ordered if (value := values.get(name)) is not None)
    if len(points) == 1:
        return Trend(name, points, None, None)
    change = points[-1][1] - points[-2][1]
    direction = Direction.SAME if change == 0 else Direction.RISES if change > 0 else Direction.FALLS
    return Trend(name, points, change, direction)
