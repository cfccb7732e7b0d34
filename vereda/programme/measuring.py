"""What the program counts for an indicator, as it may leave the house. Everything that comes from facts comes through here.

Whole months alone, over for thirty days or more: no report of today changes with an encounter of today.
"""

from __future__ import annotations

from datetime import date, timedelta

from vereda.countries import door as countries
from vereda.programme.entries import Counted, IndicatorSet
from vereda.programme.rules.figures import NotMeasured, Source, Value
from vereda.programme.rules.periods import last_whole_month
from vereda.programme.words import YOUNGEST_DAYS, Why
from vereda.statistics import door as statistics


def counting(today: date) -> Source:
    """Return how indicators are counted on a day, by the records of this installation."""

    def measured(one: IndicatorSet, what: Counted, country: str, from_on: date, until_on: date) -> Value:
        return _measured(one, what, country, from_on, until_on, today)

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
    return NotMeasured(Why.NOT_REPORTED)


def state_name(country: str, code: str) -> str:
    """Return the name of a state of an installed country, '' for one that no pack here knows."""
    if country not in countries.installed():
        return ""
    area = countries.pack(country).admin1.get(code)
    return area.name if area else ""
