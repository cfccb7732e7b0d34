"""What a closed area and a leave to go somewhere are after their entries, and which way they are about. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, write
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
from vereda.safety.words import CLOSED_DAYS_MOST, CLOSED_ENDS_SOON_DAYS


def start() -> State:
    """Return a record of which nothing is known."""
    return {"fields": {}}


def area_step(state: State, entry: Entry) -> State:
    """Return the closed area after one more entry. Renewed by somebody who had seen it opened, it is closed again."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, AreaClosed):
        for name, value in payload.model_dump(mode="json").items():
            write(fields, f"area_{name}", value, entry)
        write(fields, "closed_by", entry.author, entry)
        if any(box.cls == FieldClass.CONTACT for box in entry.boxes):
            write(fields, "note", entry.id, entry)
    elif isinstance(payload, AreaRenewed):
        write(fields, "area_until_on", payload.until_on.isoformat(), entry)
        reopen(fields, "area_opened_on", entry)
    elif isinstance(payload, AreaOpened):
        reach(fields, "area_opened_on", entry.local_on.isoformat(), entry)
    elif isinstance(payload, AreaPassed):
        state.setdefault("passed", {})[entry.id] = [entry.occurred_at.isoformat(), str(payload.patrol), entry.author]
    return state


def rule_step(state: State, entry: Entry) -> State:
    """Return what says that leave is needed after one more entry; set again after it ended, it holds again."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, ClearanceRequired):
        write(fields, "clearance_rule", payload.model_dump(mode="json"), entry)
        reopen(fields, "rule_ended", entry)
    elif isinstance(payload, ClearanceNotRequired):
        reach(fields, "rule_ended", True, entry)
    return state


def clearance_step(state: State, entry: Entry) -> State:
    """Return a leave after one more entry. The later answer stands; two that nobody saw together are a conflict."""
    fields, payload, at = state["fields"], entry.payload, entry.occurred_at.isoformat()
    if isinstance(payload, ClearanceAsked):
        write(fields, "clearance_asked", [at, entry.author, payload.model_dump(mode="json")], entry)
        if any(box.cls == FieldClass.CONTACT for box in entry.boxes):
            write(fields, "note", entry.id, entry)
    elif isinstance(payload, ClearanceGiven):
        answer = ["given", at, entry.author, payload.given_by.value, payload.until_at.isoformat()]
        write(fields, "clearance_answer", [*answer, _boxed(entry)], entry)
    elif isinstance(payload, ClearanceRefused):
        write(fields, "clearance_answer", ["refused", at, entry.author, payload.refused_by.value, "", _boxed(entry)], entry)
    return state


def _boxed(entry: Entry) -> str:
    return entry.id if any(box.cls == FieldClass.CONTACT for box in entry.boxes) else ""


class Ground(Protocol):
    """What is about a way: the post's route or sector, or words."""

    route: UUID | None
    zone: str
    name: str


@dataclass(frozen=True)
class Way:
    """Where a team goes: the post's route with its sector, and how it is called."""

    route: UUID | None
    zone: str
    said: str


def is_on(ground: Ground, way: Way) -> bool:
    """Return whether a record is about this way: the same route, the same sector where it names no route, or its words."""
    if ground.route is not None:
        return ground.route == way.route
    if ground.zone:
        return _plain(ground.zone) == _plain(way.zone)
    return bool(_plain(ground.name)) and _plain(ground.name) in _plain(way.said)


def on_the_way[G: Ground](grounds: Iterable[G], way: Way) -> list[G]:
    """Return the records that are about this way, in their order."""
    return [one for one in grounds if is_on(one, way)]


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())


def until_most(from_on: date) -> date:
    """Return the last day that may be said for an area that is closed, or renewed, on a day."""
    return from_on + timedelta(days=CLOSED_DAYS_MOST)


def is_closed(today: date, *, from_on: date, until_on: date, opened_on: date | None) -> bool:
    """Return whether an area is closed on a local day; its last day still counts. It ends by itself."""
    return opened_on is None and from_on <= today <= until_on


def is_over(today: date, *, until_on: date, opened_on: date | None) -> bool:
    """Return whether an area was opened, or its last day is over."""
    return opened_on is not None or until_on < today


def ends_soon(today: date, until_on: date) -> bool:
    return until_on - today <= timedelta(days=CLOSED_ENDS_SOON_DAYS)


def holds(now: datetime, *, answer: str, until_at: datetime | None) -> bool:
    """Return whether leave stands at an instant (aware)."""
    return answer == "given" and until_at is not None and now <= until_at
