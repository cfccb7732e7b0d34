"""Back-tests: each way forecasts months that are over, from what was known before them, and the best one is kept.

Seasonal naive is beaten, or it is used. Errors are absolute and scaled by the error of seasonal naive in the months before the
first try (MASE: Hyndman and Koehler 2006); an interval is judged by its width and what it misses (interval score: Gneiting and
Raftery 2007), so that none wins by being wide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vereda.statistics.trends.months import YEAR
from vereda.statistics.trends.ways import SHARE, Ahead, Logs, Way, all_ways

AHEAD = 6
"""Months that are foreseen."""
FIRST, TRIES = 24, 36
"""Months that are known at the first try, at least; tries at most, the latest: older ones tell of another time."""
BETTER = 0.95
"""A way is used instead of seasonal naive when its error is at most so much of that one's; less is chance."""
NARROWEST, WIDEST = 0.8, 3.0
"""Bounds of the factor by which an interval is drawn, from how wide it should have been in the tries."""


@dataclass(frozen=True)
class Score:
    """How a way did. mase: mean error, scaled; held: part of the months inside the interval; interval: score, scaled as mase."""

    mase: float
    held: float
    interval: float
    factor: float


@dataclass(frozen=True)
class Tried:
    """What the back-test came to. tries: how many months were forecast from; ahead: by the chosen way, interval set right."""

    scores: Mapping[Way, Score]
    chosen: Way
    tries: int
    ahead: Ahead

    @property
    def is_naive(self) -> bool:
        """Whether nothing was better than the same month of the year before."""
        return self.chosen == Way.SEASONAL_NAIVE

    @property
    def ratio(self) -> float:
        """Return the error of the chosen way as a part of that of seasonal naive."""
        naive = self.scores[Way.SEASONAL_NAIVE].mase
        return self.scores[self.chosen].mase / naive if naive else 1.0


def tried(values: Sequence[float], moved: Sequence[float]) -> Tried:
    """Try every way on a series, and forecast with the best.

    values  one a month, at least FIRST + 12; no gaps
    moved   regressor of feasts that move, AHEAD months longer than values
    """
    real = np.asarray(values, dtype=np.float64)
    logs: Logs = np.log1p(real)
    first = max(FIRST, len(logs) - AHEAD - TRIES + 1)
    found = all_ways(logs, np.asarray(moved, dtype=np.float64), first, AHEAD)
    scale = float(np.mean(np.abs(real[YEAR:first] - real[: first - YEAR]))) or 1.0
    scores = {way: _score(ahead[:-AHEAD], real, first, scale) for way, ahead in found.items()}
    chosen = _best(scores)
    last = found[chosen][-1]
    return Tried(scores, chosen, len(logs) - AHEAD - first + 1, Ahead(last.middle, last.half * scores[chosen].factor))


def _score(forecasts: Sequence[Ahead], real: NDArray[np.float64], first: int, scale: float) -> Score:
    """Judge forecasts made with first, first + 1 ... months known; the interval is judged as it is drawn, by the factor."""
    came = np.array([real[first + n : first + n + AHEAD] for n in range(len(forecasts))])
    middle = np.array([one.middle for one in forecasts])
    half = np.maximum(np.array([one.half for one in forecasts]), 1e-9)
    needed = np.abs(np.log1p(came) - middle) / half
    factor = float(np.clip(np.quantile(needed, SHARE), NARROWEST, WIDEST))
    low, high = np.expm1(middle - factor * half), np.expm1(middle + factor * half)
    missed = np.maximum(low - came, 0) + np.maximum(came - high, 0)
    return Score(
        mase=float(np.mean(np.abs(np.expm1(middle) - came))) / scale,
        held=float(np.mean(missed <= 0)),
        interval=float(np.mean(high - low + 2 / (1 - SHARE) * missed)) / scale,
        factor=factor,
    )


def _best(scores: Mapping[Way, Score]) -> Way:
    """Return the way with the least error, or seasonal naive where none is clearly better in the middle and its interval."""
    naive = scores[Way.SEASONAL_NAIVE]
    better = [way for way, one in scores.items() if one.mase <= BETTER * naive.mase and one.interval <= naive.interval]
    return min(better, key=lambda way: (scores[way].mase, way), default=Way.SEASONAL_NAIVE)
