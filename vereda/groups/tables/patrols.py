"""From a folded shift or patrol to the row that the board reads."""

from __future__ import annotations

from datetime import UTC, date
from uuid import UUID

from vereda.groups.models import Patrol, Shift
from vereda.groups.rules import patrols as rules
from vereda.logbook.door import Rows, SubjectRef, instant, instant_if
from vereda.logbook.schema import Folded, value_of


def shift(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one shift."""
    fields = folded.state["fields"]
    started = value_of(fields, "started")
    if started is None:
        return {}
    row = Shift(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        started_at=instant(started[0]),
        started_on=date.fromisoformat(started[1]),
        ended_at=instant_if(value_of(fields, "ended")),
        members=rules.members_of(folded.state),
    )
    return {Shift: [row]}


def patrol(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one patrol."""
    state, fields = folded.state, folded.state["fields"]
    departed, plan = value_of(fields, "departed"), value_of(fields, "plan") or {}
    if departed is None:
        return {}
    due, hear_by = rules.due_back(state), rules.next_check_in(state)
    row = Patrol(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        route=plan["route"],
        team=plan.get("team", []),
        vehicles=plan.get("vehicles", []),
        departed_at=instant(departed[0]),
        departed_on=date.fromisoformat(departed[1]),
        due_at=due.astimezone(UTC) if due else None,
        heard_at=instant_if(state.get("heard")),
        hear_by=hear_by.astimezone(UTC) if hear_by else None,
        returned_at=instant_if(value_of(fields, "returned")),
        kilometres=value_of(fields, "kilometres"),
        patrols=plan.get("patrols", 1),
        driver=plan.get("driver") or "",
        named_route=UUID(plan["named_route"]) if plan.get("named_route") else None,
        is_withdrawn=bool(value_of(fields, "withdrawn")),
    )
    return {Patrol: [row]}
