"""Ways to foresee a series of months. All work on logarithms, so that a season is a share and nothing falls below zero.

A way is fitted on the months before a try, and told the later ones: what it forecasts never knows what came after.
Models are those of statsmodels; seasonal naive is what each must beat.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vereda.statistics.trends.months import YEAR

type Logs = NDArray[np.float64]
SHARE = 0.8
"""Part of the months that an interval is to hold."""
REFIT = 6
"""Months after which a model is fitted anew in the tries: one that was fitted in quiet years never follows a change of level."""
HALF = 1.2815515594457831
"""Standard deviations to each side that hold it (normal)."""


class Way(StrEnum):
    """How a series is foreseen."""

    SEASONAL_NAIVE = "seasonal_naive"
    SMOOTHED = "smoothed"
    STRUCTURAL = "structural"
    LEVEL = "level"
    TOGETHER = "together"


@dataclass(frozen=True)
class Ahead:
    """Logarithms of the next months: middle, and half the width of the interval."""

    middle: Logs
    half: Logs


type Forecaster = Callable[[Logs, NDArray[np.float64], int, int], Iterator[Ahead]]
"""(logs, moved, first, ahead): for each number of months known from `first` to all of them, the `ahead` months after.

moved  regressor of each month, as long as logs and `ahead` months more
"""


def seasonal_naive(logs: Logs, moved: NDArray[np.float64], first: int, ahead: int) -> Iterator[Ahead]:
    """As in the same month of the year before."""
    for known in range(first, len(logs) + 1):
        steps = np.arange(ahead)
        spread = np.sqrt(np.mean((logs[YEAR:known] - logs[: known - YEAR]) ** 2))
        yield Ahead(logs[known - YEAR : known][steps % YEAR], HALF * spread * np.sqrt(steps // YEAR + 1.0))


def smoothed(logs: Logs, moved: NDArray[np.float64], first: int, ahead: int) -> Iterator[Ahead]:
    """Exponential smoothing (ETS) with a season that is added and a trend that dies out."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    def model(known: int) -> Any:  # Any: statsmodels has no types
        return ETSModel(
            logs[:known], trend="add", damped_trend=True, seasonal="add", seasonal_periods=YEAR,
            initialization_method="heuristic",
        )  # fmt: skip

    for known, fitted in _fits(logs, first, lambda count: model(count).fit(disp=0)):
        result = fitted if known == fitted.nobs else model(known).smooth(fitted.params)
        yield Ahead(np.asarray(result.forecast(ahead)), HALF * np.sqrt(_smoothed_variance(result, ahead)))


def _smoothed_variance(result: Any, ahead: int) -> NDArray[np.float64]:  # Any: as above
    """Return the variance of errors so many months ahead (Hyndman et al. 2008, class 1; less than a year ahead)."""
    damped = np.cumsum(result.damping_trend ** np.arange(1, ahead))
    weights = result.smoothing_level + result.smoothing_trend * damped
    return result.mse * np.concatenate([[1.0], 1.0 + np.cumsum(weights**2)])


def level(logs: Logs, moved: NDArray[np.float64], first: int, ahead: int) -> Iterator[Ahead]:
    """Level that wanders, and no season: for what has none, the month of the year before is only more chance."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    for known, fitted in _fits(logs, first, lambda count: UnobservedComponents(logs[:count], level="llevel").fit(disp=0)):
        result = fitted if known == fitted.nobs else UnobservedComponents(logs[:known], level="llevel").smooth(fitted.params)
        told = result.get_forecast(ahead)
        yield Ahead(np.asarray(told.predicted_mean), HALF * np.asarray(told.se_mean))


def structural(logs: Logs, moved: NDArray[np.float64], first: int, ahead: int) -> Iterator[Ahead]:
    """Level that wanders, season of months, and feasts that move (a state space model)."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    with_feasts = bool(np.ptp(moved[:first]) > 0)

    def model(known: int) -> Any:  # Any: as above
        return UnobservedComponents(
            logs[:known],
            level="llevel",
            seasonal=YEAR,
            stochastic_seasonal=False,
            exog=moved[:known, None] if with_feasts else None,
        )

    for known, fitted in _fits(logs, first, lambda count: model(count).fit(disp=0)):
        result = fitted if known == fitted.nobs else model(known).smooth(fitted.params)
        told = result.get_forecast(ahead, exog=moved[known : known + ahead, None] if with_feasts else None)
        middle = np.asarray(told.predicted_mean)
        yield Ahead(middle, HALF * np.asarray(told.se_mean))


def together(parts: Sequence[Ahead]) -> Ahead:
    """Return the mean of several forecasts, and of their intervals."""
    middles, halves = [one.middle for one in parts], [one.half for one in parts]
    return Ahead(np.mean(middles, axis=0), np.mean(halves, axis=0))


def _fits(logs: Logs, first: int, fit: Callable[[int], Any]) -> Iterator[tuple[int, Any]]:
    """Yield how many months are known and the model whose parameters hold then: fitted each half year, and at the end."""
    for known in range(first, len(logs) + 1):
        if (known - first) % REFIT == 0 or known == len(logs):
            fitted = fit(known)
        yield known, fitted


FORECASTERS: dict[Way, Forecaster] = {
    Way.SEASONAL_NAIVE: seasonal_naive,
    Way.SMOOTHED: smoothed,
    Way.STRUCTURAL: structural,
    Way.LEVEL: level,
}
PARTS = (Way.SMOOTHED, Way.STRUCTURAL, Way.LEVEL)
"""Ways whose mean is a way of its own."""


def all_ways(logs: Logs, moved: NDArray[np.float64], first: int, ahead: int) -> dict[Way, list[Ahead]]:
    """Return each way's forecasts, from `first` months known to all."""
    with _quiet():
        found = {way: list(forecaster(logs, moved, first, ahead)) for way, forecaster in FORECASTERS.items()}
    found[Way.TOGETHER] = [together(parts) for parts in zip(*(found[way] for way in PARTS), strict=True)]
    return found


@contextmanager
def _quiet() -> Iterator[None]:
    """Hold back what optimizers say of steps that did not help; how good a fit is, the back-test says."""
    import statsmodels.tools.sm_exceptions  # noqa: F401  it sets a filter of its own when it is imported

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
