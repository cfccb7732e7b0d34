"""From a folded alert to the row that tells whom it rang."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded
from vereda.rescue.models.ringing import Ringing
from vereda.rescue.words import RingStep


def ringing(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of an alert that rang; none for one that was read in time."""
    rang = folded.state.get("rang", {})
    if not rang:
        return {}
    rows = [[rang[step][0], step.value, *rang[step][1:]] for step in RingStep if step in rang]
    return {Ringing: [Ringing(subject=UUID(subject), country=ref.country, group=ref.group, rang=rows)]}
