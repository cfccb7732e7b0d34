"""How many hours to give to each area, so that the chance of finding the person is greatest.

Searching an area for t hours finds who is in it with 1 - exp(-rate t): random search, the cautious curve. `rate` is coverage per
hour: sweep width x speed / size of the area. Weights may have any sum and are never normalised: chances, or chances times what a
find is worth. Sources: Koopman 1957; Charnes and Cooper 1958; Stone, Theory of Optimal Search, 1975 (uniformly optimal plans);
worked cases in `tests/data/search_theory_cases.csv` (ALLOC-*).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vereda.rescue.planning.bayes import MANY
from vereda.rescue.planning.checks import Floats, hours_of, not_negative, weights

RATES = "la cobertura por hora"
FEW = 20_000  # areas that are looked at all at once
SAMPLES = (512, 64, 8)  # of more, every 512th is looked at first, and so on
ROUNDING = 1e-9
NO_RATE = 1e-290  # of the greatest: less cannot be searched at all, and its inverse could not be written


def allocate(poc: ArrayLike, rate_per_hour: ArrayLike, hours: float) -> Floats:
    """Return the hours for each area [h, shape of poc] that find the person soonest with one resource.

    poc            weight of each area [0 or more; any shape and sum]
    rate_per_hour  coverage that an hour gives in each area [1/h, 0 or more; same shape, or one value for all]
    hours          hours to share out [h, 0 or more]

    The hours sum to `hours`; where no area can be searched they stay unspent (all zeros). The plan for more hours contains the
    plan for fewer: no area ever gets less (uniformly optimal), so a plan that is broken off was the best one for that time. Areas
    of equal weight and rate get equal hours. Exact: t = (ln(weight rate) - level) / rate where that is positive; the level comes
    from dropping the areas below it, in finitely many steps and without a tolerance.
    Errors: NegativeHours, BelowZero, NotANumber, ShapesDiffer, NothingThere.
    Source: see above; SORAL's published cases.
    """
    areas = weights(poc)
    rates = not_negative(rate_per_hour, RATES, areas.shape)
    total = float(hours_of(hours))
    weight, rate = areas.reshape(-1), rates.reshape(-1)
    where = _worth_a_look(weight, rate, total) if total else np.zeros(0, dtype=np.intp)
    if where.size == areas.size:
        return fill(np.log(weight), rate, total).reshape(areas.shape)
    plan = np.zeros(areas.size)
    if where.size:
        plan[where] = fill(np.log(weight[where]), rate[where], total)
    return plan.reshape(areas.shape)


def fill(log_weight: Floats, rate: Floats, hours: float) -> Floats:
    """Return the hours for each area, given the logarithms of the weights: what was searched often loses no digits.

    log_weight, rate  flat and finite; rates above zero
    hours             above zero
    """
    fastest = rate.max()
    per_rate = fastest / rate
    value = np.log(rate)
    value += log_weight
    lowest, extra = _water(value, per_rate, hours * fastest)
    value -= lowest
    nothing = value < 0
    value += extra
    value *= per_rate
    value /= fastest
    value[nothing] = 0
    return value


def _water(value: Floats, per_rate: Floats, effort: float) -> tuple[float, float]:
    """Return (value of the lowest area that gets something, how far that stands above the level).

    value  logarithm of weight x rate    per_rate  effort that lowers it by 1    effort  above zero

    Starts with all areas and drops those below the level that they would share: the level only rises, so none is dropped wrongly.
    """
    if value.size >= MANY:
        from vereda.rescue.planning.compiled import water

        return water(value, per_rate, effort)
    above, cost = value, per_rate
    while True:
        # Measured from the lowest area still in: sums of what is positive, so rates of very different size lose no digits.
        lowest = float(above.min())
        needed, costs = float(((above - lowest) * cost).sum()), float(cost.sum())
        if needed < effort:  # then the lowest gets something too
            return lowest, (effort - needed) / costs
        keep = above > lowest + (needed - effort) / costs
        if not keep.any():  # rounding, where one area outweighs all
            keep = above == above.max()
        if keep.all():  # an effort so small that it cannot be told from none
            return lowest, 0.0
        above, cost = above[keep], cost[keep]


def _worth_a_look(weight: Floats, rate: Floats, hours: float) -> NDArray[np.intp]:
    """Return the areas that can be searched, of many without most of those that surely get nothing.

    The level of a part of the areas, given all hours, cannot be above the level of all: what lies below it is left out.
    """
    greatest, fastest = weight.max(), rate.max()
    if not (greatest and fastest):
        return np.zeros(0, dtype=np.intp)
    able = (weight > 0) & (rate > NO_RATE * fastest)
    if weight.size > FEW:
        value = (weight / greatest) * (rate / fastest)
        floor = 0.0
        for step in SAMPLES:
            floor = max(floor, _floor(value[::step], rate[::step], hours, floor))
        able &= value >= floor
    return np.flatnonzero(able)


def _floor(value: Floats, rate: Floats, hours: float, floor: float) -> float:
    """Return a value of weight x rate that the level cannot be below, from some of the areas [0 where they tell nothing]."""
    some = np.flatnonzero(value > floor)
    some = some[rate[some] > NO_RATE * rate.max()]
    if not some.size:
        return 0.0
    fastest = rate[some].max()
    logs = np.log(value[some])
    lowest, extra = _water(logs, fastest / rate[some], hours * fastest)
    return float(np.exp(lowest - extra)) * (1 - ROUNDING)
