"""An alarm is one however it came, whoever answers first; nobody waits longer than the minutes say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.countries.door import pack
from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import Folded, fold_all, open_conflicts
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Plain, Prepared
from vereda.safety.entries.danger import (
    DangerRaised,
    DangerReopened,
    DangerResolved,
    DangerSeen,
    DangerStepTaken,
    OfficerInDanger,
)
from vereda.safety.rules.danger import message_of, outcome_of, raise_due, start, step, told_of
from vereda.safety.words import DangerOutcome, DangerStep, Level

DANGER = subject_number(7)
AT = datetime(2024, 1, 29, 19, 20, tzinfo=UTC)


def folded(*entries: Prepared) -> Folded:
    return fold_all([read_entry(one.raw) for one in entries], start, step)


def story() -> list[Prepared]:
    """A locked phone raises it, a text message names the officer, two read it, it is answered and ended twice alike."""
    phone, gateway, desk = Pen("phone-1"), Pen("gateway"), Pen("desk-2")
    where = [Plain(cls=FieldClass.WHEREABOUTS, fields={"lon": -100.5, "lat": 28.7})]
    raised = phone.write(OfficerInDanger(battery_pct=12), DANGER, boxes=where)
    texted = gateway.write(OfficerInDanger(who="ines"), DANGER, minutes=1)
    desk.learn(phone)
    return [
        raised,
        texted,
        gateway.write(DangerRaised(level=Level.FIRST, numbers=2), DANGER, minutes=1),
        gateway.write(DangerRaised(level=Level.FIRST, numbers=1, at_post=True), DANGER, minutes=1),
        desk.write(DangerSeen(), DANGER, minutes=2),
        desk.write(DangerStepTaken(step=DangerStep.CALLED), DANGER, minutes=3),
        desk.write(DangerResolved(outcome=DangerOutcome.HELPED), DANGER, minutes=30),
        phone.write(DangerResolved(outcome=DangerOutcome.HELPED), DANGER, minutes=31),
    ]


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(8)), st.lists(st.integers(0, 7), max_size=4))
def test_any_order_with_duplicates_gives_the_same_alarm(order: list[int], again: list[int]) -> None:
    entries = story()
    expected = folded(*entries).state
    found = folded(*[entries[number] for number in [*order, *again]]).state
    assert (told_of(found), outcome_of(found)) == (told_of(expected), outcome_of(expected))
    assert [found[name] for name in ("told", "seen", "raised", "steps")] == [
        expected[name] for name in ("told", "seen", "raised", "steps")
    ]


def test_the_alarm_of_a_locked_phone_gets_its_name_from_the_text_message_and_keeps_its_own_hour() -> None:
    told = told_of(folded(*story()).state)
    assert told is not None
    assert (told["who"], told["battery_pct"], told["at"]) == ("ines", 12, AT.isoformat())


def test_answers_without_the_alarm_give_no_alarm() -> None:
    assert told_of(folded(*story()[2:]).state) is None


def test_two_ends_that_differ_keep_the_first_and_ask_and_the_end_can_be_taken_back() -> None:
    one, other = Pen("phone-1"), Pen("desk-2")
    raised = one.write(OfficerInDanger(), DANGER)
    other.learn(one)
    false = one.write(DangerResolved(outcome=DangerOutcome.FALSE_PRESS), DANGER, minutes=2)
    helped = other.write(DangerResolved(outcome=DangerOutcome.HELPED), DANGER, minutes=9)
    for order in permutations([raised, false, helped]):
        state = folded(*order)
        assert outcome_of(state.state)[0] == "false_press"
        assert [conflict.field for conflict in open_conflicts(str(DANGER), state)] == ["!outcome"]
    other.learn(one)
    again = other.write(DangerReopened(), DANGER, minutes=10)
    assert outcome_of(folded(raised, false, helped, again).state) == ("", "", "")


@pytest.mark.parametrize(
    ("minutes", "due"),
    [
        (0, ["first"]),
        (0.9, ["first"]),
        (1, ["first", "post"]),
        (3, ["first", "post", "coordinator"]),
        (5, ["first", "post", "coordinator", "headquarters"]),
    ],
)
def test_an_alarm_that_nobody_reads_goes_on_by_the_minute(minutes: float, due: list[str]) -> None:
    now = AT + timedelta(minutes=minutes)
    assert raise_due(told_at=AT, raised=[], place="central", now=now) == due
    assert raise_due(told_at=AT, raised=[f"{level}:central" for level in due], place="central", now=now) == []
    assert raise_due(told_at=AT, raised=[f"{level}:central" for level in due], place="post", now=now) == due


def test_the_message_holds_group_sign_and_hour_and_fits_one_message() -> None:
    text = message_of(group="Piedras Negras", who="Lobo 2", folio="7K3D9A", hour="14:02", level=Level.POST)
    assert text.startswith("VEREDA Piedras Negras: agente en peligro, Lobo 2, 14:02. SIN LEER.")
    for group in pack("mx").groups.values():
        longest = message_of(group=group.name, who="L" * 20, folio="7K3D9A", hour="14:02", level=Level.HEADQUARTERS)
        assert len(longest) <= 160, group.name
