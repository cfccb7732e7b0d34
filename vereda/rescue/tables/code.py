"""From a folded alert to the rows by which a caller's code is found."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, instant
from vereda.logbook.schema import Folded
from vereda.practice import is_practice
from vereda.rescue.models.code import CallerCode


def codes(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the codes of an alert; none that were practised: nobody outside has them."""
    if is_practice(ref.group):
        return {}
    rows = [
        CallerCode(
            entry=UUID(entry), subject=UUID(subject), country=ref.country, begins=begins, digest=digest, given_at=instant(at)
        )
        for entry, (begins, digest, at) in sorted(folded.state.get("codes", {}).items())
    ]
    return {CallerCode: rows} if rows else {}
