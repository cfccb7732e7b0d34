"""What a mission is after its entries. Pure."""

from __future__ import annotations

from datetime import datetime

from vereda.logbook.schema import Entry, State, reach, reopen, value_of, write
from vereda.rescue.entries.mission import MissionClosed, MissionOpened, MissionReopened


def start() -> State:
    """Return a mission of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the mission after one more entry. Closing is a milestone: the first stands, a second opens a conflict."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, MissionOpened):
        write(fields, "opened", [entry.occurred_at.isoformat(), payload.folio, payload.terrain], entry)
    elif isinstance(payload, MissionClosed):
        reach(fields, "closed", [entry.occurred_at.isoformat(), payload.outcome], entry)
    elif isinstance(payload, MissionReopened):
        reopen(fields, "closed", entry)
    return state


def ended_at(state: State) -> datetime | None:
    """Return when a mission was closed (aware), None while it is open: places of its people are held until then."""
    closed = value_of(state["fields"], "closed")
    return datetime.fromisoformat(closed[0]) if closed else None
