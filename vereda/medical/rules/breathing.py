"""Fast breathing in small children, by age. Counted over a whole minute in a calm child."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from vereda.medical.errors.rules import AgeOutside
from vereda.medical.rules.numbers import whole
from vereda.medical.rules.registered import rows

RULE = "CHILD_RATES"


class Breathing(NamedTuple):
    """is_fast: at or above the figure of the age; figure: breaths in a minute."""

    is_fast: bool
    figure: int


def child_breathing(respirations: int, *, age_months: int) -> Breathing:
    """Return whether a child breathes fast. age_months: completed months, 0 to 59.

    Raises AgeOutside, ImpossibleValue, NotWhole. Source: tables/breathing.csv, remembered.
    """
    counted, age = whole("respirations", respirations), whole("age_months", age_months)
    figure = next((figure for least, most, figure in breathing_figures() if least <= age <= most), None)
    if figure is None:
        raise AgeOutside(least=breathing_figures()[0][0], most=breathing_figures()[-1][1])
    return Breathing(counted >= figure, figure)


@cache
def breathing_figures() -> tuple[tuple[int, int, int], ...]:
    """Return (from month, to month, fast from) of every age."""
    return tuple((int(row["months_from"]), int(row["months_to"]), int(row["fast_from"])) for row in rows("breathing"))
