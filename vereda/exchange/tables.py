"""From folded practices, texts and adoptions to their rows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from vereda.exchange.models import Adoption, GoodPractice, PracticeText
from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded


def practice(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a practice."""
    if folded.state["card"] is None:
        return {}
    return {GoodPractice: [GoodPractice(subject=UUID(subject), country=ref.country, state=folded.state)]}


def text(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a text."""
    if folded.state["of"] is None:
        return {}
    of, language = folded.state["of"]
    row = PracticeText(subject=UUID(subject), country=ref.country, practice=UUID(of), language=language, state=folded.state)
    return {PracticeText: [row]}


def adoption(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of an adoption; none of one that was noted by mistake."""
    told = folded.state["adopted"]
    if told is None or folded.state["withdrawn"]:
        return {}
    row = Adoption(
        subject=UUID(subject),
        country=ref.country,
        practice=UUID(told["practice"]),
        on=date.fromisoformat(told["on"]),
        state=folded.state,
    )
    return {Adoption: [row]}
