"""What a shift and a patrol are after their entries. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from vereda.groups.entries.patrols import (
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

SILENT = timedelta(hours=6)
"""Without a word for so long, a team that gave neither hour nor interval is asked for."""


def start() -> State:
    """Return any record of groups of which nothing is known."""
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


def next_check_in(state: State) -> datetime | None:
    """Return when a patrol is to be heard next (aware), None where no interval was said."""
    departed, plan = value_of(state["fields"], "departed"), value_of(state["fields"], "plan") or {}
    minutes = plan.get("check_in_min")
    if not (departed and minutes):
        return None
    last = max(departed[0], state.get("heard", ""), key=_instant)
    return datetime.fromisoformat(last) + timedelta(minutes=minutes)


def is_late(now: datetime, *, due_at: datetime | None, hear_by: datetime | None, last_at: datetime) -> bool:
    """Return whether somebody must ask for a team: past its hour, a check-in missed, or unheard for long where it gave neither.

    hear_by  when it was to be heard next; last_at: when it was last heard, or departed. All aware
    """
    if (due_at and due_at < now) or (hear_by and hear_by < now):
        return True
    return due_at is None and hear_by is None and last_at < now - SILENT


def _instant(at: str) -> float:
    return datetime.fromisoformat(at).timestamp() if at else float("-inf")
