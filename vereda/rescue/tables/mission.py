"""From a folded mission to the row that boards read."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, instant
from vereda.logbook.schema import Folded, value_of
from vereda.rescue.models.mission import Mission


def mission(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one mission."""
    fields = folded.state["fields"]
    opened, closed = value_of(fields, "opened"), value_of(fields, "closed")
    if opened is None:
        return {}
    row = Mission(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        folio=opened[1],
        terrain=opened[2] or "",
        opened_at=instant(opened[0]),
        closed_at=instant(closed[0]) if closed else None,
        outcome=closed[1] if closed else "",
    )
    return {Mission: [row]}
