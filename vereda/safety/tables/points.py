"""From folded points and numbered places to the rows that pages read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded, value_of
from vereda.safety.models.points import AssistPoint, PositionReference
from vereda.safety.rules.points import plain, visits_of

VISITS_SHOWN = 30


def point(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a point that is looked after; none while only visits of it have arrived."""
    fields = folded.state["fields"]
    told = value_of(fields, "point")
    if told is None or value_of(fields, "gone"):
        return {}
    visits = visits_of(folded.state)
    row = AssistPoint(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        stands=value_of(fields, "stands") or "",
        first_on=date.fromisoformat(folded.state["first_on"]),
        looked_on=date.fromisoformat(visits[0][2]) if visits else None,
        found=visits[0][4] if visits else "",
        visits=visits[:VISITS_SHOWN],
        **{name: told[name] for name in ("what", "number", "name", "state", "municipality", "every_days")},
    )
    return {AssistPoint: [row]}


def reference(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a numbered place that is in the table."""
    fields = folded.state["fields"]
    told = value_of(fields, "reference")
    if told is None or value_of(fields, "withdrawn"):
        return {}
    row = PositionReference(
        subject=UUID(subject), country=ref.country, group=ref.group, plain_number=plain(told["number"])[:60], **told
    )
    return {PositionReference: [row]}
