"""What the stock of a post and month is after its entries: movements that are added up. Pure.

No field of stock is ever overwritten: an entry adds its movements once, whoever sends it and however late, so any order gives
the same. The balance is the sum over all months; what arrives late for an old month therefore carries over by itself.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

from vereda.logbook.schema import Entry, State, uuid8, value_of, write
from vereda.supplies.entries.stock import (
    LowMarkSet,
    StockAdjusted,
    StockArrived,
    StockCounted,
    StockGiven,
    StockIssued,
    StockReceived,
    StockReturned,
    StockSent,
    StockWithdrawn,
    StockWrittenOff,
    TransferHeard,
)
from vereda.supplies.words import Moved

WHAT: dict[type, Moved] = {
    StockReceived: Moved.RECEIVED,
    StockIssued: Moved.ISSUED,
    StockReturned: Moved.RETURNED,
    StockGiven: Moved.GIVEN,
    StockWrittenOff: Moved.WRITTEN_OFF,
    StockAdjusted: Moved.ADJUSTED,
    StockSent: Moved.SENT,
    StockArrived: Moved.ARRIVED,
}
_ADDS = {Moved.RECEIVED, Moved.ARRIVED, Moved.ADJUSTED}


def subject_of(country: str, group: str, on: date) -> UUID:
    """Return the subject of a post's stock in the month of a local day: the same wherever it is written."""
    first = datetime(on.year, on.month, 1, tzinfo=UTC)
    return uuid8(int(first.timestamp() * 1000), sha256(f"stock|{country}|{group}|{on:%Y-%m}".encode()).digest())


def marks_of(country: str, group: str) -> UUID:
    """Return the subject that holds from how many on a post wants to be warned."""
    return uuid8(0, sha256(f"stock_marks|{country}|{group}".encode()).digest())


def effects(what: Moved, quantity: int, *, is_held: bool) -> tuple[int, int]:
    """Return what a movement adds to the shelf and to what holders have [pieces].

    quantity  pieces, >= 1; of an adjustment the signed difference
    is_held   whether it names a holder: given or written off by one, it left the shelf before
    """
    if what in _ADDS:
        return quantity, 0
    if what == Moved.ISSUED:
        return -quantity, quantity
    if what == Moved.RETURNED:
        return quantity, -quantity
    return (0, -quantity) if is_held else (-quantity, 0)


def start() -> State:
    """Return a month in which nothing was moved."""
    return {"moves": {}, "counts": {}, "withdrawn": {}, "heard": {}}


def step(state: State, entry: Entry) -> State:
    """Return the month after one more entry. Total, and the same in any order: entries are kept by their id."""
    payload = entry.payload
    if isinstance(payload, StockWithdrawn):
        state["withdrawn"].setdefault(str(payload.entry), []).append(entry.id)
        state["withdrawn"][str(payload.entry)].sort()
    elif isinstance(payload, TransferHeard):
        state["heard"].setdefault(str(payload.transfer), []).append([entry.occurred_at.isoformat(), entry.id])
        state["heard"][str(payload.transfer)].sort()
    elif isinstance(payload, StockCounted):
        state["counts"][entry.id] = _told(entry)
    elif type(payload) in WHAT:
        state["moves"][entry.id] = {"what": WHAT[type(payload)].value, **_told(entry)}
    return state


def _told(entry: Entry) -> dict[str, object]:
    """Return what an entry of stock says, with whose and when."""
    said = entry.payload.model_dump(mode="json", exclude_defaults=True)
    return {"at": entry.occurred_at.isoformat(), "on": entry.local_on.isoformat(), "by": entry.author, **said}


def start_marks() -> State:
    """Return a post that set no mark of its own."""
    return {"fields": {}}


def step_marks(state: State, entry: Entry) -> State:
    """Return the marks of a post after one more entry: the later stands."""
    if isinstance(entry.payload, LowMarkSet):
        write(state["fields"], f"low:{entry.payload.item}", entry.payload.mark, entry)
    return state


def marks(state: State) -> dict[str, int]:
    """Return the marks that a post set, by item."""
    names = [name for name in state["fields"] if name.startswith("low:")]
    return {name.removeprefix("low:"): int(value_of(state["fields"], name, 0)) for name in names}
