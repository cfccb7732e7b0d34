"""What an alert is after its entries. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, write
from vereda.rescue.entries.alert import AlertClosed, AlertRead, AlertReceived, AlertReopened

CLEAR = (
    "came_by", "people", "children", "needs", "urgent", "place",
    "language", "side", "heading", "means", "guide_left", "water_left", "battery_pct",
)  # fmt: skip
"""What is told in clear, each a field of its own."""


def start() -> State:
    """Return an alert of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the alert after one more entry.

    Closing is a milestone whose value is what became of it: two who close it alike do not contradict each other. That two people
    read it is no conflict either: the earliest stands, whichever order they come in.
    """
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, AlertReceived):
        _take_received(state, payload, entry)
    elif isinstance(payload, AlertRead):
        read = [entry.occurred_at.isoformat(), entry.author]
        state["read"] = min(state.get("read", read), read, key=_by_instant)
    elif isinstance(payload, AlertClosed):
        others = [str(one) if one else None for one in (payload.mission, payload.into)]
        reach(fields, "outcome", [payload.outcome, *others], entry)
        state.setdefault("closed_at", {})[entry.id] = entry.occurred_at.isoformat()
    elif isinstance(payload, AlertReopened):
        reopen(fields, "outcome", entry)
    return state


def _take_received(state: State, payload: AlertReceived, entry: Entry) -> None:
    """Each thing that was told is a field of its own: two who write one alert disagree about that thing alone."""
    fields, told = state["fields"], payload.model_dump(mode="json", exclude_defaults=True)
    write(fields, "told_at", entry.occurred_at.isoformat(), entry)
    state.setdefault("local_on", {})[entry.id] = entry.local_on.isoformat()
    for name in CLEAR:
        if name in told:
            write(fields, name, told[name], entry)
    if payload.last_seen_h is not None:
        write(fields, "last_seen_at", (entry.occurred_at - timedelta(hours=payload.last_seen_h)).isoformat(), entry)
    for box, name in ((FieldClass.FREE_TEXT, "note"), (FieldClass.WHEREABOUTS, "where"), (FieldClass.IDENTITY, "caller")):
        if any(one.cls == box for one in entry.boxes):
            write(fields, name, entry.id, entry)


def _by_instant(read: list[str]) -> tuple[float, str]:
    return datetime.fromisoformat(read[0]).timestamp(), read[1]
