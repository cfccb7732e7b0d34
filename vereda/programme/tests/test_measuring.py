"""What the program counts for an indicator: protected, by whole months, never young, and not of before it counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from vereda.encounters.door import Line, Meeting, Service, record_meeting
from vereda.programme.door import counting
from vereda.programme.entries import Counted
from vereda.programme.rules.figures import Measured, NotMeasured
from vereda.programme.tests.made import indicator
from vereda.programme.words import Origin, Why
from vereda.statistics import door as statistics

pytestmark = pytest.mark.django_db
JULY, QUARTER = (date(2026, 7, 1), date(2026, 7, 31)), (date(2026, 7, 1), date(2026, 9, 30))
ORIENTED = Counted(count="services", category="ORIENT")


@pytest.fixture
def met(cast: Any, home: Any) -> Callable[..., UUID]:  # Any: fixtures of the house
    """Return a function that records so many people who were given guidance on a day."""
    from vereda.access.door import author_of

    by = author_of(cast.reader("ines", "assist"))

    def record(people: int, on: date, sex: str = "F") -> UUID:
        line = Line(line_id="a", count=people, nationality="HN", sex=sex, age_band="18+")
        told = Meeting(people_met=people, lines=[line], services=[Service(service="ORIENT_RIGHTS")])
        at = datetime(on.year, on.month, on.day, 18, tzinfo=UTC)
        return record_meeting(told, by=by, at=at).subject

    return record


def measured(what: Counted, days: tuple[date, date], today: date, country: str = "mx", **more: object) -> Any:  # Any: a value
    return counting(today)(indicator(**more), what, country, *days)


def test_a_count_is_protected_rounded_and_names_its_last_day(met: Callable[..., UUID]):
    for day in range(1, 11):
        met(20, date(2026, 7, day))
        met(20, date(2026, 7, day), "M")
    found = measured(ORIENTED, QUARTER, date(2026, 8, 30), split=["sex"])
    assert isinstance(found, Measured)
    assert found.value % 5 == 0
    assert abs(found.value - 400) < 10
    assert (found.until_on, found.is_partial, found.origins) == (date(2026, 7, 31), True, (Origin.COUNTED,))
    assert {part.code: abs((part.value or 0) - 200) < 10 for part in found.parts} == {"F": True, "M": True}


def test_a_few_are_withheld_and_of_a_sensitive_indicator_more_of_them(met: Callable[..., UUID]):
    met(4, JULY[0])
    assert measured(ORIENTED, JULY, date(2026, 10, 1)) == NotMeasured(Why.WITHHELD)
    met(14, JULY[0])
    assert isinstance(measured(ORIENTED, JULY, date(2026, 10, 1)), Measured)
    assert measured(ORIENTED, JULY, date(2026, 10, 1), is_sensitive=True) == NotMeasured(Why.WITHHELD)


def test_nothing_younger_than_thirty_days_and_nothing_of_before_it_counted(met: Callable[..., UUID]):
    met(50, JULY[0])
    assert measured(ORIENTED, JULY, JULY[1] + timedelta(days=29)) == NotMeasured(Why.TOO_YOUNG)
    assert isinstance(measured(ORIENTED, JULY, JULY[1] + timedelta(days=30)), Measured)
    june = date(2026, 6, 1), date(2026, 6, 30)
    assert measured(ORIENTED, june, date(2026, 10, 1)) == NotMeasured(Why.BEFORE_COUNTING)
    assert measured(ORIENTED, JULY, date(2026, 10, 1), "gt") == NotMeasured(Why.NOT_REPORTED)


def test_what_is_written_today_changes_no_figure_of_today(met: Callable[..., UUID]):
    met(60, JULY[0])
    today = date(2026, 8, 31)
    before = measured(ORIENTED, QUARTER, today)
    met(60, today)
    statistics.forget()
    assert measured(ORIENTED, QUARTER, today) == before
