"""A count is a sum: whatever the order, however often and however late taps come, nobody is counted twice and nothing is lost."""

from __future__ import annotations

from copy import deepcopy
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from vereda.gatherings.entries import (
    Closed,
    Counted,
    DistributionOpened,
    Explained,
    ItemCounted,
    LaneTaken,
    LateAdded,
    Offered,
    PeopleCounted,
    ReceptionAnnounced,
    ReceptionArrived,
    Reopened,
    Withdrawn,
)
from vereda.gatherings.rules import counts
from vereda.gatherings.tests.entries import SUBJECT, entry, name, stepwise
from vereda.gatherings.words import Method
from vereda.logbook.entries import Payload
from vereda.logbook.rules.fold import Entry, fold_all, open_conflicts
from vereda.logbook.schema import State, value_of

OPENED = DistributionOpened(items=[Offered(item="water_1l"), Offered(item="food_kit", each=0)], staff=["ines", "rafael"])
MET = name(900)


def taps(people: int, water: int = 0, *, lane: str = "", back: int | None = None) -> Counted:
    items = [ItemCounted(item="water_1l", count=water)] if water else []
    told = [PeopleCounted(sex="F", age_band="18+", count=people)] if people else []
    return Counted(lane=lane, people=told, items=items, takes_back=name(back) if back else None)


def folded(*entries: Entry) -> State:
    return fold_all(deepcopy(entries), counts.start, counts.step).state


def test_three_phones_and_the_desk_add_up_by_lane_and_hand():
    state = folded(
        entry(1, OPENED),
        entry(2, taps(10, 10, lane="1")),
        entry(3, taps(7, 7, lane="2"), author="lupe", device="phone-2"),
        entry(4, taps(5, lane="1")),
        entry(5, taps(4, 4), author="rafael", device="node"),
    )
    assert counts.sums(state) == counts.Sums({"F:18+": 26}, {"water_1l": 21})
    assert [(one.lane, one.account, one.sums.total) for one in counts.counters(state)] == [
        ("1", "ines", 15),
        ("2", "lupe", 7),
        ("", "rafael", 4),
    ]


def test_what_is_taken_back_names_its_entry():
    with pytest.raises(ValidationError):
        taps(-1)
    state = folded(entry(1, OPENED), entry(2, taps(3, 3)), entry(3, taps(-1, -1, back=2)))
    assert counts.sums(state) == counts.Sums({"F:18+": 2}, {"water_1l": 2})
    assert not counts.below_zero(state)
    assert counts.below_zero(folded(entry(2, taps(3)), entry(3, taps(-3, back=2)), entry(4, taps(-3, back=2))))


def test_taps_that_come_after_the_closing_are_late_until_somebody_adds_them():
    closed = Closed(encounter=MET, people=[PeopleCounted(sex="F", age_band="18+", count=3)])
    begun = [entry(1, OPENED), entry(2, taps(3)), entry(4, closed, seen=(2,))]
    late = entry(3, taps(5, 5), author="lupe", device="phone-2", seen=(1,))
    assert counts.late(folded(*begun[:2], late)) == counts.Sums({}, {})
    assert counts.late(folded(*begun, late)) == counts.Sums({"F:18+": 5}, {"water_1l": 5})
    added = LateAdded(
        encounter=MET, people=[PeopleCounted(sex="F", age_band="18+", count=5)], items=[ItemCounted(item="water_1l", count=5)]
    )
    assert counts.late(folded(*begun, late, entry(5, added, seen=(3, 4)))) == counts.Sums({}, {})


def test_two_closings_are_a_difference_and_the_first_stands():
    entries = [
        entry(1, OPENED),
        entry(2, Closed(encounter=MET), seen=(1,)),
        entry(3, Closed(encounter=name(901)), seen=(1,), device="phone-2"),
    ]
    after = fold_all(entries, counts.start, counts.step)
    assert value_of(after.state["fields"], "closed")[1] == MET
    assert [one.field for one in open_conflicts(SUBJECT, after)] == ["!closed"]


def test_reopened_it_takes_nothing_over_from_the_closing_before():
    closed = Closed(encounter=MET, people=[PeopleCounted(sex="F", age_band="18+", count=3)])
    state = folded(entry(1, OPENED), entry(2, taps(3)), entry(3, closed, seen=(2,)), entry(4, Reopened(), seen=(3,)))
    assert value_of(state["fields"], "closed") is None
    assert counts.taken_over(state) == counts.Sums({}, {})


def test_stock_is_right_when_issued_is_given_returned_and_lost():
    goods = {"water_1l": counts.Goods(issued=50, returned=8, lost=2), "socks": counts.Goods(issued=3, returned=0, lost=0)}
    water, food, socks = counts.balances(["water_1l", "food_kit"], {"water_1l": 40, "food_kit": 4}, goods)
    assert (water.difference, food.difference, socks.difference) == (0, -4, 3)


def test_counters_who_may_count_the_same_people_are_named():
    def lanes(*told: LaneTaken, method: Method = Method.LANES) -> list[counts.Clash]:
        opened = OPENED.model_copy(update={"method": method})
        return list(counts.clashes(folded(entry(1, opened), *(entry(2 + at, one) for at, one in enumerate(told)))))

    tokens = [LaneTaken(counter=who, from_token=a, to_token=b) for who, a, b in (("a", 1, 100), ("b", 90, 150), ("c", 151, 200))]
    assert lanes(*tokens, method=Method.TOKENS) == [counts.Clash("a", "b", "", (90, 100))]
    assert lanes(LaneTaken(counter="a", lane="Norte"), LaneTaken(counter="b", lane="norte")) == [
        counts.Clash("a", "b", "Norte", None)
    ]
    assert lanes(LaneTaken(counter="a", lane="1"), LaneTaken(counter="b", lane="2")) == []


def test_more_people_than_tokens_is_seen():
    state = folded(entry(1, OPENED), entry(2, LaneTaken(from_token=1, to_token=10)), entry(3, taps(11)))
    assert counts.more_than_tokens(state) == ["ines"]


def test_services_follow_from_items_and_are_never_more_than_the_people():
    names = {"bread": "FOOD", "beans": "FOOD", "water_1l": "WATER", "bag": ""}
    assert counts.services_given({"bread": 5, "beans": 9, "water_1l": 40, "bag": 3}, names, 20) == {"FOOD": 9, "WATER": 20}
    assert counts.services_given({"water_1l": -2}, names, 20) == {}


def test_a_reception_says_what_was_announced_and_when_it_came():
    told = ReceptionAnnounced(people=135, expected_min=30, vehicle="flight", origin="US", announced_by="consulate")
    state = folded(entry(1, told), entry(2, ReceptionArrived()))
    assert value_of(state["fields"], "announced") == [135, "2026-11-20T12:31:00+00:00"]
    assert value_of(state["fields"], "arrived") == "2026-11-20T12:02:00+00:00"


HANDS = (("ines", "phone-1"), ("lupe", "phone-2"), ("rafael", "node"))
PAYLOADS: tuple[Payload, ...] = (
    OPENED,
    taps(3, 2, lane="1"),
    taps(5, lane="2"),
    taps(-1, back=2),
    LaneTaken(lane="1"),
    LaneTaken(from_token=1, to_token=9),
    Explained(),
    Closed(encounter=MET, people=[PeopleCounted(count=3)]),
    LateAdded(encounter=MET, people=[PeopleCounted(count=1)]),
    Reopened(),
    Withdrawn(),
    ReceptionArrived(),
)


@given(st.lists(st.tuples(st.sampled_from(PAYLOADS), st.integers(0, 2)), min_size=1, max_size=14), st.integers(0, 2**32))
def test_any_order_duplicates_and_splits_give_the_same_state(told, seed):
    rng = Random(seed)
    entries, last = [], dict[str, int]()
    for number, (payload, hand) in enumerate(told, start=1):
        author, device = HANDS[hand]
        known = {last[device]} if device in last else set()
        known |= {one for one in last.values() if rng.random() < 0.3}
        entries.append(entry(number, payload, author=author, device=device, seen=sorted(known)))
        last[device] = number
    whole = fold_all(deepcopy(entries), counts.start, counts.step)
    shuffled = deepcopy(entries + [rng.choice(entries) for _ in range(3)])
    rng.shuffle(shuffled)
    arrived = stepwise(shuffled, counts)
    assert arrived.state == whole.state
    bundles = [one.payload for one in entries if isinstance(one.payload, Counted)]
    assert counts.sums(arrived.state).total == sum(one.count for bundle in bundles for one in bundle.people)
