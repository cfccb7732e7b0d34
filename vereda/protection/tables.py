"""From a folded path to the row that the board reads."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from vereda.logbook.door import SubjectRef, instant
from vereda.logbook.schema import Folded, value_of
from vereda.protection.models import ChildPath
from vereda.protection.rules import path as rules


def child_path(subject: str, folded: Folded, ref: SubjectRef) -> dict[type, list[Any]]:  # Any: unsaved rows
    """Return the row of one path; none while its opening has not arrived."""
    fields = folded.state["fields"]
    opened, closed = value_of(fields, "opened"), value_of(fields, "closed")
    if opened is None:
        return {}
    row = ChildPath(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        encounters=rules.encounters_of(folded.state),
        children=opened[2],
        steps=len(folded.state.get("steps", ())),
        opened_at=instant(opened[0]),
        closed_at=instant(closed[0]) if closed else None,
        outcome=closed[1] if closed else "",
    )
    return {ChildPath: [row]}
