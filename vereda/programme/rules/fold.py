"""What a programme is after its entries. Each thing is one field, so that two officers who change different things never differ.

Money is added, never set: each cost is a field of its own. Closing a phase is a milestone: the first one stands.
"""

from __future__ import annotations

from vereda.logbook.schema import Entry, State, reach, write
from vereda.programme.entries import OfProgramme


def start() -> State:
    """Return a programme of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the programme after one more entry."""
    payload = entry.payload
    if isinstance(payload, OfProgramme):
        told = payload.model_dump(mode="json", exclude_defaults=True)
        act = reach if payload.is_milestone else write
        act(state["fields"], name_of(payload, entry.id), told, entry)
    return state


def name_of(payload: OfProgramme, entry: str) -> str:
    """Return the field that a payload writes. entry: its id, which names a cost: costs are only ever added."""
    name, *fields = payload.field
    if name == "spent":
        return f"{name}:{entry}"
    return ":".join([name, *(str(getattr(payload, one)) for one in fields)])
