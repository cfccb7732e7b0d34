"""Hours of a report, what stands of what was said, and folds that end alike in every order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import Folded, fold_all, fold_one
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.reports import rules
from vereda.reports.entries import (
    DailySigned,
    Figure,
    OperationEnded,
    OperationLeftOut,
    OperationOpened,
    PostAnswered,
    PostAsked,
    PostCorrected,
    ServiceSwitched,
)
from vereda.reports.words import About, Kind, Reply, What, Why

ON = date(2024, 1, 29)
AT = datetime(2024, 1, 29, 13, 0, tzinfo=UTC)
REPORT = subject_number(1)


def signed(said: int) -> DailySigned:
    figure = Figure(category="RESCUE", counted=3, said=said, why=Why.ON_PAPER if said != 3 else None)
    return DailySigned(on=ON, from_at=AT, until_at=AT + timedelta(days=1), figures=[figure])


# Hours --------------------------------------------------------------------------------------------------------------


def test_a_report_runs_from_seven_to_seven_at_the_post_also_where_the_clock_is_changed():
    border, inland = ZoneInfo("America/Matamoros"), ZoneInfo("America/Mexico_City")

    def hours(on: date, zone: ZoneInfo) -> float:
        begins, ends = rules.window(on, zone)
        assert (begins.hour, ends.hour, begins.date(), ends.date()) == (7, 7, on, on + timedelta(days=1))
        return (ends.astimezone(UTC) - begins.astimezone(UTC)).total_seconds() / 3600

    assert hours(date(2026, 3, 7), border) == 23  # the border changes its clock with the United States
    assert hours(date(2026, 10, 31), border) == 25
    assert hours(date(2026, 3, 7), inland) == 24


def test_the_day_that_can_be_signed_is_the_one_whose_hours_are_over():
    zone = ZoneInfo("America/Matamoros")
    assert rules.last_closed(datetime(2026, 3, 11, 6, 59, tzinfo=zone), zone) == date(2026, 3, 9)
    assert rules.last_closed(datetime(2026, 3, 11, 7, 0, tzinfo=zone), zone) == date(2026, 3, 10)
    assert rules.late_at(date(2026, 3, 10), zone) == datetime(2026, 3, 11, 9, 0, tzinfo=zone)


# What stands --------------------------------------------------------------------------------------------------------


def test_a_corrected_part_moves_the_total_unless_the_total_was_said_by_itself():
    said = {"RESCUE": 3, "ORIENT": 7, "TOTAL": 10}
    one = rules.corrected(said, [{"category": "RESCUE", "said": 5}])
    assert rules.with_total(one, ("RESCUE", "ORIENT")) == {"RESCUE": 5, "ORIENT": 7, "TOTAL": 12}
    two = rules.corrected(said, [{"category": "RESCUE", "said": 5}, {"category": "TOTAL", "said": 11}])
    assert rules.with_total(two, ("RESCUE", "ORIENT"))["TOTAL"] == 11


def test_odd_is_outside_half_of_the_least_and_double_the_most_of_four_weeks():
    assert rules.odd_band([20, 30, 24, 26]) == (5, 65)
    assert [rules.is_odd(number, [20, 30, 24, 26]) for number in (4, 5, 65, 66)] == [True, False, False, True]
    assert rules.odd_band([20, 30]) is None, "two weeks say nothing"


def test_a_switch_is_on_until_a_day_comes_that_turns_it_off():
    days = {"2026-03-10": False, "2026-04-01": True}
    on = [rules.is_given(days, date(2026, 3, 9)), rules.is_given(days, date(2026, 3, 10)), rules.is_given(days, date(2026, 4, 2))]
    assert on == [True, False, True]


# Folds --------------------------------------------------------------------------------------------------------------


def story() -> list[object]:
    """Return a post and its state office writing on one report, partly without knowing of each other."""
    post, other, office = Pen("post"), Pen("mini-pc"), Pen("office")
    first = post.write(signed(3), REPORT)
    office.learn(post)
    asked = office.write(PostAsked(on=ON, category="RESCUE", about=About.ODD), REPORT, minutes=60)
    corrected = office.write(PostCorrected(on=ON, category="RESCUE", was=3, said=5, why=Why.BY_TELEPHONE), REPORT, minutes=61)
    apart = other.write(signed(4), REPORT, minutes=30)
    post.learn(office)
    answered = post.write(PostAnswered(on=ON, question=asked.body.id, reply=Reply.CHANGED), REPORT, minutes=90)
    again = post.write(signed(6), REPORT, minutes=95)
    return [read_entry(one.raw) for one in (first, asked, corrected, apart, answered, again)]


def state(entries: list) -> dict:
    return fold_all(list(entries), rules.start, rules.step).state


def test_every_order_of_arrival_ends_alike_and_twice_is_once():
    entries = story()
    whole = state(entries)
    assert all(state(list(order)) == whole for order in list(permutations(entries))[::37])
    assert [one["figures"][0]["said"] for one in whole["statements"]] == [3, 4, 6]
    assert rules.is_doubled(whole["statements"]), "two versions whose authors did not know of each other"
    assert [one["said"] for one in whole["corrections"]] == [5]


@given(st.permutations(range(6)))
def test_one_step_at_a_time_ends_as_from_zero(order):
    entries = story()
    folded = Folded(rules.start())
    arrived: list = []
    for place in order:
        arrived.append(entries[place])
        if folded.fits(entries[place]):
            folded = fold_one(folded, entries[place], rules.step)
        else:
            folded = fold_all(list(arrived), rules.start, rules.step)
    assert folded.state == state(entries)


def test_who_saw_both_versions_and_signs_again_ends_the_doubt():
    one, other = Pen("one"), Pen("other")
    entries = [one.write(signed(3), REPORT), other.write(signed(4), REPORT, minutes=5)]
    one.learn(other)
    last = one.write(signed(5), REPORT, minutes=10)
    assert rules.is_doubled(state([read_entry(entry.raw) for entry in entries])["statements"])
    assert not rules.is_doubled(state([read_entry(entry.raw) for entry in (*entries, last)])["statements"])


def test_an_operation_keeps_what_was_left_out_and_its_last_day_in_any_order():
    pen, subject, record = Pen("post"), subject_number(2), UUID(int=9)
    opened = OperationOpened(tag=UUID(int=1), name="Invierno", from_on=ON, until_on=ON + timedelta(days=30))
    entries = [
        pen.write(opened, subject),
        pen.write(OperationLeftOut(what=Kind.PATROL, record=record), subject, minutes=1),
        pen.write(OperationEnded(until_on=ON + timedelta(days=10)), subject, minutes=2),
        pen.write(OperationLeftOut(what=Kind.PATROL, record=record, is_back=True), subject, minutes=3),
    ]
    read = [read_entry(one.raw) for one in entries]
    whole = fold_all(read, rules.start_operation, rules.operation_step).state
    assert whole["left_out"] == {str(record): ["patrol", False]}
    for order in permutations(read):
        assert fold_all(list(order), rules.start_operation, rules.operation_step).state == whole


def test_a_switch_folds_alike_in_any_order():
    pen, subject = Pen("post"), subject_number(3)
    facts = [
        ServiceSwitched(what=What.SERVICE, code="WATER", from_on=ON + timedelta(days=day), is_given=is_given)
        for day, is_given in ((1, False), (5, True), (1, True))
    ]
    read = [read_entry(pen.write(fact, subject, minutes=n).raw) for n, fact in enumerate(facts)]
    whole = fold_all(read, rules.start_switch, rules.switch_step).state
    assert whole["days"] == {"2024-01-30": True, "2024-02-03": True}
    for order in permutations(read):
        assert fold_all(list(order), rules.start_switch, rules.switch_step).state == whole
