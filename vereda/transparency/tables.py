"""From a folded request to the row that pages read."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded
from vereda.transparency.models import RequestRow
from vereda.transparency.rules.fold import told


def request(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a request; none while only later entries of it have arrived."""
    fields = folded.state["fields"]
    one = told(fields)
    if one is None:
        return {}
    row = RequestRow(
        subject=UUID(subject),
        country=ref.country,
        year=one.received.received_on.year,
        number=one.received.number,
        key=one.key,
        closed_on=one.closed.on if one.closed else None,
        fields=fields,
    )
    return {RequestRow: [row]}
