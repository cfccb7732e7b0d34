"""Back-tests: each way forecasts months that are over, from what was known before them, and the best one is kept.

Seasonal naive is beaten, or it is used. Errors are absolute and scaled by the error of seasonal naive in the months before the
first try (MASE: Hyndman and Koehler 2006). An interval is as wide as what the tries missed by, so many months ahead each (split
conformal prediction: Lei et al. 2018); it is judged by its width and what it misses (interval score: Gneiting and Raftery 2007),
each try by those that were over when it was made.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vereda.statistics.trends.months import YEAR
from vereda.statistics.trends.ways import Logs, Way, all_ways

AHEAD = 6
"""Months that are foreseen."""
FIRST, TRIES = 24, 36
"""Months that are known at the first try, at least; tries at most, the latest: older ones tell of another time."""
BETTER = 0.95
"""A way is used instead of seasonal naive when its error is at most so much of that one's; less is chance."""
SHARE, HALF = 0.8, 1.2815515594457831
"""Part of the months that an interval is to hold; standard deviations to each side that hold it (normal)."""
ENOUGH = 6
"""Tries that say how wide an interval must be, at least, where others are to be judged by it."""


@dataclass(frozen=True)
class Score:
    """How a way did. mase: mean error, scaled; held: part of the months inside the interval; interval: score, scaled as mase."""

    mase: float
    held: float
    interval: float


@dataclass(frozen=True)
class Tried:
    """What the back-test came to. tries: how many months were forecast from.

    middle, half  logarithms of the next months by the chosen way, and half the width of their interval
    """

    scores: Mapping[Way, Score]
    chosen: Way
    tries: int
    middle: tuple[float, ...]
    half: tuple[float, ...]

    @property
    def is_naive(self) -> bool:
        """Whether nothing was better than the same month of the year before."""
        return self.chosen == Way.SEASONAL_NAIVE

    @property
    def ratio(self) -> float:
        """Return the error of the chosen way as a part of that of seasonal naive."""
        naive = self.scores[Way.SEASONAL_NAIVE].mase
        return self.scores[self.chosen].mase / naive if naive else 1.0


def tried(values: Sequence[float], moved: Sequence[float], shifts: Sequence[float] = ()) -> Tried:
    """Try every way on a series, and forecast with the best.

    values  one a month, at least FIRST + 12; no gaps
    moved   regressor of feasts that move, AHEAD months longer than values
    shifts  how far the level may jump in each month (`reasons.shifts`), as long as moved; (): not at all
    """
    real = np.asarray(values, dtype=np.float64)
    logs: Logs = np.log1p(real)
    first = max(FIRST, len(logs) - AHEAD - TRIES + 1)
    found = all_ways(logs, np.asarray(moved, dtype=np.float64), first, AHEAD)
    scale = float(np.mean(np.abs(real[YEAR:first] - real[: first - YEAR]))) or 1.0
    jumps = _jumps(shifts or [0.0] * len(moved), first, len(logs))
    errors = {way: _errors(ahead[:-1], logs, first) for way, ahead in found.items()}
    tries = len(logs) - AHEAD - first + 1
    scores = {way: _score(ahead[:tries], errors[way], jumps[:tries], real[first:], scale) for way, ahead in found.items()}
    chosen = _best(scores)
    half = np.hypot(_widths(errors[chosen], len(errors[chosen])), jumps[-1])
    return Tried(scores, chosen, tries, tuple(found[chosen][-1].tolist()), tuple(half.tolist()))


def _jumps(shifts: Sequence[float], first: int, last: int) -> Logs:
    """Return half an interval that holds jumps of the level: a row for each number of months known, a column a month ahead."""
    ahead = np.array([shifts[known : known + AHEAD] for known in range(first, last + 1)])
    return HALF * np.sqrt(np.cumsum(ahead, axis=1))


def _errors(ahead: Logs, logs: Logs, first: int) -> Logs:
    """Return by how much forecasts missed [log]: a row for each, made with first, first + 1 ... months known; nan: not over."""
    came = np.full(ahead.shape, np.nan)
    for row in range(len(ahead)):
        known = logs[first + row : first + row + AHEAD]
        came[row, : len(known)] = known
    return np.abs(ahead - came)


def _widths(errors: Logs, known: int) -> Logs:
    """Return half the interval for each month ahead, from what was over when `known` forecasts had been made.

    Of n misses so many months ahead it is the one that holds SHARE of n and of those months more: forecasts of overlapping months
    tell less than their number. No nearer month has a wider one.
    """
    found = np.empty(AHEAD)
    for step in range(AHEAD):
        missed = sorted(errors[: known - step, step].tolist())
        found[step] = missed[min(len(missed), math.ceil(SHARE * (len(missed) + step + 1))) - 1]
    return np.maximum.accumulate(found)


def _score(forecasts: Logs, errors: Logs, jumps: Logs, real: Logs, scale: float) -> Score:
    """Judge forecasts and the interval that they give; what it holds, by what was known before each, where that is enough."""
    came = np.array([real[row : row + AHEAD] for row in range(len(forecasts))])
    half = np.hypot(_widths(errors, len(errors)), jumps)
    low, high = np.expm1(forecasts - half), np.expm1(forecasts + half)
    missed = np.maximum(low - came, 0) + np.maximum(came - high, 0)
    then = range(AHEAD + ENOUGH, len(forecasts))
    held = [errors[row] <= np.hypot(_widths(errors, row), jumps[row]) for row in then] or [missed <= 0]
    return Score(
        mase=float(np.mean(np.abs(np.expm1(forecasts) - came))) / scale,
        held=float(np.mean(held)),
        interval=float(np.mean(high - low + 2 / (1 - SHARE) * missed)) / scale,
    )


def _best(scores: Mapping[Way, Score]) -> Way:
    """Return the way with the least error, or seasonal naive where none is clearly better in the middle and its interval."""
    naive = scores[Way.SEASONAL_NAIVE]
    better = [way for way, one in scores.items() if one.mase <= BETTER * naive.mase and one.interval <= naive.interval]
    return min(better, key=lambda way: (scores[way].mase, way), default=Way.SEASONAL_NAIVE)
