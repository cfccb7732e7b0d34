"""What a group's part of a caravan is after its entries. Pure. Headcounts stand side by side; none is added to another."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from vereda.gatherings.entries import (
    CaravanBack,
    CaravanLeft,
    CaravanOpened,
    ChildPointClosed,
    ChildPointOpened,
    EncounterTagged,
    EncounterUntagged,
    HeadcountTaken,
    HeadcountWithdrawn,
)
from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, value_of, write

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEY_LONG = 8
TAG = "tag:"


class Headcount(NamedTuple):
    """One number of one group and day, and how it was found. entry: by which it is taken back, and its note opened."""

    entry: str
    at: datetime
    local_on: str
    people: int
    method: str
    by: str
    state: str
    municipality: str
    rows: int | None
    in_row: int | None
    has_note: bool


def new_key() -> str:
    """Return a fresh key of a caravan."""
    return "".join(secrets.choice(SIGNS) for _ in range(KEY_LONG))


def read_key(written: str) -> str:
    """Return a key as it was heard and typed: blanks and dashes left out, O is zero, I and L are one."""
    plain = "".join(sign for sign in written.upper() if sign.isalnum())
    return plain.translate(str.maketrans("OIL", "011"))


def start() -> State:
    """Return a caravan of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the group's part after one more entry."""
    fields, payload, at = state["fields"], entry.payload, entry.occurred_at.isoformat()
    if isinstance(payload, CaravanOpened):  # or joined
        write(fields, "opened", [at, entry.local_on.isoformat()], entry)
        for name, value in payload.model_dump(mode="json").items():
            write(fields, name, value, entry)
    elif isinstance(payload, CaravanLeft):
        reach(fields, "left", at, entry)
    elif isinstance(payload, CaravanBack):
        reopen(fields, "left", entry)
    else:
        _take_of_day(state, entry, at)
    return state


def _take_of_day(state: State, entry: Entry, at: str) -> None:
    fields, payload = state["fields"], entry.payload
    box = entry.id if any(one.cls == FieldClass.FREE_TEXT for one in entry.boxes) else ""
    if isinstance(payload, HeadcountTaken):
        told = payload.model_dump(mode="json", exclude_defaults=True)
        state.setdefault("heads", {})[entry.id] = [at, entry.local_on.isoformat(), entry.reported_by, told, bool(box)]
    elif isinstance(payload, HeadcountWithdrawn):
        state["heads_off"] = sorted({*state.get("heads_off", ()), str(payload.entry)})
    elif isinstance(payload, EncounterTagged | EncounterUntagged):
        write(fields, f"{TAG}{payload.encounter}", isinstance(payload, EncounterTagged), entry)
    elif isinstance(payload, ChildPointOpened):
        write(fields, "child_point", [at, payload.in_charge, box], entry)
    elif isinstance(payload, ChildPointClosed):
        write(fields, "child_point", None, entry)


def headcounts(state: State) -> list[Headcount]:
    """Return the numbers that were not taken back, oldest first."""
    off = set(state.get("heads_off", ()))
    made = [_headcount(id_, told) for id_, told in state.get("heads", {}).items() if id_ not in off]
    return sorted(made, key=lambda one: (one.at, one.entry))


def _headcount(id_: str, told: list[Any]) -> Headcount:  # Any: JSON
    at, local_on, by, payload, has_note = told
    place = payload.get("place", {})
    return Headcount(
        entry=id_,
        at=datetime.fromisoformat(at),
        local_on=local_on,
        people=payload["people"],
        method=payload["method"],
        by=by,
        state=place.get("state", ""),
        municipality=place.get("municipality", ""),
        rows=payload.get("rows"),
        in_row=payload.get("in_row"),
        has_note=has_note,
    )


def encounters_of(state: State) -> list[str]:
    """Return the encounters that were with people of the caravan."""
    fields = state["fields"]
    return sorted(name.removeprefix(TAG) for name in fields if name.startswith(TAG) and value_of(fields, name))


def of_days(parts: Iterable[tuple[str, list[Headcount]]]) -> dict[str, dict[str, list[Headcount]]]:
    """Return headcounts by local day and group, the newest day first. There is no total: the same people walk on each day."""
    table: dict[str, dict[str, list[Headcount]]] = {}
    for group, counted in parts:
        for one in counted:
            table.setdefault(one.local_on, {}).setdefault(group, []).append(one)
    return dict(sorted(table.items(), reverse=True))
