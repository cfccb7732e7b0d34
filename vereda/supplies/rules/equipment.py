"""What a piece of equipment is after its entries, and what is due of it. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from vereda.logbook.schema import Entry, State, reach, value_of, write
from vereda.supplies.entries.equipment import (
    EquipmentCharged,
    EquipmentEnded,
    EquipmentFound,
    EquipmentInspected,
    EquipmentLent,
    EquipmentMissing,
    EquipmentRegistered,
    EquipmentReturned,
)

type Hand = list[str]  # [instant, entry, kind of holder, id of holder]; '' and '': back at the post


def start() -> State:
    """Return a piece of which nothing is known."""
    return {"fields": {}, "hands": []}


def step(state: State, entry: Entry) -> State:
    """Return the piece after one more entry. Whose hands it went through is kept in order of time, whoever tells late."""
    fields, payload, at = state["fields"], entry.payload, entry.occurred_at.isoformat()
    if isinstance(payload, EquipmentRegistered):
        write(fields, "registered", at, entry)
        write(fields, "equipment_kind", payload.equipment_kind, entry)
        write(fields, "number", payload.number, entry)
        state["inspected"] = _later(state.get("inspected"), at)
        _expires(state, payload, entry)
    elif isinstance(payload, EquipmentLent):
        _pass(state, [at, entry.id, payload.holder.kind, payload.holder.id])
    elif isinstance(payload, EquipmentReturned):
        _pass(state, [at, entry.id, "", ""])
    elif isinstance(payload, EquipmentCharged):
        state["charged"] = _later(state.get("charged"), at)
    elif isinstance(payload, EquipmentInspected):
        state["inspected"] = _later(state.get("inspected"), at)
        write(fields, "is_damaged", payload.is_damaged, entry)
        _expires(state, payload, entry)
    elif isinstance(payload, EquipmentMissing | EquipmentFound):
        write(fields, "is_missing", isinstance(payload, EquipmentMissing), entry)
    elif isinstance(payload, EquipmentEnded):
        reach(fields, "ended_for", payload.reason, entry)
    return state


def _expires(state: State, payload: EquipmentRegistered | EquipmentInspected, entry: Entry) -> None:
    if payload.expires_on:
        write(state["fields"], "expires_on", payload.expires_on.isoformat(), entry)


def _pass(state: State, hand: Hand) -> None:
    state["hands"] = sorted([*state["hands"], hand], key=lambda one: (_instant(one[0]), one[1]))


def _later(one: str | None, other: str) -> str:
    """Return the later of two instants; of equal ones the same whatever their order."""
    return max((one or other), other, key=lambda at: (_instant(at), at))


def _instant(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()


def hand(state: State) -> Hand | None:
    """Return who has the piece and since when, None when it is at the post."""
    last: Hand | None = state["hands"][-1] if state["hands"] else None
    return last if last and last[2] else None


def was_lent_twice(state: State) -> bool:
    """Return whether the last two hands both took it, and nobody noted in between that it came back."""
    last = state["hands"][-2:]
    return len(last) == 2 and all(one[2] for one in last) and last[0][2:] != last[1][2:]


def is_due(last: datetime | None, every_days: int | None, now: datetime) -> bool:
    """Return whether something that is done every so many days is due.

    last        when it was done [aware]; None: never noted
    every_days  None or 0: it is never due
    """
    return bool(every_days) and (last is None or now - last >= timedelta(days=every_days or 0))


def is_ended(state: State) -> bool:
    """Return whether the piece is no longer of the post."""
    return bool(value_of(state["fields"], "ended_for"))
