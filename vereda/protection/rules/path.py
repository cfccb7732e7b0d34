"""What a child's path is after its entries. Pure; which step was done stands in a box, and is not known here."""

from __future__ import annotations

from vereda.logbook.schema import Entry, State, reach, reopen, value_of, write
from vereda.protection.entries import ChildPathClosed, ChildPathOpened, ChildPathReopened, ChildPathStep


def start() -> State:
    """Return a path of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the path after one more entry. Closing is a milestone."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, ChildPathOpened):
        write(fields, "opened", [entry.occurred_at.isoformat(), str(payload.encounter), payload.children], entry)
    elif isinstance(payload, ChildPathStep):
        state["steps"] = sorted({*state.get("steps", ()), entry.id})
    elif isinstance(payload, ChildPathClosed):
        reach(fields, "closed", [entry.occurred_at.isoformat(), payload.outcome], entry)
    elif isinstance(payload, ChildPathReopened):
        reopen(fields, "closed", entry)
    return state


def encounters_of(state: State) -> list[str]:
    """Return every encounter for which the path was opened: two phones may have named two, and neither waits any longer."""
    return sorted({write[1][1] for write in state["fields"].get("opened", ())})


def is_open(state: State) -> bool:
    """Tell whether somebody must still care."""
    return value_of(state["fields"], "closed") is None
