"""What a security incident is after its entries. Pure."""

from __future__ import annotations

from typing import Any

from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, value_of, write, written_by
from vereda.safety.entries.incident import IncidentClosed, IncidentFollowed, IncidentReopened, IncidentReported

PLAIN = ("what", "severity", "against", "place", "route", "route_said")


def start() -> State:
    """Return an incident of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the incident after one more entry.

    What was done and who was told are added, never replaced. Its end is a milestone: the first stands, another one is a conflict.
    """
    fields, payload, at = state["fields"], entry.payload, entry.occurred_at.isoformat()
    if isinstance(payload, IncidentReported):
        told = payload.model_dump(mode="json")
        for name in PLAIN:
            write(fields, f"incident_{name}", told[name], entry)
        write(fields, "incident_reported", [at, entry.local_on.isoformat(), entry.reported_by or entry.author], entry)
        _keep(state, entry, payload)
    elif isinstance(payload, IncidentFollowed):
        if payload.severity:
            write(fields, "incident_severity", payload.severity.value, entry)
        _keep(state, entry, payload)
    elif isinstance(payload, IncidentClosed):
        reach(fields, "incident_outcome", payload.outcome.value, entry)
        state.setdefault("ended", {})[entry.id] = [at, entry.author]
    elif isinstance(payload, IncidentReopened):
        reopen(fields, "incident_outcome", entry)
    return state


def _keep(state: State, entry: Entry, payload: IncidentReported | IncidentFollowed) -> None:
    """Keep what one entry says was done and told, under the entry: the same entry twice is one line."""
    has_note = any(box.cls == FieldClass.FREE_TEXT for box in entry.boxes)
    state.setdefault("lines", {})[entry.id] = [
        entry.occurred_at.isoformat(),
        entry.author,
        sorted(one.value for one in payload.done),
        sorted(one.value for one in payload.told),
        has_note,
    ]


def outcome_of(state: State) -> tuple[str, str, str]:
    """Return how it was closed, when and by whom; ('', '', '') while it is open."""
    entry = written_by(state["fields"], "incident_outcome")
    if entry is None:
        return "", "", ""
    at, author = state.get("ended", {}).get(entry, ["", ""])
    return value_of(state["fields"], "incident_outcome"), at, author


def plain_of(state: State) -> dict[str, Any]:  # Any: JSON
    """Return the fields of an incident as they stand."""
    return {name: value_of(state["fields"], f"incident_{name}") for name in PLAIN}
