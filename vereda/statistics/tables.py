"""From a folded edition, or a year that was counted by hand, to its row."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, instant
from vereda.logbook.schema import Folded, value_of
from vereda.statistics.models import Edition, PastYear


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


def past_year(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a year that was counted by hand; none when it was taken back."""
    told = value_of(folded.state["fields"], "told")
    if folded.erased_by or told is None or value_of(folded.state["fields"], "withdrawn"):
        return {}
    row = PastYear(subject=UUID(subject), country=ref.country, year=told["year"], source=told["source"], series=told["series"])
    return {PastYear: [row]}
