"""People met and what those who were asked answered, by day, group and nationality: what individuals are estimated from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import ibis
import pytest

from vereda.logbook.schema import FactRow
from vereda.statistics.asked import Asked, AskedRow, Met, in_period
from vereda.statistics.columns import table_of
from vereda.statistics.tests.worlds import DAY, SECRET, answer, row

BEFORE = date(2024, 1, 30)


def asked(rows: Iterable[FactRow], from_on: date = DAY, to_on: date = DAY) -> Asked:
    return in_period(ibis.memtable(table_of(rows, secret=SECRET)), from_on, to_on)


PARTY = [
    row("L", 4, line="a", nationality="HN", services=["water"]),
    row("L", 2, line="b", nationality="GT", services=["water"]),
    row("T", 6, line="served"),
    row("A", 3, line="week:5", nationality="HN"),
    row("A", 1, line="none:5", nationality="HN"),
    row("A", 2, line="unasked:5", nationality="GT"),
]


def test_people_met_and_answers_stand_by_day_group_and_nationality():
    found = asked(PARTY)
    assert found.met == (Met(DAY, "piedras-negras", "GT", 2), Met(DAY, "piedras-negras", "HN", 4))
    assert found.encounters == {(DAY, "piedras-negras"): 1}
    assert found.rows == (
        AskedRow("a", DAY, "piedras-negras", "GT", "none", 2, 5, was_asked=False),
        AskedRow("a", DAY, "piedras-negras", "HN", "none", 1, 5),
        AskedRow("a", DAY, "piedras-negras", "HN", "week", 3, 5),
    )
    assert found.due == found.rows


def test_only_the_days_of_the_period_count():
    rows = [*PARTY, *(replace(one, record="b", local_on=BEFORE) for one in PARTY)]
    assert asked(rows) == asked(PARTY)
    assert sum(one.people for one in asked(rows, BEFORE, DAY).met) == 12
    assert {one.party for one in asked(rows, BEFORE, DAY).rows} == {"a", "b"}


def test_a_margin_takes_people_out_of_not_together():
    rows = [row("L", 9, line="rest"), row("M", 5, line="nationality:HN", nationality="HN"), row("M", 3, line="sex:F", sex="F")]
    assert asked(rows).met == (Met(DAY, "piedras-negras", "*", 4), Met(DAY, "piedras-negras", "HN", 5))


def test_who_was_asked_without_being_due_is_told_apart_and_who_is_never_asked_too():
    rows = [
        row("L", 3, record="a", line="a", nationality="HN"),
        row("A", 3, record="a", line="never:0", nationality="HN"),
        row("L", 2, record="b", line="a", nationality="HN"),
        row("A", 2, record="b", line="outside:0", nationality="HN"),
    ]
    found = asked(rows)
    assert found.outside == (Met(DAY, "piedras-negras", "HN", 2),)
    assert [(one.party, one.answer, one.is_due) for one in found.rows] == [("a", "never", False)]
    assert found.due == ()


def test_more_answers_than_people_are_none():
    [one] = asked([row("L", 3, nationality="HN"), row("A", 3, line="unclear:5", nationality="HN")]).rows
    assert (one.answer, one.was_asked) == ("none", False)


@pytest.mark.parametrize("count", ["people", "services", "encounters"])
@pytest.mark.parametrize("by", [[], ["nationality"], ["category"], ["service", "group"]])
def test_no_bulletin_counts_what_was_asked(count: str, by: list[str]):
    without = [one for one in PARTY if one.row != "A"]
    told = [answer(rows, *by, count=count, outside=True) for rows in (PARTY, without)]
    assert (told[0].rows, told[0].total, told[0].outside) == (told[1].rows, told[1].total, told[1].outside)
