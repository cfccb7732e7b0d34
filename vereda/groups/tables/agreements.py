"""From folded agreements and volunteers to their rows."""

from __future__ import annotations

from vereda.groups.models import Agreement, Volunteer
from vereda.groups.tables.duty import of, told
from vereda.logbook.door import Rows, SubjectRef, day_if, id_if
from vereda.logbook.schema import Folded, value_of


def agreement(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of an agreement; none while only a renewal of it has arrived."""
    said, fields = told(folded, "agreed_"), folded.state["fields"]
    if "counterpart" not in said:
        return {}
    days = {name: day_if(said[name]) for name in ("from_on", "until_on")}
    row = Agreement(
        **of(ref, subject),
        **{**said, **days},
        renewed_by=value_of(fields, "renewed_by") or "",
        ended_on=day_if(value_of(fields, "ended_on")),
    )
    return {Agreement: [row]}


def volunteer(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of a volunteer."""
    said, fields = told(folded, "volunteer_"), folded.state["fields"]
    if not said:
        return {}
    days = {name: day_if(value) for name, value in said.items()}
    row = Volunteer(
        **of(ref, subject), **days, named_in=id_if(value_of(fields, "identity")), has_left=bool(value_of(fields, "left"))
    )
    return {Volunteer: [row]}
