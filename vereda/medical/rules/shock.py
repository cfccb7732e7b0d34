"""Shock index: pulse over systolic pressure, by the figures of the age. Compared in whole numbers, shown with two decimals."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import NamedTuple

from vereda.medical.errors.rules import AgeOutside, ImpossibleValue
from vereda.medical.rules.numbers import ranges, whole
from vereda.medical.rules.registered import rows
from vereda.medical.words import Alarm

RULE, CHILD_RULE = "SHOCK_INDEX", "SHOCK_INDEX_CHILD"


class Shock(NamedTuple):
    """ratio: with two decimals, for eyes; alarm: by the whole numbers; rule: which figures it was compared with."""

    ratio: Decimal
    alarm: Alarm
    rule: str


class _Figure(NamedTuple):
    rule: str
    least: int
    most: int
    alarm: Alarm
    at_hundredths: int
    is_above: bool  # True: only above the figure, False: from the figure on


def shock_index(pulse: int, systolic: int, *, age_years: int | None = None) -> Shock:
    """Return the index and how it stands. age_years None: an adult.

    Raises ImpossibleValue (also for a pressure of nothing), NotWhole, AgeOutside under 4 years: there is no figure for them.
    Source: tables/shock.csv; the figures are remembered and unsigned.
    """
    beats, pressure = whole("pulse", pulse), whole("systolic", systolic)
    if pressure == 0:
        raise ImpossibleValue(what="systolic", least=1, most=ranges()["systolic"][1])
    age = _ADULT if age_years is None else whole("age_years", age_years)
    figures = [one for one in _figures() if one.least <= age <= one.most]
    if not figures:
        raise AgeOutside(least=min(one.least for one in _figures()), most=ranges()["age_years"][1])
    ratio = (Decimal(beats) / pressure).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    reached = next((one.alarm for one in figures if _reaches(beats, pressure, one)), Alarm.NONE)
    return Shock(ratio, reached, figures[0].rule)


_ADULT = 40  # any age of the adult rows


def _reaches(pulse: int, systolic: int, figure: _Figure) -> bool:
    measured, limit = pulse * 100, figure.at_hundredths * systolic
    return measured > limit if figure.is_above else measured >= limit


@cache
def _figures() -> tuple[_Figure, ...]:
    """Return the figures, alarms before watches."""
    found = [
        _Figure(
            row["rule"],
            int(row["age_from"]),
            int(row["age_to"]),
            Alarm(row["alarm"]),
            int(row["hundredths"]),
            row["edge"] == "above",
        )
        for row in rows("shock")
    ]
    return tuple(sorted(found, key=lambda one: one.alarm != Alarm.ALARM))
