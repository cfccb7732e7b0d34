"""The arm's circumference: children of 6 to 59 months by three bands; pregnant or nursing by the figure that a protocol chose."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from vereda.medical.errors.rules import AgeOutside, WordNotKnown
from vereda.medical.rules.numbers import whole
from vereda.medical.rules.registered import rows
from vereda.medical.words import Nourished

RULE, ADULT_RULE = "MUAC", "MUAC_PREGNANT"
FROM_MONTHS, TO_MONTHS = 6, 59
CUT_OFFS_MM = (210, 230)
"""The two figures in use for pregnant and nursing women; none is agreed, so whoever calls says which protocol holds."""


class Nutrition(NamedTuple):
    """state: what it says; oedema: whether swelling of both feet decided, whatever the arm measures."""

    state: Nourished
    by_oedema: bool


def muac(mm: int, *, age_months: int, oedema: bool = False) -> Nutrition:
    """Return what an arm says of a child.

    mm      mid-upper arm circumference [whole millimetres];  age_months: completed months, 6 to 59
    oedema  swelling of both feet: severe, whatever the arm measures
    Raises AgeOutside, ImpossibleValue, NotWhole.
    """
    measured, age = whole("muac_mm", mm), whole("age_months", age_months)
    if not FROM_MONTHS <= age <= TO_MONTHS:
        raise AgeOutside(least=FROM_MONTHS, most=TO_MONTHS)
    if oedema:
        return Nutrition(Nourished.SEVERE, True)
    return Nutrition(next(state for below, state in muac_bands() if measured < below), False)


def muac_adult(mm: int, *, cut_off_mm: int) -> bool:
    """Return whether the arm of a pregnant or nursing woman is below the figure of the protocol in force."""
    if cut_off_mm not in CUT_OFFS_MM:
        raise WordNotKnown(what="cut_off_mm")
    return whole("muac_mm", mm) < cut_off_mm


@cache
def muac_bands() -> tuple[tuple[int, Nourished], ...]:
    """Return (below this, state), the narrowest first; the last band is open."""
    found = [(int(row["below_mm"] or 10_000), Nourished(row["state"])) for row in rows("muac")]
    return tuple(sorted(found))
