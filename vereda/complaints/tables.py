"""From a folded complaint to its row."""

from __future__ import annotations

from uuid import UUID

from vereda.complaints import rules
from vereda.complaints.models import Complaint
from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded, value_of


def complaint(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one complaint; none while it has not arrived."""
    came = value_of(folded.state["kept"], "came")
    if came is None:
        return {}
    standing = rules.standing(folded.state)
    return {Complaint: [Complaint(subject=UUID(subject), country=ref.country, number=came[0], month=came[1], standing=standing)]}
