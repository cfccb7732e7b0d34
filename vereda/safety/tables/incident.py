"""From a folded incident to the row that board and page read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant, instant_if
from vereda.logbook.schema import Folded, value_of
from vereda.safety.models.incident import Incident
from vereda.safety.rules.danger import seconds
from vereda.safety.rules.incident import outcome_of, plain_of


def incident(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one incident; none while only what followed has arrived."""
    state = folded.state
    told = value_of(state["fields"], "incident_reported")
    if told is None:
        return {}
    at, on, who = told
    plain = plain_of(state)
    outcome, closed_at, closed_by = outcome_of(state)
    row = Incident(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        at=instant(at),
        on=date.fromisoformat(on),
        reported_by=who,
        what=plain["what"],
        severity=plain["severity"],
        against=plain["against"],
        state=plain["place"]["state"],
        municipality=plain["place"]["municipality"],
        route=id_if(plain["route"]),
        route_said=plain["route_said"],
        lines=sorted(
            ([entry, *line] for entry, line in state.get("lines", {}).items()), key=lambda one: (seconds(one[1]), one[0])
        ),
        outcome=outcome,
        closed_at=instant_if(closed_at),
        closed_by=closed_by,
    )
    return {Incident: [row]}
