"""Cold water: when strength and warmth run out. It says when to hurry, never when to stop. Not yet approved by a clinician."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vereda.rescue.planning.body.errors import BodyModelOutOfRange
from vereda.rescue.planning.body.figure import JUDGEMENT, WATER_C, Figure, Formula, Model, Range, chosen

PAGE = "arithmeticcalculator.com/cold-water-survival-calculator"
MODELS = {
    "hayward": Model(
        "cold water, Hayward (light clothing, life jacket, core to 30 C)",
        "1975",
        PAGE,
        "h",
        f"half the value to the larger of 1.5 times and Xu's curve: {JUDGEMENT}; cold shock and swim failure come first",
    ),
    "xu_giesbrecht": Model(
        "cold water, Xu and Giesbrecht, longest curve",
        "2018",
        f"{PAGE}; study medworm.com/601518686",
        "h",
        f"from Hayward's value, an upper curve and no expectation; widths: {JUDGEMENT}",
    ),
}
EXHAUSTION = Model("cold water, table: until exhaustion", "table as printed, no edition", PAGE, "h", "as printed")
SURVIVAL = Model("cold water, table", "table as printed, no edition", PAGE, "h", "as printed")

HAYWARD_C = Range(WATER_C.name, WATER_C.unit, WATER_C.least, WATER_C.most, 0, 20)
WARMEST_C = 20.0  # the formula has a pole at 23.1 C: above 20 its value at 20 is given

# from this temperature [C] up to the next: exhaustion from, to [h]; survival from, to [h]
STEPS_C = (4.0, 10.0, 16.0, 21.0, 27.0)
TABLE_H = ((0.5, 1.0, 1.0, 3.0), (1.0, 2.0, 1.0, 6.0), (2.0, 7.0, 2.0, 40.0), (3.0, 12.0, 3.0, np.inf))


def cold_water_survival(water_c: ArrayLike, model: str = "hayward") -> Figure:
    """Return the hours in cold water that a model gives to an adult who floats [h].

    water_c  water temperature [C]; valid 0 to 20: above, the value at 20 is given and said to be extrapolated
    model    'hayward': time until the core is at 30 C, in light clothing with a life jacket; 'xu_giesbrecht': the longest curve

    Without a life jacket strength to swim is gone within minutes: the time to act is now, whatever this says. Children cool
    faster. Raises BodyValueImpossible, BodyModelUnknown. Source: each model's `source`. The printed table: `cold_water_table`.
    """
    of = chosen(MODELS, model)
    given = HAYWARD_C.checked(water_c)
    water = np.clip(given, 0, WARMEST_C)
    first, longest = hayward_h(water), xu_giesbrecht_h(water)
    value = chosen(FORMULAS, model)(water)
    if model == "hayward":
        low, high = first / 2, np.maximum(1.5 * first, longest)
    else:
        low, high = np.minimum(first, longest), np.maximum(first, longest)
    return of.figure(value, low, high, HAYWARD_C.said(given))


def cold_water_table(water_c: float) -> tuple[Figure, Figure]:
    """Return the printed table's hours to exhaustion and its hours of survival, each as a band [h].

    water_c  water temperature [C], 4 up to 27; the value is the geometric middle of the band, or its low end where the table
             says 'indefinite' (`high` is then infinite)

    Raises BodyValueImpossible, and BodyModelOutOfRange where the table has no row. Source: EXHAUSTION.source.
    """
    water = float(WATER_C.checked(water_c))
    row = bisect_right(STEPS_C, water) - 1
    if not 0 <= row < len(TABLE_H):
        raise BodyModelOutOfRange(model=SURVIVAL.name, name=WATER_C.name, value=water, unit="C", low=STEPS_C[0], high=STEPS_C[-1])
    tired_from, tired_to, alive_from, alive_to = TABLE_H[row]
    return _between(EXHAUSTION, tired_from, tired_to), _between(SURVIVAL, alive_from, alive_to)


def _between(model: Model, low: float, high: float) -> Figure:
    return model.figure(np.asarray(np.sqrt(low * high) if np.isfinite(high) else low), low, high)


def hayward_h(water: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (15 + 7.2 / (0.0785 - 0.0034 Tw)) / 60."""
    return np.asarray((15 + 7.2 / (0.0785 - 0.0034 * water)) / 60)


def xu_giesbrecht_h(water: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 0.0547 T^2 + 0.5048 T + 1.3604."""
    return np.asarray(0.0547 * water**2 + 0.5048 * water + 1.3604)


FORMULAS: dict[str, Formula] = {"hayward": hayward_h, "xu_giesbrecht": xu_giesbrecht_h}
