"""What a record of interference is after its entries, when a service point should move, and the table of a quarter. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from vereda.logbook.schema import Entry, FieldClass, State, write
from vereda.safety.entries.interference import (
    InterferenceAdded,
    InterferenceDelivered,
    InterferenceRead,
    InterferenceRecorded,
)
from vereda.safety.words import MOVE_AFTER, MOVE_WITHIN_DAYS


def start() -> State:
    """Return a record of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the record after one more entry. Nothing takes it back: readers and deliveries are added, the earliest first."""
    fields, payload, at = state["fields"], entry.payload, entry.occurred_at.isoformat()
    if isinstance(payload, InterferenceRecorded):
        write(
            fields,
            "interference_recorded",
            [at, entry.local_on.isoformat(), entry.author, payload.model_dump(mode="json")],
            entry,
        )
        _account(state, entry)
    elif isinstance(payload, InterferenceAdded):
        for name in ("people", "detained"):
            if (number := getattr(payload, name)) is not None:
                write(fields, f"interference_{name}", number, entry)
        _account(state, entry)
    elif isinstance(payload, InterferenceRead):
        read = state.setdefault("read", {})
        looked = [at, entry.group]
        read[entry.author] = min(read.get(entry.author, looked), looked, key=_by_instant)
    elif isinstance(payload, InterferenceDelivered):
        told = payload.model_dump(mode="json")
        state.setdefault("delivered", {})[entry.id] = [at, entry.author, told["body"], told["way"], told["on"], told["receipt"]]
    return state


def _account(state: State, entry: Entry) -> None:
    if any(box.cls == FieldClass.INCIDENT for box in entry.boxes):
        state.setdefault("accounts", {})[entry.id] = [entry.occurred_at.isoformat(), entry.author]


def _by_instant(told: list[Any]) -> tuple[float, str]:  # Any: JSON
    return datetime.fromisoformat(told[0]).timestamp(), str(told)


def where_of(service_point: str, state: str, municipality: str) -> str:
    """Return the place that records are counted by: the service point, else the municipality, else the state; '' for none."""
    if service_point:
        return f"point:{service_point}"
    if municipality:
        return f"municipality:{municipality}"
    return f"state:{state}" if state else ""


def to_move(found: Iterable[tuple[str, date]]) -> list[tuple[str, int]]:
    """Return (place, number) of each place at which so many records fell into any 30 days that it should move, most first.

    found  (place, local day) of records of late; a place of which nothing is known moves nowhere
    """
    days: dict[str, list[date]] = {}
    for place, on in found:
        if place and not place.startswith("state:"):
            days.setdefault(place, []).append(on)
    made = [(place, most) for place, all_on in days.items() if (most := _most_within(sorted(all_on))) >= MOVE_AFTER]
    return sorted(made, key=lambda one: (-one[1], one[0]))


def _most_within(days: list[date]) -> int:
    span = timedelta(days=MOVE_WITHIN_DAYS)
    return max(sum(first <= on < first + span for on in days) for first in days)


def quarter_of(on: date) -> str:
    """Return the quarter of a day: '2026-T4'."""
    return f"{on.year}-T{(on.month - 1) // 3 + 1}"


def by_quarter(found: Iterable[tuple[date, str, str]]) -> list[tuple[str, str, str, int]]:
    """Return (quarter, state, act, records) from (local day, state, act); the latest quarter first. Exact: internal only."""
    counted = Counter((quarter_of(on), state, act) for on, state, act in found)
    rows = [(quarter, state, act, number) for (quarter, state, act), number in counted.items()]
    return sorted(sorted(rows), key=lambda row: row[0], reverse=True)
