"""What the teams of a mission are after its entries: sent, gone, heard, back; and what rang for them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, write
from vereda.rescue.entries.overdue import OverdueRang, OverdueSeen, PostFellSilent
from vereda.rescue.entries.team import (
    TeamChanged,
    TeamCheckedIn,
    TeamDeparted,
    TeamDispatched,
    TeamReturned,
    TeamStillOut,
    TeamStoodDown,
)
from vereda.rescue.rules.told import box_of, earliest, mark


def _dispatched(state: State, payload: TeamDispatched, entry: Entry) -> None:
    fields, team = state["fields"], payload.team
    write(fields, f"team:{team}", _who(payload), entry)
    told = {
        "at": entry.occurred_at.isoformat(),
        "attempt": str(payload.attempt),
        "meet_at": payload.meet_at.isoformat() if payload.meet_at else "",
        "where": box_of(entry, FieldClass.WHEREABOUTS),
    }
    write(fields, f"dispatch:{team}", told, entry)


def _changed(state: State, payload: TeamChanged, entry: Entry) -> None:
    write(state["fields"], f"team:{payload.team}", _who(payload), entry)


def _who(payload: TeamDispatched | TeamChanged) -> dict[str, Any]:  # Any: JSON
    return payload.who.model_dump(mode="json")


def _reach(what: str) -> Callable[[State, Any, Entry], None]:  # Any: a payload of a team
    def take(state: State, payload: Any, entry: Entry) -> None:  # Any: as above
        name = f"{what}:{payload.team}"
        reach(state["fields"], name, True, entry)
        mark(state, name, entry)

    return take


def _still_out(state: State, payload: TeamStillOut, entry: Entry) -> None:
    for what in ("returned", "stood_down"):
        reopen(state["fields"], f"{what}:{payload.team}", entry)


def _checked_in(state: State, payload: TeamCheckedIn, entry: Entry) -> None:
    told = [entry.occurred_at.isoformat(), str(entry.channel), entry.reported_by]
    state.setdefault("heard", {}).setdefault(str(payload.team), {})[entry.id] = told


def _rang(state: State, payload: OverdueRang, entry: Entry) -> None:
    name = rung(payload.since, payload.step, "post" if payload.at_post else "central")
    told = [entry.occurred_at.isoformat(), payload.numbers]
    earliest(state.setdefault("rang", {}).setdefault(str(payload.team), {}), name, told)


def _seen(state: State, payload: OverdueSeen, entry: Entry) -> None:
    told = [entry.occurred_at.isoformat(), entry.author, entry.group]
    state.setdefault("seen", {}).setdefault(str(payload.team), {})[entry.id] = told


def _silent(state: State, payload: PostFellSilent, entry: Entry) -> None:
    told = [entry.occurred_at.isoformat(), payload.numbers]
    earliest(state.setdefault("silent", {}), _utc(payload.since), told)


def rung(since: datetime, step: str, place: str) -> str:
    """Return the name of one step of one ring. place: 'post' or 'central'; each counts its own."""
    return f"{_utc(since)}|{step}|{place}"


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


TAKES: Mapping[type, Callable[[State, Any, Entry], None]] = {  # Any: each its own payload
    TeamDispatched: _dispatched,
    TeamChanged: _changed,
    TeamDeparted: _reach("departed"),
    TeamReturned: _reach("returned"),
    TeamStoodDown: _reach("stood_down"),
    TeamStillOut: _still_out,
    TeamCheckedIn: _checked_in,
    OverdueRang: _rang,
    OverdueSeen: _seen,
    PostFellSilent: _silent,
}
"""What each kind changes."""
