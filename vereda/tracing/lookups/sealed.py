"""What stands in the boxes of reports and files, as far as they still open. Each look is the page's to log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.tracing.entries.file import Described
from vereda.tracing.entries.found import Risk
from vereda.tracing.entries.report import Seeker
from vereda.tracing.models import MissingFile, MissingReport
from vereda.tracing.words import Danger, Relation, Verdict


def seeker(row: MissingReport) -> Seeker | None:
    """Return who seeks, None when it was never said, was taken back with the report, or the key is gone."""
    fields = None if row.withdrawn_at else _open(row.seeker, FieldClass.IDENTITY, row.subject)
    return Seeker.model_validate(fields) if fields else None


def relation(row: MissingReport) -> Relation:
    """Return whose the seeker is; not said once the report was withdrawn."""
    if row.withdrawn_at:
        return Relation.UNKNOWN
    told = seeker(row)
    return (told.relation if told else None) or Relation(row.relation)


def described(row: MissingFile) -> Described | None:
    """Return by what the person can be known; None when it was never said or the person was erased."""
    fields = _open(row.described, FieldClass.IDENTITY, row.person)
    return Described.model_validate(fields) if fields else None


def danger(row: MissingFile) -> list[Danger]:
    """Return what was said of the danger the person is in."""
    told = described(row)
    return [Danger(one) for one in row.danger] if told is None or told.danger is None else told.danger


def note(row: MissingReport | MissingFile) -> str:
    """Return the free text of a report or file, '' when there is none, the report was withdrawn, or its key is gone."""
    if isinstance(row, MissingReport) and row.withdrawn_at:
        return ""
    return str((_open(row.note, FieldClass.FREE_TEXT, row.subject) or {}).get("text", ""))


def lead_words(row: MissingFile, entry: str) -> str:
    """Return the words of a lead."""
    return str((_open(UUID(entry), FieldClass.FREE_TEXT, row.subject) or {}).get("text", "")) if entry else ""


def exact_place(row: MissingFile) -> dict[str, Any] | None:  # Any: JSON of whereabouts
    """Return the exact place of the last contact while it exists."""
    return open_box(row.where, FieldClass.WHEREABOUTS) if row.where else None


def risks(row: MissingFile) -> list[Risk | None]:
    """Return the risk checks that stand; None for one that cannot be read on this machine."""
    read = [_open(UUID(entry), FieldClass.TRACING, row.subject) for entry in row.risks]
    return [Risk.model_validate(fields) if fields else None for fields in read]


def verdicts(row: MissingFile) -> list[Verdict | None]:
    """Return what each risk check that stands decided; None for one that cannot be read on this machine."""
    return [one.verdict if one else None for one in risks(row)]


def case_number(row: MissingFile) -> str:
    """Return the number under which the forensic body has it, '' where it cannot be read."""
    return str((_open(row.forensic_entry, FieldClass.TRACING, row.subject) or {}).get("number", ""))


def _open(entry: UUID | None, cls: FieldClass, owner: UUID) -> dict[str, Any] | None:  # Any: JSON of a box
    fields = open_box(entry, cls, owner) if entry else None
    return dict(fields) if fields else None
