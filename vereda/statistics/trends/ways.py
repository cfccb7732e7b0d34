"""Ways to foresee a series of months. All work on logarithms, so that a season is a share and nothing falls below zero.

A way is fitted on the months before a try, and told the later ones: what it forecasts never knows what came after.
Models are those of statsmodels; seasonal naive is what each must beat.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vereda.statistics.trends.months import YEAR

type Logs = NDArray[np.float64]
REFIT = 6
"""Months after which a model is fitted anew in the tries: one that was fitted in quiet years never follows a change of level."""


class Way(StrEnum):
    """How a series is foreseen."""

    SEASONAL_NAIVE = "seasonal_naive"
    SMOOTHED = "smoothed"
    STRUCTURAL = "structural"
    LEVEL = "level"
    TOGETHER = "together"


type Forecaster = Callable[[Logs, Logs, int, int], Iterator[Logs]]
"""(logs, moved, first, ahead): for each number of months known from `first` to all of them, the `ahead` months after.

moved  regressor of each month, as long as logs and `ahead` months more
"""


def seasonal_naive(logs: Logs, moved: Logs, first: int, ahead: int) -> Iterator[Logs]:
    """As in the same month of the year before."""
    for known in range(first, len(logs) + 1):
        yield logs[known - YEAR : known][np.arange(ahead) % YEAR]


def smoothed(logs: Logs, moved: Logs, first: int, ahead: int) -> Iterator[Logs]:
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
            yield passed.level[known - 1] + passed.slope[known - 1] * damped + season


def level(logs: Logs, moved: Logs, first: int, ahead: int) -> Iterator[Logs]:
    """Level that wanders, and no season: for what has none, the month of the year before is only more chance."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    yield from _of_states(lambda months: UnobservedComponents(logs[:months], level="llevel"), first, len(logs), ahead)


def structural(logs: Logs, moved: Logs, first: int, ahead: int) -> Iterator[Logs]:
    """Level that wanders, season of months, and feasts that move (a state space model)."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    feasts = moved[:, None] if np.ptp(moved[:first]) > 0 else None

    def model(months: int) -> Any:  # Any: as above
        exog = feasts[:months] if feasts is not None else None
        return UnobservedComponents(logs[:months], level="llevel", seasonal=YEAR, stochastic_seasonal=False, exog=exog)

    return _of_states(model, first, len(logs), ahead, feasts)


def _of_states(
    model: Callable[[int], Any], first: int, last: int, ahead: int, feasts: Logs | None = None
) -> Iterator[Logs]:  # Any: as above
    """Yield what a state space model foresees, from `first` months known to all: one fit and one pass over each half year.

    What a filter knows of a month is made of the months before it, so one pass tells what each of them would have foreseen.
    """
    params = None
    for fitted_on, until in _spans(first, last):
        params = model(fitted_on).fit(params, disp=0, cov_type="none").params
        passed = model(until).filter(params, cov_type="none")
        goes, shown = passed.model.ssm["transition"], passed.model.ssm["design"][0]
        share = float(params[passed.model.param_names.index("beta.x1")]) if feasts is not None else 0.0
        for known in range(fitted_on, until + 1):
            state, middle = passed.filtered_state[:, known - 1], np.empty(ahead)
            for step in range(ahead):
                state = goes @ state
                middle[step] = shown @ state
            yield middle + share * feasts[known : known + ahead, 0] if feasts is not None else middle


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


def all_ways(logs: Logs, moved: Logs, first: int, ahead: int) -> dict[Way, Logs]:
    """Return each way's forecasts: a row for each number of months known, from `first` to all, a column for each month ahead."""
    with _quiet():
        found = {way: np.array(list(forecaster(logs, moved, first, ahead))) for way, forecaster in FORECASTERS.items()}
    found[Way.TOGETHER] = np.mean([found[way] for way in PARTS], axis=0)
    return found


@contextmanager
def _quiet() -> Iterator[None]:
    """Hold back what optimizers say of steps that did not help; how good a fit is, the back-test says."""
    import statsmodels.tools.sm_exceptions  # noqa: F401  it sets a filter of its own when it is imported

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
