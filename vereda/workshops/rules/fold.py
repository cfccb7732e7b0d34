"""What a workshop, a visit or somebody who comes is after its entries.

Each thing is one field, so that two people who change different things never differ.
"""

from __future__ import annotations

from vereda.logbook.schema import Entry, State, reach, reopen, write
from vereda.workshops.entries.base import OfWorkshops


def start() -> State:
    """Return a record of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the record after one more entry. Said again by who saw that it was taken back, a thing stands again."""
    payload = entry.payload
    if isinstance(payload, OfWorkshops):
        name = name_of(payload)
        act = reach if payload.is_milestone else write
        act(state["fields"], name, payload.model_dump(mode="json"), entry)
        reopen(state["fields"], f"withdrawn:{name}", entry)
    return state


def name_of(payload: OfWorkshops) -> str:
    """Return the field that a payload writes."""
    name, *fields = payload.field
    return ":".join([name, *(str(getattr(payload, one)) for one in fields)])
