"""From a folded edition to its row."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, instant
from vereda.logbook.schema import Folded
from vereda.statistics.models import Edition


def edition(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of an edition; none while nothing was proposed or published."""
    state = folded.state
    if folded.erased_by or not (state["proposal"] or state["returned"] or state["revisions"]):
        return {}
    row = Edition(
        subject=UUID(subject),
        country=ref.country,
        origin=state["origin"],
        series=state["series"],
        period=state["period"],
        proposal=state["proposal"],
        returned=state["returned"],
        revisions=state["revisions"],
        published_at=instant(state["revisions"][-1]["at"]) if state["revisions"] else None,
    )
    return {Edition: [row]}
