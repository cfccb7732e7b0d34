"""In whatever order entries of a track arrive, and however often, it is the same; hours of a team bound what is taken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from vereda.logbook.entries import Payload
from vereda.logbook.rules.fields import value_of
from vereda.logbook.rules.fold import BoxRef, Entry, Folded, fold_all, fold_one, open_conflicts
from vereda.logbook.schema import POST_CLASSES
from vereda.logbook.words import FieldClass
from vereda.rescue.entries.track import KINDS, TrackBrought, TrackReinstated, TrackStruck
from vereda.rescue.rules.told import reached_at
from vereda.rescue.rules.track import hours_on_mission, is_kept_too_long, start, step

AT = datetime(2026, 11, 28, 12, tzinfo=UTC)
MISSION, TEAM = UUID(int=1), UUID(int=2)
BROUGHT = TrackBrought(
    mission=MISSION, team=TEAM, recorded_from=AT, recorded_until=AT + timedelta(hours=3), points=900, length_m=8400
)
STORY: list[Payload] = [
    BROUGHT,
    TrackBrought(mission=MISSION, team=UUID(int=3), points=2, length_m=0),
    TrackStruck(),
    TrackReinstated(),
]


def entry(number: int, payload: Payload, seen: tuple[int, ...] = (), author: str = "ines") -> Entry:
    at = AT.replace(minute=number)
    boxes = [BoxRef(owner=_id(99), cls=FieldClass.CONTACT, version=1, sha256="a" * 64)] if payload is BROUGHT else []
    return Entry(
        id=_id(number), kind=payload.kind, payload=payload, subject=_id(99), seen=[_id(one) for one in seen],
        clock=f"{number:016x}", group="piedras-negras", country="mx", author=author, reported_by=author, channel="phone",
        device="phone-1", occurred_at=at, local_on=at.date(), boxes=boxes,
    )  # fmt: skip


def _id(number: int) -> str:
    return f"018d56aa-0700-772b-a5c7-{number:012d}"


@settings(deadline=None)
@given(data=st.data())
def test_any_order_any_parts_and_any_doubling_give_the_same(data: st.DataObject):
    told = []
    for number in range(data.draw(st.integers(1, 8))):
        seen = tuple(sorted(data.draw(st.sets(st.integers(0, number - 1))))) if number else ()
        told.append((number, data.draw(st.sampled_from(STORY)), seen, data.draw(st.sampled_from(["ines", "rafael"]))))
    straight = fold_all([entry(*one) for one in told], start, step)
    twice = [*told, *data.draw(st.lists(st.sampled_from(told), max_size=4))]
    mixed = fold_all([entry(*one) for one in data.draw(st.permutations(twice))], start, step)
    assert (mixed.state, mixed.heads) == (straight.state, straight.heads)
    stepwise = Folded(start())
    for one in told:
        stepwise = fold_one(stepwise, entry(*one), step)
    assert stepwise.state == straight.state


def test_two_who_strike_it_apart_do_not_disagree_and_the_first_hour_stands():
    told = [entry(0, BROUGHT), entry(5, TrackStruck(), (0,)), entry(3, TrackStruck(), (0,), "rafael")]
    folded = fold_all(told, start, step)
    assert list(open_conflicts(_id(99), folded)) == []
    assert reached_at(folded.state, "struck") == AT.replace(minute=3).isoformat()
    assert value_of(folded.state["fields"], "kept") == _id(0)


def test_a_struck_track_is_put_back_by_who_has_seen_it_and_not_by_who_has_not():
    seen = [entry(0, BROUGHT), entry(1, TrackStruck(), (0,)), entry(2, TrackReinstated(), (1,))]
    assert reached_at(fold_all(seen, start, step).state, "struck") == ""
    unseen = [*seen[:2], entry(2, TrackReinstated(), (0,), "rafael")]
    assert reached_at(fold_all(unseen, start, step).state, "struck") == AT.replace(minute=1).isoformat()


def test_a_phone_may_write_it_a_post_may_read_it_and_it_travels_as_a_place():
    for kind in KINDS:
        assert kind.from_devices
        assert set(kind.boxes) <= POST_CLASSES
        assert kind.sealed_as is FieldClass.WHEREABOUTS


@pytest.mark.parametrize(
    "wrong",
    [{"recorded_from": AT}, {"recorded_until": AT}, {"recorded_from": AT, "recorded_until": AT - timedelta(seconds=1)}],
)
def test_a_track_has_both_hours_in_order_or_none(wrong):
    with pytest.raises(ValidationError):
        TrackBrought(mission=MISSION, team=TEAM, points=2, length_m=0, **wrong)


def test_a_team_is_on_the_mission_from_the_minute_of_its_dispatch_to_the_first_end():
    sent, now = AT + timedelta(seconds=40), AT + timedelta(hours=9)
    back, closed = AT + timedelta(hours=4), AT + timedelta(hours=5)
    assert hours_on_mission(sent, (back, None, closed), now) == (AT, back)
    assert hours_on_mission(sent, (None, None, closed), now) == (AT, closed)
    assert hours_on_mission(sent, (None, None, None), now) == (AT, now), "what is of the future is a wrong clock"


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("told", "gone"),
    [
        ({"closed_at": None}, False),
        ({"closed_at": AT - 30 * DAY + timedelta(seconds=1)}, False),
        ({"closed_at": AT - 30 * DAY}, True),
        ({"closed_at": AT + 900 * DAY, "last_told": AT - 29 * DAY}, False),
        ({"closed_at": AT + 900 * DAY, "last_told": AT - 30 * DAY}, True),
        ({"is_mission_here": False, "last_told": AT - 29 * DAY}, False),
        ({"is_mission_here": False, "last_told": AT - 30 * DAY}, True),
        ({"struck_at": AT - DAY + timedelta(seconds=1)}, False),
        ({"struck_at": AT - DAY}, True),
    ],
)
def test_when_the_key_of_a_track_goes(told, gone):
    usual = {"closed_at": None, "last_told": AT, "is_mission_here": True, "struck_at": None}
    assert is_kept_too_long(**{**usual, **told}, since=AT - 30 * DAY, now=AT) is gone
