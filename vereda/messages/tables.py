"""From folded numbers and texts to the rows that pages read."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, instant
from vereda.logbook.schema import Folded, value_of
from vereda.messages.models import ReceivedText, StaffNumber


def number(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a number that is in use."""
    fields = folded.state["fields"]
    kept, entry = value_of(fields, "kept"), value_of(fields, "number")
    if kept is None or entry is None or value_of(fields, "withdrawn"):
        return {}
    row = StaffNumber(
        subject=UUID(subject), country=ref.country, group=ref.group, account=kept[0], warned=kept[1], entry=UUID(entry)
    )
    return {StaffNumber: [row]}


def text(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a text that came."""
    came, handled = value_of(folded.state["fields"], "came"), folded.state.get("handled")
    if came is None:
        return {}
    row = ReceivedText(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        account=came[1],
        came_at=instant(came[0]),
        entry=UUID(came[2]),
        handled_at=instant(handled[0]) if handled else None,
        handled_by=handled[1] if handled else "",
    )
    return {ReceivedText: [row]}
