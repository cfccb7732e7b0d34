"""From a folded text or number to its row."""

from __future__ import annotations

from uuid import UUID

from vereda.guidance.models.text import CorrectedNumber, GuidanceText
from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded


def guidance_text(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a text of which something was written, checked or withdrawn."""
    if "of" not in folded.state:
        return {}
    topic, language = folded.state["of"]
    row = GuidanceText(subject=UUID(subject), country=ref.country, topic=topic, language=language, state=folded.state)
    return {GuidanceText: [row]}


def hotline(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a number that was corrected or rung."""
    if "of" not in folded.state:
        return {}
    row = CorrectedNumber(subject=UUID(subject), country=ref.country, hotline=folded.state["of"], state=folded.state)
    return {CorrectedNumber: [row]}
