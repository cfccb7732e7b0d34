"""A series with what explains it and what comes next, or the reason why nothing is said of it: all that a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from vereda.said import Said
from vereda.statistics.trends.backtests import AHEAD, HALF, Tried, tried
from vereda.statistics.trends.months import Series, months_from, moved_days, why_not
from vereda.statistics.trends.reasons import Explained, explained, shifts


@dataclass(frozen=True)
class Month:
    """What a month may bring: the middle, and an interval that is to hold 8 of 10 months; in the unit of the series."""

    first: date
    middle: int
    low: int
    high: int


@dataclass(frozen=True)
class Trend:
    """why: why nothing is foreseen, None where something is; then explained, tried and months are there."""

    series: Series
    why: Said | None
    explained: Explained | None = None
    tried: Tried | None = None
    months: tuple[Month, ...] = ()


def foreseen(one: Series, celebrated: Mapping[date, str]) -> Trend:
    """Return the trend of a series. The same series and feasts give the same trend; it takes a third of a second.

    celebrated  holidays by day, over all years of the series and AHEAD months more

    Months that were counted by hand are lifted to what the program would have counted, and the interval is wider by how unsure
    that is: what comes is counted by the program.
    """
    if (why := why_not(one)) is not None:
        return Trend(one, why)
    moved = moved_days(celebrated, months_from(one.first, len(one.values) + AHEAD))
    reasons = explained(one, moved)
    lift = 1 + reasons.method.share if reasons.method else 1.0
    values = [value * lift if at < one.by_hand else value for at, value in enumerate(one.known)]
    found = tried(values, moved, shifts(reasons, one, AHEAD))
    middle = np.array(found.middle)
    half = np.hypot(found.half, HALF * reasons.method.unsure if reasons.method else 0.0)
    told = zip(
        months_from(one.ahead_from, AHEAD), np.expm1(middle), np.expm1(middle - half), np.expm1(middle + half), strict=True
    )
    months = tuple(Month(month, *(max(0, round(float(value))) for value in values)) for month, *values in told)
    return Trend(one, None, reasons, found, months)
