"""In whatever order entries arrive, and however often: incidents, closed areas, leaves and interference are the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vereda.logbook.entries import Payload
from vereda.logbook.rules.fields import value_of
from vereda.logbook.rules.fold import BoxRef, Entry, Folded, State, fold_all, fold_one, open_conflicts
from vereda.logbook.words import FieldClass
from vereda.safety.entries.closed import (
    AreaClosed,
    AreaOpened,
    AreaPassed,
    AreaRenewed,
    ClearanceAsked,
    ClearanceGiven,
    ClearanceNotRequired,
    ClearanceRefused,
    ClearanceRequired,
)
from vereda.safety.entries.incident import IncidentClosed, IncidentFollowed, IncidentReopened, IncidentReported
from vereda.safety.entries.interference import (
    InterferenceAdded,
    InterferenceDelivered,
    InterferenceRead,
    InterferenceRecorded,
)
from vereda.safety.rules import closed, incident, interference
from vereda.safety.words import (
    ClosedFor,
    Delivery,
    IncidentDone,
    IncidentEnd,
    IncidentTold,
    Interfered,
    Severity,
    Source,
    Within,
)

ON = date(2026, 11, 25)
RULE, PATROL = UUID(int=5), UUID(int=6)
AREA = {"name": "La presa", "reason": ClosedFor.SHOTS, "said_by": Source.TEAM, "from_on": ON}
UNTIL = datetime(2026, 11, 26, 6, tzinfo=UTC)

STORIES: dict[str, tuple[Callable[[], State], Callable[[State, Entry], State], list[Payload]]] = {
    "incident": (
        incident.start,
        incident.step,
        [
            IncidentReported(what="threat", severity=Severity.NOTE, told=[IncidentTold.COORDINATION]),
            IncidentFollowed(severity=Severity.GRAVE, done=[IncidentDone.LEFT]),
            IncidentClosed(outcome=IncidentEnd.SETTLED),
            IncidentClosed(outcome=IncidentEnd.MISTAKE),
            IncidentReopened(),
        ],
    ),
    "area": (
        closed.start,
        closed.area_step,
        [
            AreaClosed(until_on=ON, **AREA),
            AreaRenewed(until_on=date(2026, 12, 1)),
            AreaRenewed(until_on=date(2026, 12, 3)),
            AreaOpened(),
            AreaPassed(patrol=PATROL),
        ],
    ),
    "rule": (
        closed.start,
        closed.rule_step,
        [ClearanceRequired(name="Vía", asked_of=Source.LANDOWNER), ClearanceNotRequired()],
    ),
    "clearance": (
        closed.start,
        closed.clearance_step,
        [
            ClearanceAsked(rule=RULE, name="Vía", asked_of=Source.LANDOWNER),
            ClearanceGiven(given_by=Source.LANDOWNER, until_at=UNTIL),
            ClearanceRefused(refused_by=Source.COMMUNITY),
        ],
    ),
    "interference": (
        interference.start,
        interference.step,
        [
            InterferenceRecorded(authority="police", acts=[Interfered.WAITED], within=Within.SIGHT, people=3),
            InterferenceAdded(people=4),
            InterferenceRead(),
            InterferenceDelivered(body="cndh", way=Delivery.LETTER, on=ON),
        ],
    ),
}


def entry(
    number: int, payload: Payload, seen: tuple[int, ...] = (), author: str = "ines", box: FieldClass | None = None
) -> Entry:
    at = datetime(2026, 11, 25, 12, number, tzinfo=UTC)
    boxes = [BoxRef(owner=_id(99), cls=box, version=1, sha256="a" * 64)] if box else []
    return Entry(
        id=_id(number), kind=payload.kind, payload=payload, subject=_id(99), seen=[_id(one) for one in seen],
        clock=f"{number:016x}", group="piedras-negras", country="mx", author=author, reported_by=author, channel="desk",
        device="desk", occurred_at=at, local_on=at.date(), boxes=boxes,
    )  # fmt: skip


def _id(number: int) -> str:
    return f"018d56aa-0700-772b-a5c7-{number:012d}"


def chained(step, start, *payloads: Payload) -> State:
    return fold_all([entry(n, one, (n - 1,) if n else ()) for n, one in enumerate(payloads)], start, step).state


@pytest.mark.parametrize("story", STORIES)
@given(data=st.data())
def test_any_order_and_any_parts_give_the_same(story: str, data: st.DataObject):
    start, step, payloads = STORIES[story]
    told = []
    for number in range(data.draw(st.integers(1, 6))):
        seen = tuple(sorted(data.draw(st.sets(st.integers(0, number - 1))))) if number else ()
        told.append((number, data.draw(st.sampled_from(payloads)), seen, data.draw(st.sampled_from(["ines", "rafael"]))))
    straight = fold_all([entry(*one) for one in told], start, step)
    mixed = fold_all([entry(*one) for one in data.draw(st.permutations(told))], start, step)
    assert (mixed.state, mixed.heads) == (straight.state, straight.heads)
    stepwise = Folded(start())
    for one in told:
        stepwise = fold_one(stepwise, entry(*one), step)
    assert stepwise.state == straight.state


def test_what_two_did_about_an_incident_is_added_and_the_graver_word_that_came_later_stands():
    start, step, told = STORIES["incident"]
    state = chained(step, start, told[0], IncidentFollowed(done=[IncidentDone.CARED]), told[1], told[2])
    assert [line[2] for line in state["lines"].values()] == [[], ["cared"], ["left"]]
    assert incident.plain_of(state)["severity"] == "grave"
    assert incident.outcome_of(state)[0] == "settled"
    reopened = chained(step, start, told[0], told[2], told[4])
    assert incident.outcome_of(reopened) == ("", "", "")


def test_two_ends_of_an_incident_that_did_not_see_each_other_are_a_conflict():
    start, step, told = STORIES["incident"]
    folded = fold_all([entry(0, told[0]), entry(1, told[2], (0,)), entry(2, told[3], (0,), "rafael")], start, step)
    assert incident.outcome_of(folded.state)[0] == "settled", "the first stands"
    assert [one.field for one in open_conflicts(_id(99), folded)] == ["!incident_outcome"]


def test_an_area_renewed_by_somebody_who_saw_it_opened_is_closed_again():
    start, step, told = STORIES["area"]
    opened = chained(step, start, told[0], told[3])
    assert value_of(opened["fields"], "area_opened_on") == "2026-11-25"
    again = chained(step, start, told[0], told[3], told[1])
    assert value_of(again["fields"], "area_opened_on") is None
    assert value_of(again["fields"], "area_until_on") == "2026-12-01"


def test_a_leave_that_was_refused_after_it_was_given_does_not_hold():
    start, step, told = STORIES["clearance"]
    assert value_of(chained(step, start, *told)["fields"], "clearance_answer")[0] == "refused"
    given_again = chained(step, start, told[0], told[2], told[1])
    assert value_of(given_again["fields"], "clearance_answer")[:1] == ["given"]


def test_a_record_of_interference_keeps_the_first_look_of_each_reader_every_account_and_every_delivery():
    start, step, told = STORIES["interference"]
    entries = [
        entry(0, told[0], box=FieldClass.INCIDENT),
        entry(1, told[1], (0,), "rafael", FieldClass.INCIDENT),
        entry(2, told[2], (1,), "rafael"),
        entry(3, told[2], (2,), "rafael"),
        entry(4, told[3], (3,), "rafael"),
        entry(5, told[3], (4,), "graciela"),
    ]
    state = fold_all(entries, start, step).state
    assert list(state["accounts"]) == [_id(0), _id(1)]
    assert [at[0][14:16] for at in state["read"].values()] == ["02"]
    assert len(state["delivered"]) == 2
    assert value_of(state["fields"], "interference_people") == 4


def test_no_entry_takes_a_record_of_interference_back():
    from vereda.safety.entries import interference as entries

    assert {one.kind for one in entries.KINDS} == {
        "safety.interference_recorded",
        "safety.interference_added",
        "safety.interference_read",
        "safety.interference_delivered",
    }
