"""A donor is told what became of each batch: what was named is taken first, else what expires first; nothing is lost."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vereda.supplies.rules.lots import (
    ADJUSTED,
    BEFORE,
    GIVEN,
    SHELF,
    WRITTEN_OFF,
    Lot,
    Move,
    Standing,
    enough_of,
    left_of,
    lots_of,
    lots_since,
)
from vereda.supplies.words import Moved

NOW = datetime(2024, 1, 29, 19, 20, tzinfo=UTC)
JUNE, MARCH = date(2024, 6, 1), date(2024, 3, 1)


def move(
    minute: int, what: Moved, quantity: int, holder: str = "", batch: str = "", expires: date | None = None, grant: str = ""
):
    at = NOW + timedelta(minutes=minute)
    return Move(at, f"{minute:03}", what, quantity, holder, batch, expires, "", grant)


def by_grant(lots: list[Lot]) -> dict[str, dict[str, int]]:
    return {lot.came.grant: lot.places for lot in lots}


def test_what_expires_first_is_given_first():
    moves = [
        move(0, Moved.RECEIVED, 10, grant="late", expires=JUNE),
        move(1, Moved.RECEIVED, 10, grant="early", expires=MARCH),
        move(2, Moved.GIVEN, 12),
    ]
    assert by_grant(lots_of(moves)) == {"early": {GIVEN: 10}, "late": {GIVEN: 2, SHELF: 8}}


def test_a_batch_that_was_named_is_taken_though_another_expires_first():
    moves = [
        move(0, Moved.RECEIVED, 10, grant="late", batch="B", expires=JUNE),
        move(1, Moved.RECEIVED, 10, grant="early", batch="A", expires=MARCH),
        move(2, Moved.WRITTEN_OFF, 4, batch="B"),
    ]
    assert by_grant(lots_of(moves)) == {"early": {SHELF: 10}, "late": {SHELF: 6, WRITTEN_OFF: 4}}


def test_what_a_team_took_stays_of_its_batch_until_it_is_back():
    moves = [
        move(0, Moved.RECEIVED, 10, grant="a"),
        move(1, Moved.ISSUED, 8, "patrol:1"),
        move(2, Moved.RECEIVED, 10, grant="b"),
        move(3, Moved.GIVEN, 5, "patrol:1"),
        move(4, Moved.RETURNED, 2, "patrol:1"),
    ]
    found = lots_of(moves)
    assert by_grant(found) == {"a": {GIVEN: 5, "held:patrol:1": 1, SHELF: 4}, "b": {SHELF: 10}}
    assert found[0].held == 1


def test_what_went_out_before_its_arrival_was_noted_is_of_what_came_then():
    moves = [move(0, Moved.GIVEN, 7), move(1, Moved.RECEIVED, 10, grant="a")]
    assert by_grant(lots_of(moves)) == {"a": {GIVEN: 7, SHELF: 3}}


def test_what_a_count_missed_is_of_a_batch_too():
    moves = [move(0, Moved.RECEIVED, 10, grant="a"), move(1, Moved.ADJUSTED, -3), move(2, Moved.ADJUSTED, 1)]
    assert by_grant(lots_of(moves)) == {"a": {ADJUSTED: 3, SHELF: 7}}


moves_of = st.lists(
    st.tuples(st.sampled_from(list(Moved)), st.integers(1, 30), st.integers(0, 2), st.sampled_from(["", "A", "B"])), max_size=25
)


def made(said) -> list[Move]:
    out = {Moved.ISSUED, Moved.RETURNED}
    may = {Moved.GIVEN, Moved.WRITTEN_OFF}
    return [
        move(
            minute,
            what,
            quantity if what != Moved.ADJUSTED or minute % 2 else -quantity,
            f"patrol:{who}" if what in out or (what in may and who) else "",
            batch,
            MARCH if batch == "A" else None,
        )
        for minute, (what, quantity, who, batch) in enumerate(said)
    ]


@given(moves_of, st.randoms(use_true_random=False))
def test_the_pieces_of_a_batch_are_all_somewhere_and_never_below_zero_in_any_order(said, rng):
    moves = made(said)
    lots = lots_of(moves)
    for lot in lots:
        assert sum(lot.places.values()) == lot.quantity
        assert all(count > 0 for count in lot.places.values())
    shuffled = list(moves)
    rng.shuffle(shuffled)
    assert lots_of(shuffled) == lots


@given(moves_of)
def test_batches_hold_no_more_than_the_book_has(said):
    moves, shelf = made(said), 0
    held: dict[str, int] = defaultdict(int)
    for one in moves:
        if one.what in (Moved.RECEIVED, Moved.ARRIVED, Moved.ADJUSTED):
            shelf += one.quantity
        elif one.what == Moved.ISSUED:
            shelf -= one.quantity
            held[one.holder] += one.quantity
        elif one.what == Moved.RETURNED:
            shelf += one.quantity
            held[one.holder] -= one.quantity
        elif one.holder:
            held[one.holder] -= one.quantity
        else:
            shelf -= one.quantity
    if shelf >= 0 and all(count >= 0 for count in held.values()):
        assert sum(lot.at(SHELF) for lot in lots_of(moves)) <= shelf


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 20), st.integers(0, 400)), max_size=20))
def test_the_board_says_the_same_of_batches_as_the_report(said):
    """Where nobody named a batch and nothing left before it came, sums are enough."""
    moves, there = [], 0
    for minute, (is_in, pieces, days) in enumerate([(True, 20, 9), *said]):
        if is_in:
            there += pieces
            moves.append(move(-1000 + minute, Moved.RECEIVED, pieces, expires=MARCH + timedelta(days=days)))
        elif pieces <= there:
            there -= pieces
            moves.append(move(minute, Moved.GIVEN, pieces))
    came = [one for one in moves if one.what == Moved.RECEIVED]
    assert [lot.at(SHELF) for lot in left_of(came, {}, there)] == [lot.at(SHELF) for lot in lots_of(moves)]


def test_the_board_takes_a_named_batch_first():
    came = [move(0, Moved.RECEIVED, 10, batch="B", expires=JUNE), move(1, Moved.RECEIVED, 10, batch="A", expires=MARCH)]
    assert [lot.at(SHELF) for lot in left_of(came, {"B": 4}, 13)] == [7, 6]


def stood_at(moves: list[Move]) -> Standing:
    """Return what stood after movements without holders and without a named batch, by sums alone."""
    came = [one for one in moves if one.what == Moved.RECEIVED]
    return Standing(came=came, shelf=sum(one.quantity if one.what == Moved.RECEIVED else -one.quantity for one in moves))


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 20)), max_size=30), st.integers(0, 30))
def test_what_is_begun_later_says_the_same_of_what_came_since(said, place):
    """Where nobody named a batch and nothing left before it came, the years before are told by sums."""
    moves, there = [move(0, Moved.RECEIVED, 20)], 20
    for minute, (is_in, pieces) in enumerate(said, 1):
        if is_in or pieces <= there:
            there += pieces if is_in else -pieces
            moves.append(move(minute, Moved.RECEIVED if is_in else Moved.GIVEN, pieces))
    earlier, later = moves[:place], moves[place:]
    whole = {lot.came.lot: lot.places for lot in lots_of(moves)}
    begun = {lot.came.lot: lot.places for lot in lots_since(stood_at(earlier), later)}
    assert {lot: places[SHELF] for lot, places in begun.items() if SHELF in places} == {
        lot: places[SHELF] for lot, places in whole.items() if SHELF in places
    }
    since = {one.lot for one in later if one.what == Moved.RECEIVED}
    assert {lot: begun[lot] for lot in since} == {lot: whole[lot] for lot in since}
    assert all(sum(begun[one.lot].values()) == one.quantity for one in moves if one.what == Moved.RECEIVED)


@given(moves_of, st.data())
def test_of_what_is_asked_for_the_rest_may_be_left_unread_once_it_is_gone(said, data):
    moves = sorted(made(said), key=lambda one: (one.at, one.lot))
    whole = {lot.came.lot: lot.places for lot in lots_of(moves)}
    wanted = data.draw(st.sets(st.sampled_from(sorted(whole)))) if whole else set()
    read = []
    found = lots_since(Standing(), (read.append(one) or one for one in moves), wanted)
    assert {lot.came.lot: lot.places for lot in found if lot.came.lot in wanted} == {one: whole[one] for one in wanted}
    assert wanted or len(read) == len(moves)


def test_what_holders_had_at_the_beginning_is_of_what_is_taken_first():
    stood = Standing(
        came=[move(-9, Moved.RECEIVED, 10, grant="a"), move(-8, Moved.RECEIVED, 10, grant="b")], shelf=8, held={"patrol:1": 6}
    )
    found = lots_since(stood, [move(1, Moved.GIVEN, 4, "patrol:1"), move(2, Moved.RETURNED, 2, "patrol:1")])
    assert by_grant(found) == {"a": {BEFORE: 6, GIVEN: 4}, "b": {SHELF: 10}}


def test_a_shelf_that_owed_at_the_beginning_is_paid_by_what_comes():
    found = lots_since(Standing(shelf=-3), [move(1, Moved.RECEIVED, 10, grant="a")])
    assert by_grant(found) == {"a": {BEFORE: 3, SHELF: 7}}


@given(
    st.lists(st.tuples(st.integers(1, 20), st.sampled_from(["", "A", "B"]), st.sampled_from([None, MARCH, JUNE])), max_size=15),
    st.dictionaries(st.sampled_from(["A", "B"]), st.integers(0, 60)),
    st.integers(-5, 150),
)
def test_no_more_batches_are_read_than_hold_what_is_there(said, named, there):
    came = [move(minute, Moved.RECEIVED, pieces, "", batch, until) for minute, (pieces, batch, until) in enumerate(said)]
    sums: dict[str, int] = defaultdict(int)
    for one in came:
        sums[one.batch] += one.quantity
    latest = sorted(came, key=lambda one: (one.expires_on or date.max, one.at, one.lot), reverse=True)
    read = []
    found, within = enough_of((read.append(one) or one for one in latest), named, sums, there)
    assert [(lot.came.lot, lot.places) for lot in left_of(found, within, there) if lot.places] == [
        (lot.came.lot, lot.places) for lot in left_of(came, named, there) if lot.places
    ]
    assert read == found
    if not named and there > 0:
        assert sum(one.quantity for one in read[:-1]) < there
