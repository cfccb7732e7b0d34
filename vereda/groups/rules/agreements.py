"""What an agreement and a volunteer are after their entries, and when somebody must be told that one ends. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from vereda.groups.entries.agreements import (
    AgreementEnded,
    AgreementRenewed,
    AgreementWritten,
    VolunteerLeft,
    VolunteerWritten,
)
from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, write

WARNED = timedelta(days=30)
"""How long before its last day an agreement is shown to end."""


class Phase(StrEnum):
    """Where something that holds for a time stands today."""

    TO_COME = "to_come"
    HOLDS = "holds"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"


def agreement_step(state: State, entry: Entry) -> State:
    """Return the agreement after one more entry. Renewing one that ended, having seen the end, has it hold again."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, AgreementWritten):
        for name, value in payload.model_dump(mode="json").items():
            write(fields, f"agreed_{name}", value, entry)
    elif isinstance(payload, AgreementRenewed):
        write(fields, "agreed_until_on", payload.until_on.isoformat(), entry)
        write(fields, "renewed_by", payload.source, entry)
        reopen(fields, "ended_on", entry)
    elif isinstance(payload, AgreementEnded):
        reach(fields, "ended_on", entry.local_on.isoformat(), entry)
    return state


def volunteer_step(state: State, entry: Entry) -> State:
    """Return the volunteer after one more entry. Written again after leaving, the volunteer is back."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, VolunteerWritten):
        for name, value in payload.model_dump(mode="json").items():
            write(fields, f"volunteer_{name}", value, entry)
        if any(box.cls == FieldClass.IDENTITY for box in entry.boxes):
            write(fields, "identity", entry.id, entry)
        reopen(fields, "left", entry)
    elif isinstance(payload, VolunteerLeft):
        reach(fields, "left", True, entry)
    return state


def phase(today: date, *, from_on: date | None, until_on: date | None, is_ended: bool = False) -> Phase:
    """Return where something stands on a local day; its last day still counts."""
    if is_ended or (until_on is not None and until_on < today):
        return Phase.ENDED
    if from_on is not None and from_on > today:
        return Phase.TO_COME
    return Phase.ENDS_SOON if until_on is not None and until_on - today <= WARNED else Phase.HOLDS
