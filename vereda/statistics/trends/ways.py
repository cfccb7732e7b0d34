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

    def model(months: Logs, **begun: Any) -> Any:  # Any: statsmodels has no types
        how = {"trend": "add", "damped_trend": True, "seasonal": "add", "seasonal_periods": YEAR}
        return ETSModel(months, **how, **(begun or {"initialization_method": "heuristic"}))

    params = None
    for fitted_on, last in _spans(first, len(logs)):
        fitted = model(logs[:fitted_on]).fit(params, disp=0)
        params = fitted.params
        begun = {"level": fitted.initial_level, "trend": fitted.initial_trend, "seasonal": fitted.initial_seasonal}
        as_begun = {f"initial_{name}": value for name, value in begun.items()} | {"initialization_method": "known"}
        passed = fitted if last == fitted_on else model(logs[:last], **as_begun).smooth(fitted.params)
        for known in range(fitted_on, last + 1):
            damped = np.cumsum(passed.phi ** np.arange(1, ahead + 1))
            season = passed.season[known - YEAR : known][np.arange(ahead) % YEAR]
            middle = passed.level[known - 1] + passed.slope[known - 1] * damped + season
            yield Ahead(middle, HALF * np.sqrt(_smoothed_variance(passed, known, ahead)))


def _smoothed_variance(passed: Any, known: int, ahead: int) -> NDArray[np.float64]:  # Any: as above
    """Return the variance of errors so many months ahead (Hyndman et al. 2008, class 1; less than a year ahead)."""
    damped = np.cumsum(passed.phi ** np.arange(1, ahead))
    weights = passed.smoothing_level + passed.smoothing_trend * damped
    return float(np.mean(passed.resid[:known] ** 2)) * np.concatenate([[1.0], 1.0 + np.cumsum(weights**2)])


def level(logs: Logs, moved: NDArray[np.float64], first: int, ahead: int) -> Iterator[Ahead]:
    """Level that wanders, and no season: for what has none, the month of the year before is only more chance."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    yield from _of_states(lambda months: UnobservedComponents(logs[:months], level="llevel"), first, len(logs), ahead)


def structural(logs: Logs, moved: NDArray[np.float64], first: int, ahead: int) -> Iterator[Ahead]:
    """Level that wanders, season of months, and feasts that move (a state space model)."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    feasts = moved[:, None] if np.ptp(moved[:first]) > 0 else None

    def model(months: int) -> Any:  # Any: as above
        exog = feasts[:months] if feasts is not None else None
        return UnobservedComponents(logs[:months], level="llevel", seasonal=YEAR, stochastic_seasonal=False, exog=exog)

    return _of_states(model, first, len(logs), ahead, feasts)


def _of_states(
    model: Callable[[int], Any], first: int, last: int, ahead: int, feasts: NDArray[np.float64] | None = None
) -> Iterator[Ahead]:  # Any: as above
    """Yield what a state space model foresees, from `first` months known to all: one fit and one pass over each half year.

    What a filter knows of a month is made of the months before it, so one pass tells what each of them would have foreseen.
    """
    params = None
    for fitted_on, until in _spans(first, last):
        params = model(fitted_on).fit(params, disp=0, cov_type="none").params
        passed = model(until).filter(params, cov_type="none")
        of, names = passed.model.ssm, passed.model.param_names
        goes, shown, noise = of["transition"], of["design"], float(of["obs_cov"][0, 0])
        moves = of["selection"] @ of["state_cov"] @ of["selection"].T
        share = float(params[names.index("beta.x1")]) if feasts is not None else 0.0
        for known in range(fitted_on, until + 1):
            state, spread = passed.filtered_state[:, known - 1], passed.filtered_state_cov[:, :, known - 1]
            middle, variance = np.empty(ahead), np.empty(ahead)
            for step in range(ahead):
                state, spread = goes @ state, goes @ spread @ goes.T + moves
                middle[step], variance[step] = (shown @ state)[0], (shown @ spread @ shown.T)[0, 0] + noise
            more = share * feasts[known : known + ahead, 0] if feasts is not None else 0.0
            yield Ahead(middle + more, HALF * np.sqrt(variance))


def together(parts: Sequence[Ahead]) -> Ahead:
    """Return the mean of several forecasts, and of their intervals."""
    middles, halves = [one.middle for one in parts], [one.half for one in parts]
    return Ahead(np.mean(middles, axis=0), np.mean(halves, axis=0))


def _spans(first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the months known at each fit and the last of those it stands for: fitted each half year, and at the end."""
    for fitted_on in range(first, last, REFIT):
        yield fitted_on, min(fitted_on + REFIT, last) - 1
    yield last, last


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
