"""A month of stock is the same in whatever order its entries come; goods are neither made nor lost by the books."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.logbook.folding import read_entry
from vereda.logbook.registry import SubjectRef
from vereda.logbook.rules.fold import Folded, fold_all, fold_one
from vereda.logbook.schema import Payload
from vereda.logbook.tests.pens import Pen, subject_number
from vereda.logbook.writing import Prepared
from vereda.supplies.entries.stock import (
    FoundLine,
    Holder,
    Line,
    LowMarkSet,
    ReceivedLine,
    StockAdjusted,
    StockCounted,
    StockGiven,
    StockIssued,
    StockReceived,
    StockReturned,
    StockSent,
    StockWithdrawn,
    StockWrittenOff,
    TransferHeard,
)
from vereda.supplies.rules import stock as rules
from vereda.supplies.rules.period import Sums, is_explained
from vereda.supplies.tables.stock import stock as rows_of
from vereda.supplies.words import AdjustedFor, CameFrom, HolderKind, Moved, WrittenOffFor

MONTH = rules.subject_of("mx", "piedras-negras", date(2024, 1, 29))
REF = SubjectRef("stock", "piedras-negras", "mx")
ITEMS, HOLDERS = ("water_1l", "serum"), (HolderKind.PATROL, HolderKind.AGENT)


def holder(number: int) -> Holder:
    return Holder(kind=HOLDERS[number % 2], id=str(subject_number(50 + number % 2)))


def fact(what: int, number: int, pieces: int) -> Payload:
    """Return one of the facts of stock, by number."""
    line = Line(item=ITEMS[number % 2], quantity=pieces)
    came = ReceivedLine(item=line.item, quantity=pieces)
    choices: list[Payload] = [
        StockReceived(lines=[came], came_from=CameFrom.GRANT, grant=f"G-{number}"),
        StockIssued(lines=[line], holder=holder(number)),
        StockReturned(lines=[line], holder=holder(number)),
        StockGiven(lines=[line], holder=holder(number)),
        StockGiven(lines=[line]),
        StockWrittenOff(lines=[line], reason=WrittenOffFor.DAMAGED, holder=holder(number)),
        StockWrittenOff(lines=[line], reason=WrittenOffFor.EXPIRED),
        StockCounted(lines=[FoundLine(item=line.item, found=pieces)]),
        StockAdjusted(item=line.item, delta=pieces - 40, reason=AdjustedFor.MISCOUNTED, count=subject_number(9)),
        StockSent(lines=[came], to_group="tapachula", transfer=subject_number(number)),
        TransferHeard(transfer=subject_number(number)),
    ]
    return choices[what % len(choices)]


told = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 3), st.integers(1, 80), st.booleans()), min_size=1, max_size=14)


def story(said: list[tuple[int, int, int, bool]]) -> list[Prepared]:
    """Return what two desks wrote; of each, some entries take an earlier one of its own back."""
    one, other = Pen("desk-1"), Pen("desk-2")
    written: list[Prepared] = []
    for minute, (what, number, pieces, is_other) in enumerate(said):
        pen = other if is_other else one
        written.append(pen.write(fact(what, number, pieces), MONTH, minutes=minute))
        if pieces % 7 == 0:
            written.append(pen.write(StockWithdrawn(entry=written[0].body.id), MONTH, minutes=minute))
    return written


def folded(written: list[Prepared]) -> Folded:
    return fold_all([read_entry(one.raw) for one in written], rules.start, rules.step)


@given(told, st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_give_the_same_month(said, rng):
    written = story(said)
    again = [*written, *rng.choices(written, k=3)]
    rng.shuffle(again)
    assert folded(again).state == folded(written).state


@given(told)
def test_step_by_step_is_as_from_zero(said):
    written = story(said)
    stepwise = Folded(rules.start())
    for one in written:
        entry = read_entry(one.raw)
        stepwise = fold_one(Folded.from_json(stepwise.to_json()), entry, rules.step)
    assert stepwise.state == folded(written).state


@given(told)
def test_pieces_are_conserved_under_any_sequence(said):
    """Conservation: issued = given + returned + written off + still out, and the shelf is what came less what went."""
    rows = rows_of(str(MONTH), folded(story(said)), REF)
    moves = [row for model, found in rows.items() if model.__name__ == "Movement" for row in found]
    moved: dict[str, dict[tuple[Moved, bool], int]] = defaultdict(lambda: defaultdict(int))
    shelf: dict[str, int] = defaultdict(int)
    held: dict[tuple[str, str], int] = defaultdict(int)
    for row in moves:
        if not row.is_withdrawn:
            moved[row.item][Moved(row.what), bool(row.holder_id)] += row.quantity
        shelf[row.item] += row.shelf
        held[row.item, row.holder_id] += row.held
    for item, by_what in moved.items():
        sums = Sums(item, 0, 0, by_what)
        assert sums.after == shelf[item]
        assert is_explained(sums, sum(count for (what, _who), count in held.items() if what == item))
        assert sums.issued == sums.returned + sums.given_out + sums.lost_out + sums.out_after


@given(told, st.integers(0, 14))
def test_two_periods_add_up_to_one(said, cut):
    rows = [row for found in rows_of(str(MONTH), folded(story(said)), REF).values() for row in found if hasattr(row, "shelf")]
    rows.sort(key=lambda row: row.moved_at)
    for item in ITEMS:
        sums = [0, 0]
        for part in (rows[:cut], rows[cut:]):
            by_what: dict[tuple[Moved, bool], int] = defaultdict(int)
            for row in part:
                if row.item == item and not row.is_withdrawn:
                    by_what[Moved(row.what), bool(row.holder_id)] += row.quantity
            found = Sums(item, sums[0], sums[1], by_what)
            sums = [found.after, found.out_after]
        assert sums == [sum(row.shelf for row in rows if row.item == item), sum(row.held for row in rows if row.item == item)]


def test_each_month_of_a_post_is_one_subject_wherever_it_is_written():
    days = [date(2024, 1, 1), date(2024, 1, 31), date(2024, 2, 1)]
    months = [rules.subject_of("mx", "piedras-negras", day) for day in days]
    assert months[0] == months[1] != months[2]
    assert all(isinstance(one, UUID) for one in months)
    assert rules.subject_of("mx", "tapachula", days[0]) != months[0]


@pytest.mark.parametrize(
    ("what", "is_held", "shelf", "held"),
    [
        (Moved.RECEIVED, False, 5, 0),
        (Moved.ISSUED, True, -5, 5),
        (Moved.RETURNED, True, 5, -5),
        (Moved.GIVEN, True, 0, -5),
        (Moved.GIVEN, False, -5, 0),
        (Moved.WRITTEN_OFF, True, 0, -5),
        (Moved.SENT, False, -5, 0),
        (Moved.ARRIVED, False, 5, 0),
    ],
)
def test_what_a_movement_adds_to_the_shelf_and_to_holders(what, is_held, shelf, held):
    assert rules.effects(what, 5, is_held=is_held) == (shelf, held)


def test_an_entry_that_is_taken_back_moves_nothing_whoever_takes_it_back_first():
    pen, other = Pen("desk-1"), Pen("desk-2")
    came = pen.write(StockReceived(lines=[ReceivedLine(item="serum", quantity=40)], came_from=CameFrom.PURCHASE), MONTH)
    other.learn(pen)
    both = [pen.write(StockWithdrawn(entry=came.body.id), MONTH, minutes=1)]
    both.append(other.write(StockWithdrawn(entry=came.body.id), MONTH, minutes=2))
    for first, second in pairwise([*both, both[0]]):
        (row,) = next(iter(rows_of(str(MONTH), folded([first, second, came]), REF).values()))
        assert (row.shelf, row.is_withdrawn) == (0, True)


def test_a_mark_that_a_post_sets_later_stands():
    pen, subject = Pen("desk-1"), rules.marks_of("mx", "piedras-negras")
    entries = [
        pen.write(LowMarkSet(item="serum", mark=40), subject),
        pen.write(LowMarkSet(item="serum", mark=10), subject, minutes=1),
    ]
    state = fold_all([read_entry(one.raw) for one in entries], rules.start_marks, rules.step_marks).state
    assert rules.marks(state) == {"serum": 10}
