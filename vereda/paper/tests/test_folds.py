"""Printed sheets and single sheets after their entries, in whatever order and parts these come."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from vereda.logbook.entries import Payload
from vereda.logbook.rules.fold import Entry, Folded, fold_all, fold_one, open_conflicts
from vereda.paper.entries import SheetCancelled, SheetDestroyed, SheetsIssued, SheetsPrinted, SheetsReturned, SheetTyped
from vereda.paper.rules import fold
from vereda.paper.words import CancelledFor, DestroyedBy, Form

RECORD = UUID(int=7)
BATCH = [
    SheetsPrinted(form=Form.ENCOUNTER, first=1, last=9),
    SheetsIssued(first=1, last=4, to="ines"),
    SheetsIssued(first=3, last=6, to="rafael"),
    SheetsReturned(first=2, last=3),
]
SHEET = [
    SheetTyped(form=Form.ENCOUNTER, number=3, record=RECORD),
    SheetCancelled(form=Form.ENCOUNTER, number=3, reason=CancelledFor.LOST),
    SheetDestroyed(form=Form.ENCOUNTER, number=3, how=DestroyedBy.BURNED),
    SheetDestroyed(form=Form.ENCOUNTER, number=3, how=DestroyedBy.SHREDDED),
]


def entry(number: int, payload: Payload, seen: tuple[int, ...] = (), author: str = "ines") -> Entry:
    at = datetime(2026, 11, 25, 12, number, tzinfo=UTC)
    return Entry(
        id=_id(number), kind=payload.kind, payload=payload, subject=_id(99), seen=[_id(one) for one in seen],
        clock=f"{number:016x}", group="piedras-negras", country="mx", author=author, reported_by=author, channel="desk",
        device="desk", occurred_at=at, local_on=at.date(),
    )  # fmt: skip


def _id(number: int) -> str:
    return f"018d56aa-0700-772b-a5c7-{number:012d}"


@pytest.mark.parametrize(("step", "payloads"), [(fold.batch_step, BATCH), (fold.sheet_step, SHEET)])
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_order_and_any_parts_give_the_same(step, payloads, data: st.DataObject):
    told = []
    for number in range(data.draw(st.integers(1, 6))):
        seen = tuple(sorted(data.draw(st.sets(st.integers(0, number - 1))))) if number else ()
        told.append((number, data.draw(st.sampled_from(payloads)), seen, data.draw(st.sampled_from(["ines", "rafael"]))))
    straight = fold_all([entry(*one) for one in told], fold.start, step)
    mixed = fold_all([entry(*one) for one in data.draw(st.permutations(told))], fold.start, step)
    assert (mixed.state, mixed.heads) == (straight.state, straight.heads)
    stepwise = Folded(fold.start())
    for one in told:
        stepwise = fold_one(stepwise, entry(*one), step)
    assert stepwise.state == straight.state


def test_who_has_which_sheet_is_the_last_word_of_those_who_knew():
    state = fold_all([entry(number, one, tuple(range(number))) for number, one in enumerate(BATCH)], fold.start, fold.batch_step)
    assert {number: held[0] for number, held in fold.out_of(state.state).items()} == {
        1: "ines", 4: "rafael", 5: "rafael", 6: "rafael",
    }  # fmt: skip
    assert not list(open_conflicts(_id(99), state))


def test_a_sheet_that_two_machines_gave_to_two_people_is_a_difference():
    told = [entry(1, BATCH[0]), entry(2, BATCH[1], (1,)), entry(3, BATCH[2], (1,))]
    state = fold_all(told, fold.start, fold.batch_step)
    assert {one.field for one in open_conflicts(_id(99), state)} == {"out:3", "out:4"}


def test_a_sheet_typed_by_two_who_did_not_know_is_typed_once_and_no_difference():
    state = fold_all([entry(1, SHEET[0]), entry(2, SHEET[0], author="rafael")], fold.start, fold.sheet_step)
    assert state.state["typed"][1] == "ines"
    assert state.state["readings"] == 2
    assert not list(open_conflicts(_id(99), state))


@pytest.mark.parametrize(("first", "last"), [(0, 3), (5, 4), (1, 501), (99_999, 100_000)])
def test_an_impossible_range_is_no_entry(first: int, last: int):
    with pytest.raises(ValidationError):
        SheetsIssued(first=first, last=last, to="ines")
