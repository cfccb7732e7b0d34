"""From a folded number of a group to its row."""

from __future__ import annotations

from uuid import UUID

from vereda.groups.models import CallNumber
from vereda.groups.rules.call_number import last
from vereda.logbook.door import Rows, SubjectRef, instant
from vereda.logbook.schema import Folded, value_of


def call_number(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a number that is in use. Whoever kept it cannot have verified it."""
    fields = folded.state["fields"]
    kept = value_of(fields, "kept")
    if kept is None or value_of(fields, "withdrawn"):
        return {}
    number, keeper = kept
    verified = last(folded.state, "verified", number, but=keeper)
    tested = last(folded.state, "tested", number)
    row = CallNumber(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        number=number,
        kept_by=keeper,
        verified_at=instant(verified[0]) if verified else None,
        verified_by=verified[1] if verified else "",
        tested_at=instant(tested[0]) if tested else None,
        tested_by=tested[1] if tested else "",
    )
    return {CallNumber: [row]}
