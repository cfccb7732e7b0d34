"""From a folded programme, or what was sent of it, to the row that pages read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef
from vereda.logbook.schema import Folded, value_of
from vereda.programme.models import DonorReport, ProgrammeRow


def programme(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a programme; none while only later entries of it have arrived."""
    fields = folded.state["fields"]
    opened = value_of(fields, "opened")
    if opened is None:
        return {}
    row = ProgrammeRow(
        subject=UUID(subject),
        country=ref.country,
        code=opened["code"],
        from_on=date.fromisoformat(opened["from_on"]),
        fields=fields,
    )
    return {ProgrammeRow: [row]}


def donor_report(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a report; none while nothing of it was proposed or sent."""
    state = folded.state
    told = [*state["versions"], *([state["proposal"]] if state["proposal"] else [])]
    if folded.erased_by or not told:
        return {}
    bare = [{name: value for name, value in one.items() if name != "document"} for one in told]
    row = DonorReport(
        subject=UUID(subject),
        country=ref.country,
        programme=UUID(state["programme"]),
        **{name: state[name] for name in ("phase", "period", "grant")},
        versions=bare[: len(state["versions"])],
        proposal=bare[-1] if state["proposal"] else None,
        documents={str(one["number"]): one["document"] for one in told},
    )
    return {DonorReport: [row]}
