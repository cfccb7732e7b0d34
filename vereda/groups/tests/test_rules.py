"""A patrol is out until it is back, whoever writes first; a shift has those who were put on it."""

from __future__ import annotations

from vereda.groups.entries.patrols import PatrolDeparted, PatrolReturned, PatrolStillOut, ShiftEnded, ShiftJoined, ShiftStarted
from vereda.groups.facts import facts
from vereda.groups.rules import patrols as rules
from vereda.logbook.folding import read_entry
from vereda.logbook.registry import SubjectRef
from vereda.logbook.rules.fold import Folded, fold_all, open_conflicts
from vereda.logbook.schema import value_of
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.logbook.writing import Prepared

PATROL, SHIFT = subject_number(1), subject_number(2)
REF = SubjectRef("patrol", "piedras-negras", "mx")


def folded(*entries: Prepared) -> Folded:
    return fold_all([read_entry(one.raw) for one in entries], rules.start, rules.patrol_step)


def test_a_patrol_that_departed_at_night_counts_once_on_the_day_it_departed() -> None:
    pen = Pen("phone-1")
    out = pen.write(PatrolDeparted(route="Ruta 1", expected_back_min=480), PATROL, minutes=240)  # 17:20 at the post
    back = pen.write(PatrolReturned(kilometres=80), PATROL, minutes=900)
    (row,) = facts(str(PATROL), folded(out, back).state, REF)
    assert (row.row, row.people, row.local_on.isoformat()) == ("P", 1, "2024-01-29")


def test_two_phones_that_note_a_return_apart_keep_the_first_and_ask() -> None:
    one, other = Pen("phone-1"), Pen("phone-2")
    out = one.write(PatrolDeparted(route="Ruta 1"), PATROL)
    other.learn(one)
    first, second = one.write(PatrolReturned(), PATROL, minutes=60), other.write(PatrolReturned(), PATROL, minutes=90)
    state = folded(out, first, second)
    assert value_of(state.state["fields"], "returned") == first.body.occurred_at.isoformat()
    assert [conflict.field for conflict in open_conflicts(str(PATROL), state)] == ["!returned"]


def test_still_out_takes_back_only_the_return_that_its_author_saw() -> None:
    one, other = Pen("phone-1"), Pen("phone-2")
    out = one.write(PatrolDeparted(route="Ruta 1"), PATROL)
    other.learn(one)
    wrong = one.write(PatrolReturned(), PATROL, minutes=60)
    undone = one.write(PatrolStillOut(), PATROL, minutes=61)
    right = other.write(PatrolReturned(), PATROL, minutes=90)
    assert value_of(folded(out, wrong, undone).state["fields"], "returned") is None
    assert value_of(folded(out, wrong, undone, right).state["fields"], "returned") == right.body.occurred_at.isoformat()


def test_a_shift_has_who_began_it_and_who_came_later() -> None:
    pen = Pen("phone-1")
    entries = [
        pen.write(ShiftStarted(members=["ines", "rafael"]), SHIFT),
        pen.write(ShiftJoined(member="lucia"), SHIFT, minutes=30),
        pen.write(ShiftEnded(), SHIFT, minutes=600),
    ]
    state = fold_all([read_entry(one.raw) for one in entries], rules.start, rules.shift_step).state
    assert rules.members_of(state) == ["ines", "lucia", "rafael"]
    assert value_of(state["fields"], "ended") == entries[2].body.occurred_at.isoformat()
