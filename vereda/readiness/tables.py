"""From a folded checklist to its row."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded
from vereda.readiness.models import ReadinessRow


def readiness(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a country."""
    return {ReadinessRow: [ReadinessRow(subject=UUID(subject), country=ref.country, steps=folded.state["steps"])]}
