"""What printed sheets and one sheet are after their entries. Pure."""

from __future__ import annotations

from datetime import datetime

from vereda.logbook.schema import Entry, State, reach, value_of, write
from vereda.paper.entries import (
    OneSheet,
    SheetCancelled,
    SheetDestroyed,
    SheetsIssued,
    SheetsPrinted,
    SheetsReturned,
    SheetTyped,
)

OUT = "out:"


def start() -> State:
    """Return sheets of which nothing is known."""
    return {"fields": {}}


def batch_step(state: State, entry: Entry) -> State:
    """Return printed sheets after one more entry. Each number is a field: who has it, nobody where it came back blank."""
    fields, payload = state["fields"], entry.payload
    at = entry.occurred_at.isoformat()
    if isinstance(payload, SheetsPrinted):
        write(fields, "printed", payload.model_dump(mode="json"), entry)
        write(fields, "printed_at", [at, entry.author], entry)
    elif isinstance(payload, SheetsIssued):
        for number in range(payload.first, payload.last + 1):
            write(fields, f"{OUT}{number}", [payload.to, at], entry)
    elif isinstance(payload, SheetsReturned):
        for number in range(payload.first, payload.last + 1):
            write(fields, f"{OUT}{number}", None, entry)
    return state


def sheet_step(state: State, entry: Entry) -> State:
    """Return a sheet after one more entry.

    Typed by two who had not heard of each other is no conflict here: the record that both wrote tells where they disagree.
    """
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, OneSheet):
        state["sheet"] = [payload.form, payload.number]
    told = [entry.occurred_at.isoformat(), entry.author]
    if isinstance(payload, SheetTyped):
        write(fields, "record", str(payload.record), entry)
        state["typed"] = min(state.get("typed", told), told, key=_by_instant)
        state["readings"] = state.get("readings", 0) + 1
    elif isinstance(payload, SheetCancelled):
        reach(fields, "cancelled", payload.reason, entry)
    elif isinstance(payload, SheetDestroyed):
        gone = [*told, payload.how]
        state["destroyed"] = min(state.get("destroyed", gone), gone, key=_by_instant)
    return state


def out_of(state: State) -> dict[int, tuple[str, str]]:
    """Return who has which number, and since when (ISO instant)."""
    fields = state["fields"]
    names = [name for name in fields if name.startswith(OUT)]
    held = {int(name[len(OUT) :]): value_of(fields, name) for name in names}
    return {number: (one[0], one[1]) for number, one in sorted(held.items()) if one}


def _by_instant(told: list[str]) -> tuple[float, list[str]]:
    return datetime.fromisoformat(told[0]).timestamp(), told
