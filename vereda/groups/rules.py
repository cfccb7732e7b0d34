"""What a shift and a patrol are after their entries. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from vereda.groups.entries import (
    PatrolCheckedIn,
    PatrolDeparted,
    PatrolReturned,
    PatrolStillOut,
    PatrolWithdrawn,
    ShiftEnded,
    ShiftJoined,
    ShiftStarted,
)
from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, value_of, write


def start() -> State:
    """Return a shift or patrol of which nothing is known."""
    return {"fields": {}}


def shift_step(state: State, entry: Entry) -> State:
    """Return the shift after one more entry."""
    fields, payload = state["fields"], entry.payload
    at = [entry.occurred_at.isoformat(), entry.local_on.isoformat()]
    if isinstance(payload, ShiftStarted):
        write(fields, "started", at, entry)
        for member in payload.members:
            write(fields, f"member:{member}", True, entry)
    elif isinstance(payload, ShiftJoined):
        write(fields, f"member:{payload.member}", True, entry)
    elif isinstance(payload, ShiftEnded):
        reach(fields, "ended", at[0], entry)
    return state


def patrol_step(state: State, entry: Entry) -> State:
    """Return the patrol after one more entry. Check-ins only ever move the last word forward."""
    fields, payload = state["fields"], entry.payload
    at = entry.occurred_at.isoformat()
    if isinstance(payload, PatrolDeparted):
        write(fields, "departed", [at, entry.local_on.isoformat()], entry)
        write(fields, "plan", payload.model_dump(mode="json", exclude_defaults=True), entry)
        if any(box.cls == FieldClass.FREE_TEXT for box in entry.boxes):
            write(fields, "note", entry.id, entry)
    elif isinstance(payload, PatrolCheckedIn):
        state["heard"] = max(state.get("heard", ""), at, key=_instant)
    elif isinstance(payload, PatrolReturned):
        reach(fields, "returned", at, entry)
        if payload.kilometres is not None:
            write(fields, "kilometres", payload.kilometres, entry)
    elif isinstance(payload, PatrolStillOut):
        reopen(fields, "returned", entry)
    elif isinstance(payload, PatrolWithdrawn):
        reach(fields, "withdrawn", True, entry)
    return state


def members_of(state: State) -> list[str]:
    """Return the accounts on a shift."""
    return sorted(name.split(":", 1)[1] for name in state["fields"] if name.startswith("member:"))


def due_back(state: State) -> datetime | None:
    """Return when a patrol said it would be back (aware), None when it did not say."""
    fields = state["fields"]
    departed, plan = value_of(fields, "departed"), value_of(fields, "plan") or {}
    minutes = plan.get("expected_back_min")
    return datetime.fromisoformat(departed[0]) + timedelta(minutes=minutes) if departed and minutes else None


def _instant(at: str) -> float:
    return datetime.fromisoformat(at).timestamp() if at else float("-inf")
