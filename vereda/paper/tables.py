"""From folded sheets to the rows that screens read."""

from __future__ import annotations

from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, id_if, instant
from vereda.logbook.schema import Folded, value_of
from vereda.paper.models import Sheet, SheetBatch
from vereda.paper.rules import fold


def batch(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of printed sheets; none while only their going out has arrived."""
    fields = folded.state["fields"]
    printed, told = value_of(fields, "printed"), value_of(fields, "printed_at")
    if printed is None or told is None:
        return {}
    row = SheetBatch(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        form=printed["form"],
        first=printed["first"],
        last=printed["last"],
        lang=printed["lang"],
        lists=printed["lists"],
        printed_at=instant(told[0]),
        printed_by=told[1],
        out={str(number): list(held) for number, held in fold.out_of(folded.state).items()},
    )
    return {SheetBatch: [row]}


def sheet(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one sheet."""
    state, fields = folded.state, folded.state["fields"]
    if "sheet" not in state:
        return {}
    typed, destroyed, record = state.get("typed"), state.get("destroyed"), value_of(fields, "record")
    row = Sheet(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        form=state["sheet"][0],
        number=state["sheet"][1],
        record=id_if(record),
        typed_at=instant(typed[0]) if typed else None,
        typed_by=typed[1] if typed else "",
        readings=state.get("readings", 0),
        cancelled_for=value_of(fields, "cancelled", ""),
        destroyed_at=instant(destroyed[0]) if destroyed else None,
        destroyed_by=destroyed[1] if destroyed else "",
        how=destroyed[2] if destroyed else "",
    )
    return {Sheet: [row]}
