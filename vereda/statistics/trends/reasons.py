"""What explains a series of months: its season, feasts that move, and changes of level; each with its size, none without proof.

One regression on logarithms: months of the year, days of moving feasts, and steps that are added one by one while each explains
far more than chance would. A step is a fact about the numbers, not its reason: a new post, another way of counting, another road.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vereda.statistics.trends.months import YEAR, Series, months_from

MOST_STEPS, APART = 4, 6
"""Changes of level that are told, at most; months between two of them, and from the ends, at least."""
SURE, CLEAR = 30.0, 0.15
"""How much better a step must explain the series (F, after errors that follow each other), and how large it must be [share]."""
FEAST_SURE = 2.0
"""Standard errors by which the share of a feast differs from nothing, at least."""

type Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Step:
    """From `since` on there is so much more (or less) than before [share: 0.5 is half as much again]."""

    since: date
    share: float


@dataclass(frozen=True)
class Method:
    """What another way of counting does: since a month there is so much more (or less) [share], unsure by so much [log]."""

    since: date
    share: float
    unsure: float


@dataclass(frozen=True)
class Explained:
    """season: by month of the year, January first [share above or below a middling month]; None where no season can be told.

    feast   what one working day of moving feasts in a month does to it [share]; None where it cannot be told from chance
    steps   changes of level, the oldest first
    method  the change from counts by hand to those of the program; None where all months are counted in one way
    """

    season: tuple[float, ...] | None
    feast: float | None
    steps: tuple[Step, ...]
    method: Method | None = None

    @property
    def strongest(self) -> int:
        """Return the strongest month, 1 to 12; of a series with a season."""
        assert self.season
        return 1 + self.season.index(max(self.season))

    @property
    def weakest(self) -> int:
        assert self.season
        return 1 + self.season.index(min(self.season))


@dataclass(frozen=True)
class Fit:
    """A regression: coefficients, their standard errors, what is left."""

    values: Floats
    errors: Floats
    left: Floats


def explained(one: Series, moved: Sequence[float]) -> Explained:
    """Return what explains a series without gaps.

    moved  regressor of feasts that move, one a month (`months.moved_days`)
    """
    logs = np.log1p(np.asarray(one.known, dtype=np.float64))
    base = _base(one, np.asarray(moved[: len(logs)], dtype=np.float64))
    steps = _steps(logs, base, [one.by_hand] if one.is_mixed else [])
    fit = _fit(logs, _with(base, steps))
    season = None
    without = [0, *range(YEAR, base.shape[1])]
    if _is_better(_fit(logs, _with(base[:, without], steps)), fit, YEAR - 1) > SEASON_SURE:
        effects = np.concatenate([[0.0], fit.values[1:YEAR]])
        season = tuple(np.expm1(effects - effects.mean()).tolist())
    feast = fit.values[YEAR] if np.any(moved) and abs(fit.values[YEAR]) > FEAST_SURE * fit.errors[YEAR] else None
    sizes = fit.values[base.shape[1] :]
    told = [Step(one.months[at], float(np.expm1(size))) for at, size in zip(steps, sizes, strict=True)]
    method = None
    if one.is_mixed:
        unsure = float(fit.errors[YEAR + 1]) * float(np.sqrt(_inflation(fit.left)))
        method = Method(one.months[one.by_hand], float(np.expm1(fit.values[YEAR + 1])), unsure)
    return Explained(season, float(np.expm1(feast)) if feast is not None else None, tuple(sorted(told, key=_since)), method)


def shifts(found: Explained, one: Series, ahead: int) -> list[float]:
    """Return how far the level may jump in each month of a series and `ahead` months more [variance of its logarithm].

    As often and as far as it has jumped: half of it in the same month of the year (a new budget, a new law), half in any month.
    Another way to count is no jump.
    """
    of_month, years = [0.0] * YEAR, len(one.values) / YEAR
    for step in found.steps:
        size = float(np.log1p(step.share)) ** 2 / years
        of_month = [value + size / 2 / YEAR + size / 2 * (at == step.since.month) for at, value in enumerate(of_month, start=1)]
    return [of_month[month.month - 1] for month in months_from(one.first, len(one.values) + ahead)]


SEASON_SURE = 3.0
"""F of the months of the year, at least, for a season to be told."""


def _since(step: Step) -> date:
    return step.since


def _base(one: Series, moved: Floats) -> Floats:
    """Return the columns of every fit: level, months February to December, moving feasts, and the program's way of counting."""
    months = np.array([month.month for month in one.months])
    columns = [np.ones(len(months)), *(months == number for number in range(2, YEAR + 1)), moved]
    columns += [np.arange(len(months)) >= one.by_hand] if one.is_mixed else []
    return np.column_stack(columns).astype(np.float64)


def _with(base: Floats, steps: Sequence[int]) -> Floats:
    at = np.arange(len(base))
    return np.column_stack([base, *((at >= step) for step in steps)]).astype(np.float64)


def _steps(logs: Floats, base: Floats, known: Sequence[int]) -> list[int]:
    """Return the months in which the level changes: each time the one that explains most, while it explains enough.

    known  months in which it changes for a reason that is known: none other is looked for near them
    """
    found: list[int] = []
    while len(found) < MOST_STEPS:
        before = _fit(logs, _with(base, found))
        places = [at for at in range(APART, len(logs) - APART + 1) if all(abs(at - one) >= APART for one in [*known, *found])]
        fits = {at: _fit(logs, _with(base, [*found, at])) for at in places}
        if not fits:
            break
        best = min(fits, key=lambda at: (float(np.sum(fits[at].left ** 2)), at))
        is_clear = abs(np.expm1(fits[best].values[-1])) >= CLEAR
        if not is_clear or _is_better(before, fits[best], 1) / _inflation(fits[best].left) < SURE:
            break
        found.append(best)
    return found


def _fit(logs: Floats, columns: Floats) -> Fit:
    values, *_rest = np.linalg.lstsq(columns, logs, rcond=None)
    left = logs - columns @ values
    variance = float(np.sum(left**2)) / max(1, len(logs) - columns.shape[1])
    spread = np.linalg.pinv(columns.T @ columns)
    return Fit(values, np.sqrt(variance * np.clip(np.diag(spread), 0, None)), left)


def _is_better(small: Fit, large: Fit, more: int) -> float:
    """Return F: how much better the larger fit is, for each of its columns more."""
    left = float(np.sum(large.left**2)) / max(1, len(large.left) - len(large.values))
    return (float(np.sum(small.left**2)) - float(np.sum(large.left**2))) / more / max(left, 1e-12)


def _inflation(left: Floats) -> float:
    """Return by how much errors that follow each other make a step look better than it is."""
    follows = float(np.clip(np.sum(left[1:] * left[:-1]) / max(float(np.sum(left**2)), 1e-12), 0.0, 0.8))
    return (1 + follows) / (1 - follows)
