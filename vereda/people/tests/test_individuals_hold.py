"""What holds of the estimate of individuals whatever people met and said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.people.rules.estimates import Estimate
from vereda.people.rules.individuals import by_question
from vereda.people.rules.observed import Asked, Met
from vereda.people.rules.recall import perfect
from vereda.people.words import LastHelp

BEGINS = date(2024, 1, 1)
DAYS = 90
SURE = (LastHelp.NEVER, LastHelp.LONGER)


@st.composite
def counted(draw) -> tuple[list[Met], list[Asked]]:
    """Return some days of a few groups: who was met, and parties among them that were due."""
    met, asked = [], []
    for number in range(draw(st.integers(1, 25))):
        on = BEGINS + timedelta(days=draw(st.integers(0, DAYS - 1)))
        group, nationality = draw(st.sampled_from(["g1", "g2"])), draw(st.sampled_from(["HN", "GT", "XX"]))
        people = draw(st.integers(1, 40))
        met.append(Met(on, group, nationality, people))
        if draw(st.booleans()):
            said = draw(st.sampled_from(list(LastHelp)))
            asked.append(Asked(str(number), on, group, nationality, said, draw(st.integers(1, people)), draw(st.integers(1, 6))))
    return met, asked


def estimated(met: list[Met], asked: list[Asked], days: int, begins: int = 0, **more: object) -> Estimate | None:
    from_on, to_on = BEGINS + timedelta(days=begins), BEGINS + timedelta(days=days)
    found = by_question(met, asked, from_on=from_on, to_on=to_on, **{"draws": 30, **more})
    return found if isinstance(found, Estimate) else None


@given(counted(), st.integers(0, DAYS - 1))
@settings(max_examples=40, deadline=None)
def test_never_more_than_meetings_never_fewer_than_one_party_and_inside_its_interval(some, days):
    found = estimated(*some, days)
    for one in [found, *(found.by_nationality.values() if found else ())]:
        if one:
            assert 0 < one.low <= one.individuals <= one.high <= one.met
    if found:
        assert sum(one.met for one in found.by_nationality.values()) == found.met
        inside = [one for one in some[1] if one.on <= found.to_on and one.answer != LastHelp.NONE]
        assert found.low >= max(one.people for one in inside)


@given(counted(), st.integers(0, DAYS - 2), st.data())
@settings(max_examples=40, deadline=None)
def test_a_period_that_ends_later_has_no_fewer_individuals(some, days, data):
    later = data.draw(st.integers(days + 1, DAYS - 1))
    shorter, longer = estimated(*some, days), estimated(*some, later)
    if shorter and longer:
        assert longer.individuals >= shorter.individuals - 1e-6
        assert longer.met >= shorter.met


@given(counted(), st.integers(0, DAYS - 1))
@settings(max_examples=40, deadline=None)
def test_with_a_sure_memory_whoever_was_never_helped_is_counted(some, days):
    """All answers of one cell here: no nationality has thirty parties. So the shares are those of everybody who answered."""
    met, asked = some
    one_cell = [Met(row.on, row.group, "HN", row.people) for row in met]
    same = [Asked(row.party, row.on, row.group, "HN", row.answer, row.people, row.every) for row in asked]
    found = estimated(one_cell, same, days, assumed=perfect())
    if found:
        said = [row for row in same if row.answer != LastHelp.NONE]
        sure = sum(row.people * row.every for row in said if row.answer in SURE) / sum(row.people * row.every for row in said)
        assert found.individuals >= sure * found.met - 1e-6


@given(counted())
@settings(max_examples=20, deadline=None)
def test_on_one_day_only_who_was_met_twice_that_day_is_not_new(some):
    met, asked = some
    first = min(row.on for row in met)
    day = (first - BEGINS).days
    found = estimated(met, asked, day, day, assumed=perfect())
    if found and all(row.answer != LastHelp.WEEK for row in asked):
        assert found.individuals == pytest.approx(found.met)
