"""From a folded programme to the row that pages read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded, value_of
from vereda.programme.models import ProgrammeRow


def programme(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a programme; none while only later entries of it have arrived."""
    fields = folded.state["fields"]
    opened = value_of(fields, "opened")
    if opened is None:
        return {}
    row = ProgrammeRow(
        subject=UUID(subject),
        country=ref.country,
        code=opened["code"],
        from_on=date.fromisoformat(opened["from_on"]),
        fields=fields,
    )
    return {ProgrammeRow: [row]}
