"""What a route and a planned patrol are after their entries; who is in two teams at once. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from vereda.groups.entries.routes import PatrolPlanCancelled, PatrolPlanned, RouteNamed, RouteReinstated, RouteRetired
from vereda.logbook.schema import Entry, State, reach, reopen, uuid8, write

NOT_GONE = timedelta(minutes=30)
"""After which a team that was to leave and did not is shown."""


class Out(Protocol):
    """A team that is out."""

    @property
    def team(self) -> Sequence[str]: ...


def route_step(state: State, entry: Entry) -> State:
    """Return the route after one more entry."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, RouteNamed):
        for name, value in payload.model_dump(mode="json").items():
            write(fields, f"route_{name}", value, entry)
    elif isinstance(payload, RouteRetired):
        reach(fields, "retired", True, entry)
    elif isinstance(payload, RouteReinstated):
        reopen(fields, "retired", entry)
    return state


def plan_step(state: State, entry: Entry) -> State:
    """Return a planned patrol after one more entry; each thing planned is a field."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, PatrolPlanned):
        for name, value in payload.model_dump(mode="json").items():
            write(fields, f"planned_{name}", value, entry)
    elif isinstance(payload, PatrolPlanCancelled):
        reach(fields, "cancelled", True, entry)
    return state


def patrol_of_plan(plan: UUID, attempt: int) -> UUID:
    """Return the subject of the patrol that a plan becomes: two taps make one. attempt: how many were noted by mistake before."""
    return uuid8(plan.int >> 80, sha256(f"patrol|{plan.hex}|{attempt}".encode()).digest())


def route_said(number: str, name: str) -> str:
    """Return a route as people say it: '2: Puente Córdova'."""
    return f"{number}: {name}" if number else name


def in_two_teams[O: Out](out: Iterable[O]) -> list[tuple[str, list[O]]]:
    """Return who is in more than one team that is out, and which."""
    teams: dict[str, list[O]] = {}
    for one in out:
        for member in dict.fromkeys(one.team):
            teams.setdefault(member, []).append(one)
    return [(member, rows) for member, rows in teams.items() if len(rows) > 1]
