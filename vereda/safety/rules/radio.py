"""What call signs, channels and calls are after their entries. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from vereda.logbook.schema import Entry, FieldClass, State, reach, write
from vereda.safety.entries.radio import (
    CallSignGiven,
    CallSignWithdrawn,
    RadioCalled,
    RadioCallWithdrawn,
    RadioChannelSet,
    RadioChannelWithdrawn,
)


def start() -> State:
    """Return a subject of the radio of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return a call sign, a channel or a call after one more entry; what was withdrawn stays withdrawn."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, CallSignGiven | RadioChannelSet):
        write(fields, "set", payload.model_dump(mode="json"), entry)
    elif isinstance(payload, RadioCalled):
        at = [entry.occurred_at.isoformat(), entry.local_on.isoformat(), entry.author, entry.channel]
        write(fields, "called", [*at, payload.model_dump(mode="json")], entry)
        if any(box.cls == FieldClass.FREE_TEXT for box in entry.boxes):
            write(fields, "note", entry.id, entry)
    elif isinstance(payload, CallSignWithdrawn | RadioChannelWithdrawn | RadioCallWithdrawn):
        reach(fields, "withdrawn", True, entry)
    return state


def plain(sign: str) -> str:
    """Return a call sign as it is compared: who says 'lobo 2' means 'Lobo-2'."""
    return "".join(one for one in sign.casefold() if one.isalnum())


def doubled(signs: Iterable[str]) -> list[str]:
    """Return the call signs that several bear, in the order in which they come."""
    kept = list(signs)
    times = Counter(plain(sign) for sign in kept)
    return list(dict.fromkeys(sign for sign in kept if times[plain(sign)] > 1))
