"""What the program counts for an indicator, as it may leave the house. Everything that comes from facts comes through here.

Whole months alone, over for thirty days or more: no report of today changes with an encounter of today.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from vereda.countries import door as countries
from vereda.programme.entries import Counted, IndicatorSet, Part
from vereda.programme.rules.figures import Measured, NotMeasured, Source, Value
from vereda.programme.rules.periods import last_whole_month
from vereda.programme.words import YOUNGEST_DAYS, Dimension, Why
from vereda.statistics import door as statistics
from vereda.statistics.door import By

TOTAL = "TOTAL"
SEXES = ("F", "M")
"""The parts that are told; few say another sex, and a row for them would be a row about them."""


def counting(today: date) -> Source:
    """Return how the indicators of one programme are counted on a day, by the records of this installation.

    A report asks for the quarter, for the phase so far and for the line: what was counted once is not counted again.
    """
    known: dict[tuple[str, str, date, date], Value] = {}

    def measured(one: IndicatorSet, what: Counted, country: str, from_on: date, until_on: date) -> Value:
        key = one.indicator, country, from_on, until_on
        if key not in known:
            known[key] = _measured(one, what, country, from_on, until_on, today)
        return known[key]

    return measured


def _measured(one: IndicatorSet, what: Counted, country: str, from_on: date, until_on: date, today: date) -> Value:
    if country not in countries.installed():
        return NotMeasured(Why.NOT_REPORTED)
    first = statistics.first_month(country)
    if first is None or from_on < first:
        return NotMeasured(Why.BEFORE_COUNTING)
    last = last_whole_month(from_on, until_on, today - timedelta(days=YOUNGEST_DAYS))
    if last is None:
        return NotMeasured(Why.TOO_YOUNG)
    code = what.category or what.service or TOTAL
    by_sex = Dimension.SEX in one.split
    by = [By.SERVICE if what.service else By.CATEGORY, *([By.SEX] if by_sex else [])]
    asked = statistics.question(country=country, from_on=from_on, to_on=last, by=by, count=what.count)
    told = [(code, sex) for sex in (TOTAL, *SEXES)] if by_sex else [(code,)]
    cells = statistics.protected(asked, told, sensitive=[code] if one.is_sensitive else ())
    whole = cells.get(told[0])
    if whole is None:
        return NotMeasured(Why.WITHHELD)
    parts = (
        Part(by=Dimension.SEX, code=sex, value=None if (number := cells.get((code, sex))) is None else Decimal(number))
        for sex in (SEXES if by_sex else ())
    )
    return Measured(Decimal(whole), last, is_partial=last < until_on, parts=tuple(parts))


def state_name(country: str, code: str) -> str:
    """Return the name of a state of an installed country, '' for one that no pack here knows."""
    if country not in countries.installed():
        return ""
    area = countries.pack(country).admin1.get(code)
    return area.name if area else ""
