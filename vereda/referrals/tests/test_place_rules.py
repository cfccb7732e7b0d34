"""Free places after their entries, in any order; whether somebody is open; waiting times of enough, and of nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import UUID

import pytest
from pydantic import ValidationError

from vereda.countries.words import DirectoryKind
from vereda.logbook.rules.fold import Entry, fold_all
from vereda.logbook.schema import Payload, State
from vereda.referrals.entries.place import CapacityChanged, CapacitySaid, Hours, PlaceTold, Span
from vereda.referrals.rules import place, waiting
from vereda.referrals.words import COUNT_H, FEWEST, ForWhom, Room, Seen, Way

AT = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
WOMEN, FAMILIES = ForWhom.WOMEN, ForWhom.FAMILIES


def entry(number: int, payload: Payload, *seen: int) -> Entry:
    return Entry(
        id=f"e{number}", kind=payload.kind, payload=payload, subject="s", seen=[f"e{one}" for one in seen],
        clock=f"{number:016x}", group="central", country="mx", author="rosa", reported_by="rosa", channel="desk", device="desk",
        occurred_at=AT + timedelta(minutes=number), local_on=AT.date(),
    )  # fmt: skip


def folded(*payloads: Payload) -> State:
    """Return the one state to which all orders of arrival lead; nobody had seen what the others wrote."""
    told = [entry(number, one) for number, one in enumerate(payloads)]
    states = [fold_all(list(order), place.start, place.step).state for order in permutations(told)]
    assert all(one == states[0] for one in states)
    return states[0]


def said(**free: int) -> CapacitySaid:
    return CapacitySaid(place="casa", free={ForWhom(who): count for who, count in free.items()}, way=Way.TELEPHONE)


def changed(by: int, who: ForWhom = WOMEN) -> CapacityChanged:
    return CapacityChanged(place="casa", for_whom=who, by=by, way=Way.ACCOUNT)


def test_two_people_who_tap_at_once_are_both_counted() -> None:
    """A new number from each would have lost one."""
    state = folded(said(women=5, families=2), changed(-1), changed(-1), changed(-1, FAMILIES))
    assert place.free_of(state["free"]) == {WOMEN: 3, FAMILIES: 1}


def test_a_new_count_stands_for_what_was_counted_and_changed_before() -> None:
    state = folded(said(women=5, families=2), changed(-4), said(women=6))
    assert place.free_of(state["free"]) == {WOMEN: 6}, "whom a count does not name, the house takes none of"
    assert state["changed"] is None


def test_a_change_before_any_count_says_nothing() -> None:
    assert "free" not in folded(changed(3))
    assert place.free_of(folded(changed(3), said(women=1))["free"]) == {WOMEN: 1}


def test_never_fewer_than_none_are_shown() -> None:
    state = folded(said(women=1), changed(-1), changed(-1))
    assert place.free_of(state["free"]) == {WOMEN: 0}


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_the_fold_is_total_whatever_comes(order: tuple[int, ...]) -> None:
    told = [said(women=4), changed(-9), PlaceTold(place="casa", way=Way.TELEPHONE, serves=[WOMEN])]
    state = folded(*(told[one] for one in order))
    assert all(count >= 0 for count in place.free_of(state.get("free", {})).values())


@pytest.mark.parametrize(
    ("hours", "is_todays"), [(0, True), (COUNT_H - 0.1, True), (COUNT_H, False), (COUNT_H + 1, False), (-1, False)]
)
def test_a_count_is_todays_for_a_day_and_never_from_the_future(hours: float, is_todays: bool) -> None:
    assert place.is_todays(AT, AT + timedelta(hours=hours)) is is_todays
    assert not place.is_todays(None, AT)


@pytest.mark.parametrize("kind", ["shelter_women_children", "shelter_children", "children_services"])
def test_of_a_house_of_women_or_children_no_number_is_seen_whatever_it_chose(kind: str) -> None:
    for seen in (Seen.NUMBERS, Seen.YES_NO):
        assert place.shown({"women": 3, "families": 0}, seen, kind) == {WOMEN: Room.SOME, FAMILIES: Room.NONE}
    assert place.shown({"women": 3}, Seen.NOTHING, kind) == {}


def test_a_shelter_decides_what_is_seen_of_it() -> None:
    free = {"women": 3, "families": 0}
    assert place.shown(free, Seen.NUMBERS, DirectoryKind.SHELTER) == {WOMEN: 3, FAMILIES: 0}
    assert place.shown(free, Seen.YES_NO, DirectoryKind.SHELTER) == {WOMEN: Room.SOME, FAMILIES: Room.NONE}
    assert place.shown(free, Seen.NOTHING, DirectoryKind.SHELTER) == {}


@pytest.mark.parametrize(("count", "room"), [(0, Room.NONE), (1, Room.FEW), (4, Room.FEW), (5, Room.SOME), (90, Room.SOME)])
def test_the_wall_says_no_number(count: int, room: Room) -> None:
    assert place.room_of(count) is room


WEEK = Hours(weekdays=Span(opens="08:00", closes="15:00"), saturday=Span(opens="20:00", closes="06:00"))
FRIDAY, SATURDAY, SUNDAY = (datetime(2026, 11, day, tzinfo=UTC) for day in (13, 14, 15))


@pytest.mark.parametrize(
    ("day", "hour", "minute", "is_open"),
    [
        (FRIDAY, 7, 59, False), (FRIDAY, 8, 0, True), (FRIDAY, 14, 59, True), (FRIDAY, 15, 0, False),
        (SATURDAY, 19, 59, False), (SATURDAY, 20, 0, True), (SATURDAY, 23, 59, True),
        (SUNDAY, 0, 0, True), (SUNDAY, 5, 59, True), (SUNDAY, 6, 0, False), (SUNDAY, 20, 0, False),
    ],
)  # fmt: skip
def test_open_now_at_each_edge_also_past_midnight(day: datetime, hour: int, minute: int, is_open: bool) -> None:
    assert place.is_open(WEEK, day.replace(hour=hour, minute=minute)) is is_open


def test_hours_that_nobody_said_are_not_closed_but_unknown() -> None:
    assert place.is_open(None, FRIDAY) is None
    assert place.is_open(Hours(always=True), FRIDAY.replace(hour=3)) is True
    for opens, closes in (("08:00", "08:00"), ("8", "15:00"), ("24:00", "15:00"), ("", "15:00")):
        with pytest.raises(ValidationError):
            Span(opens=opens, closes=closes)


def test_a_place_is_the_same_subject_wherever_it_is_written_and_a_practice_has_its_own() -> None:
    assert place.subject_of("mx", "casa") == place.subject_of("mx", "casa", "tapachula") != place.subject_of("gt", "casa")
    assert place.subject_of("mx", "casa", "practice.tapachula") != place.subject_of("mx", "casa")
    assert isinstance(place.subject_of("mx", "casa"), UUID)


def test_waiting_times_by_hand() -> None:
    """1 to 9 and 100: the median is 5.5, quarters by the inclusive method 3.25 and 7.75."""
    told = waiting.spread([100, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert told == waiting.Spread(answered=10, median=6, low=3, high=8)


def test_of_fewer_than_the_house_shows_there_is_no_line_at_all() -> None:
    few, enough = [("few", 1)] * (FEWEST - 1), [("enough", 2)] * FEWEST
    assert list(waiting.by([*few, *enough])) == ["enough"]
    assert waiting.spread([]) is None
