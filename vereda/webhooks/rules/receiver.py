"""What a receiver is after its entries. Pure; off stays off, and who registers never approves."""

from __future__ import annotations

from vereda.logbook.schema import Entry, State
from vereda.webhooks.entries import ReceiverApproved, ReceiverRegistered, ReceiverSwitchedOff
from vereda.webhooks.words import Standing


def start() -> State:
    """Return a receiver of which nothing is known."""
    return {"told": None, "registered": None, "approved": None, "off": None}


def step(state: State, entry: Entry) -> State:
    """Return the receiver after one more entry. The first registration, the first second person and the first end stand."""
    match entry.payload:
        case ReceiverRegistered() as told:
            if state["told"] is None:
                state |= {"told": told.model_dump(mode="json"), "registered": _said(entry)}
        case ReceiverApproved():
            is_second = state["registered"] is not None and state["registered"][0] != entry.author
            if state["approved"] is None and is_second:
                state["approved"] = _said(entry)
        case ReceiverSwitchedOff(reason=reason):
            state["off"] = state["off"] or [*_said(entry), reason.value]
    return state


def standing_of(state: State) -> Standing:
    """Return what it is worth: off wins over everything."""
    if state["off"]:
        return Standing.OFF
    return Standing.ACTIVE if state["approved"] else Standing.PROPOSED


def _said(entry: Entry) -> list[str]:
    return [entry.author, entry.occurred_at.isoformat()]
