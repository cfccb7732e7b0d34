"""From a folded alert to the rows of its hand-overs."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant, instant_if
from vereda.logbook.schema import Folded
from vereda.rescue.models.passing import Passing
from vereda.rescue.rules.passing import passed_of


def passings(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return one row for each hand-over of an alert."""
    rows = []
    for told in passed_of(folded.state):
        outcome, people, told_at = told["outcome"] or ("", None, None)
        row = Passing(
            entry=UUID(told["id"]),
            subject=UUID(subject),
            country=ref.country,
            group=ref.group,
            to=told["to"],
            role=told["role"],
            reason=told["reason"],
            handed=told["handed"],
            told_caller=told["told_caller"],
            told_person=told["told_person"],
            passed_at=instant(told["at"]),
            local_on=date.fromisoformat(told["local_on"]),
            receipt=id_if(told["receipt"]),
            asked=[[step, at] for step, at in told["asked"].items()],  # a list: PostgreSQL keeps no order of names
            outcome=outcome,
            people=people,
            told_at=instant_if(told_at),
        )
        rows.append(row)
    return {Passing: rows} if rows else {}
