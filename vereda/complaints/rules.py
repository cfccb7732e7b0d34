"""What the network knows of a complaint after its entries: number, month, open or closed. What is sealed is not looked at."""

from __future__ import annotations

from vereda.complaints.entries import BodySaid, ComplaintCame
from vereda.complaints.words import Standing
from vereda.logbook.schema import Entry, State, reach, value_of, write


def start() -> State:
    """Return a complaint of which nothing is known."""
    return {"fields": {}, "kept": {}}


def step(state: State, entry: Entry) -> State:
    """Return it after one more entry. What came first keeps its number; what the body said last says how it stands."""
    payload = entry.payload
    if isinstance(payload, ComplaintCame):
        reach(state["kept"], "came", [payload.number, payload.month], entry)
    elif isinstance(payload, BodySaid):
        write(state["kept"], "closed", payload.closes, entry)
    return state


def standing(state: State) -> Standing:
    """Return whether it is closed."""
    return Standing.CLOSED if value_of(state["kept"], "closed") else Standing.OPEN
