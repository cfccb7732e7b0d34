"""From a folded record of first aid to the row that pages read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant
from vereda.logbook.schema import Folded, value_of
from vereda.medical.models import FirstAid
from vereda.medical.rules import record as rules


def first_aid(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one record; none while its opening has not arrived."""
    state = folded.state
    opened = value_of(state["fields"], "first_aid_opened")
    if opened is None:
        return {}
    row = FirstAid(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        encounter=UUID(opened[2]),
        person=id_if(opened[3]),
        author=opened[4],
        opened_at=instant(opened[0]),
        local_on=date.fromisoformat(opened[1]),
        told=rules.written(state, "told"),
        vitals=rules.lines(state, "vitals"),
        treatments=rules.lines(state, "given"),
        triages=rules.lines(state, "triage"),
        outcome=rules.written(state, "outcome"),
        is_withdrawn=value_of(state["fields"], "first_aid_withdrawn") is not None,
    )
    return {FirstAid: [row]}
