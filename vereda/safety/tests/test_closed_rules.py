"""Which way a closed area is about, until when it holds, and when leave stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.safety.rules.closed import Way, ends_soon, holds, is_closed, is_on, is_over, on_the_way, until_most

ON = date(2026, 11, 25)
RIVER, RAIL = UUID(int=1), UUID(int=2)


@dataclass(frozen=True)
class Ground:
    name: str = ""
    route: UUID | None = None
    zone: str = ""


@pytest.mark.parametrize(
    ("ground", "way", "is_about"),
    [
        (Ground("x", route=RIVER), Way(RIVER, "Norte", "2 Río"), True),
        (Ground("x", route=RIVER), Way(RAIL, "Norte", "x"), False),  # a route is meant: neither words nor sector count
        (Ground("x", zone="norte"), Way(RAIL, " Norte ", "3"), True),
        (Ground("x", zone="Norte"), Way(None, "", "x"), False),
        (Ground("La  Presa"), Way(None, "", "hacia la presa vieja"), True),
        (Ground("La presa"), Way(None, "", "la pres"), False),
        (Ground(""), Way(None, "", "cualquiera"), False),  # a record without words is about nothing, not about all
    ],
)
def test_a_record_is_about_its_route_else_its_sector_else_its_words(ground: Ground, way: Way, is_about: bool):
    assert is_on(ground, way) is is_about


def test_those_on_the_way_keep_their_order():
    grounds = [Ground("b", zone="Sur"), Ground("a", route=RIVER), Ground("c", zone="Norte")]
    assert [one.name for one in on_the_way(grounds, Way(RIVER, "Sur", ""))] == ["b", "a"]


@given(days=st.integers(-40, 40), length=st.integers(0, 30), opened=st.none() | st.integers(-40, 40))
def test_an_area_ends_by_itself_after_its_last_day(days: int, length: int, opened: int | None):
    today, until = ON + timedelta(days=days), ON + timedelta(days=length)
    opened_on = None if opened is None else ON + timedelta(days=opened)
    assert is_closed(today, from_on=ON, until_on=until, opened_on=opened_on) is (opened is None and 0 <= days <= length)
    assert is_over(today, until_on=until, opened_on=opened_on) is (opened is not None or days > length)


def test_thirty_days_at_most_and_a_warning_two_days_before():
    assert until_most(date(2026, 11, 25)) == date(2026, 12, 25)
    assert [ends_soon(ON, ON + timedelta(days=n)) for n in (0, 1, 2, 3)] == [True, True, True, False]


def test_leave_holds_until_its_instant_and_only_when_it_was_given():
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert holds(now, answer="given", until_at=now)
    assert not holds(now + timedelta(seconds=1), answer="given", until_at=now)
    assert not holds(now, answer="refused", until_at=now)
    assert not holds(now, answer="", until_at=None)
