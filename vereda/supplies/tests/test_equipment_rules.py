"""A piece is with whoever took it last, whoever tells late; what is due of it is seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vereda.logbook.folding import read_entry
from vereda.logbook.rules.fold import fold_all
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.supplies.entries.equipment import (
    EquipmentCharged,
    EquipmentEnded,
    EquipmentFound,
    EquipmentInspected,
    EquipmentLent,
    EquipmentMissing,
    EquipmentRegistered,
    EquipmentReturned,
)
from vereda.supplies.entries.stock import Holder
from vereda.supplies.rules import equipment as rules
from vereda.supplies.words import EndedFor, HolderKind

RADIO = subject_number(3)
NOW = datetime(2024, 1, 29, 19, 20, tzinfo=UTC)


def to(account: str) -> EquipmentLent:
    return EquipmentLent(holder=Holder(kind=HolderKind.AGENT, id=account))


def state_of(entries) -> dict:
    return fold_all([read_entry(one.raw) for one in entries], rules.start, rules.step).state


def test_a_piece_is_with_whoever_took_it_last_though_it_is_told_late():
    one, other = Pen("desk-1"), Pen("desk-2")
    new = one.write(EquipmentRegistered(equipment_kind="radio", number="7"), RADIO)
    other.learn(one)
    late = other.write(to("tomas"), RADIO, minutes=10)
    last = one.write(to("ines"), RADIO, minutes=60)
    state = state_of([new, last, late])
    hand = rules.hand(state)
    assert hand is not None
    assert hand[3] == "ines"
    assert rules.was_lent_twice(state)
    assert rules.hand(state_of([new, last, late, one.write(EquipmentReturned(), RADIO, minutes=90)])) is None


def test_what_is_charged_every_two_days_is_due_after_two_days_and_when_it_never_was():
    assert rules.is_due(None, 2, NOW)
    assert rules.is_due(NOW - timedelta(days=2), 2, NOW)
    assert not rules.is_due(NOW - timedelta(days=1), 2, NOW)
    assert not rules.is_due(None, None, NOW)


def fact(number: int):
    choices = [
        to(f"a{number}"),
        EquipmentReturned(),
        EquipmentCharged(),
        EquipmentInspected(is_damaged=bool(number % 2)),
        EquipmentMissing(),
        EquipmentFound(),
        EquipmentEnded(reason=EndedFor.LOST),
    ]
    return choices[number % len(choices)]


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=10), st.randoms(use_true_random=False))
def test_a_piece_is_the_same_in_any_order(said, rng):
    one, other = Pen("desk-1"), Pen("desk-2")
    written = [one.write(EquipmentRegistered(equipment_kind="radio", number="7"), RADIO)]
    other.learn(one)
    for minute, (number, is_other) in enumerate(said, start=1):
        written.append((other if is_other else one).write(fact(number), RADIO, minutes=minute))
    again = [*written, *written[:3]]
    rng.shuffle(again)
    assert state_of(again) == state_of(written)
