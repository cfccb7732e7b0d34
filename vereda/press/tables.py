"""From folded notes and contacts to their rows."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, instant
from vereda.logbook.schema import Folded
from vereda.press.entries import ContactSet
from vereda.press.models import Contact, Note


def note(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a note; none while it has neither draft nor revision."""
    state = folded.state
    last = state["draft"] or (state["revisions"][-1] if state["revisions"] else None)
    if last is None:
        return {}
    told = last["told"] if state["draft"] else last["drafted"]["told"]
    row = Note(
        subject=UUID(subject), country=ref.country, period=told["period"], draft=state["draft"], approvals=state["approvals"],
        revisions=state["revisions"], changed_at=instant(last["at"]),
    )  # fmt: skip
    return {Note: [row]}


def contact(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a contact."""
    if folded.state["set"] is None:
        return {}
    told = ContactSet.model_validate(folded.state["set"])
    row = Contact(
        subject=UUID(subject), country=ref.country, office=told.office, valid_until=told.valid_until, told=folded.state["set"]
    )
    return {Contact: [row]}
