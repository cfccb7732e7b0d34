"""A caravan: numbers of days and groups stand side by side, and there is nowhere a sum of them."""

from __future__ import annotations

from copy import deepcopy
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.gatherings.entries import (
    CaravanBack,
    CaravanJoined,
    CaravanLeft,
    CaravanOpened,
    ChildPointClosed,
    ChildPointOpened,
    EncounterTagged,
    EncounterUntagged,
    HeadcountTaken,
    HeadcountWithdrawn,
    Municipality,
)
from vereda.gatherings.rules import caravans
from vereda.gatherings.tests.entries import entry, name, stepwise
from vereda.gatherings.words import HeadMethod
from vereda.logbook.rules.fold import fold_all
from vereda.logbook.schema import value_of

OPENED = CaravanOpened(key="7QM2X4RD", name="Del viernes", place=Municipality(state="MX-COA", municipality="05025"))
ROWS = HeadcountTaken(people=1200, method=HeadMethod.ROWS, rows=240, in_row=5)


def test_two_numbers_of_one_day_stand_side_by_side():
    told = [entry(1, OPENED), entry(2, ROWS), entry(3, HeadcountTaken(people=900, method=HeadMethod.ORGANISERS), seen=(1,))]
    state = fold_all(told, caravans.start, caravans.step).state
    assert [(one.people, one.method) for one in caravans.headcounts(state)] == [(1200, "rows"), (900, "organisers")]
    table = caravans.of_days([("piedras-negras", caravans.headcounts(state))])
    assert [len(one) for one in table["2026-11-20"].values()] == [2]


def test_a_mistaken_number_goes_whichever_comes_first():
    wrong = [entry(1, OPENED), entry(2, ROWS), entry(3, HeadcountWithdrawn(entry=name(2)))]
    assert caravans.headcounts(fold_all(wrong, caravans.start, caravans.step).state) == []
    assert caravans.headcounts(fold_all([wrong[2], wrong[1]], caravans.start, caravans.step).state) == []


def test_a_point_for_children_says_who_is_in_charge_until_it_is_closed():
    told = [entry(1, OPENED), entry(2, ChildPointOpened(in_charge=["ines"]), seen=(1,), note=True)]
    state = fold_all(deepcopy(told), caravans.start, caravans.step).state
    assert value_of(state["fields"], "child_point")[1:] == [["ines"], name(2)]
    closed = fold_all([*told, entry(3, ChildPointClosed(), seen=(2,))], caravans.start, caravans.step).state
    assert value_of(closed["fields"], "child_point") is None


@pytest.mark.parametrize("heard", ["7qm2-x4rd", " 7QM2 X4RD ", "7QM2X4RD"])
def test_a_key_is_read_as_it_is_heard(heard):
    assert caravans.read_key(heard) == "7QM2X4RD"


def test_a_fresh_key_is_one_that_the_schema_takes():
    assert CaravanOpened(key=caravans.new_key(), name="x").key


PAYLOADS = (
    OPENED,
    CaravanJoined(key="7QM2X4RD", name="Otra"),
    CaravanLeft(),
    CaravanBack(),
    ROWS,
    HeadcountTaken(people=90, method=HeadMethod.TAPPED),
    HeadcountWithdrawn(entry=name(2)),
    EncounterTagged(encounter=name(700)),
    EncounterUntagged(encounter=name(700)),
    ChildPointOpened(in_charge=["ines"]),
    ChildPointClosed(),
)


@given(st.lists(st.tuples(st.sampled_from(PAYLOADS), st.integers(0, 1)), min_size=1, max_size=12), st.integers(0, 2**32))
def test_any_order_duplicates_and_splits_give_the_same_state(told, seed):
    rng = Random(seed)
    entries, last = [], dict[int, int]()
    for number, (payload, hand) in enumerate(told, start=1):
        known = {last[hand]} if hand in last else set()
        known |= {one for one in last.values() if rng.random() < 0.3}
        entries.append(entry(number, payload, device=f"d{hand}", seen=sorted(known)))
        last[hand] = number
    whole = fold_all(deepcopy(entries), caravans.start, caravans.step)
    shuffled = deepcopy(entries + [rng.choice(entries) for _ in range(2)])
    rng.shuffle(shuffled)
    assert stepwise(shuffled, caravans).state == whole.state
