"""Numbered places: a table read in, one added by hand, taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import batched
from uuid import UUID

from vereda.logbook.door import Author, Draft, Receipt, in_turn, record, record_all
from vereda.logbook.schema import Channel
from vereda.places.door import BadPoint, check_point
from vereda.safety.entries.points import ReferenceSet, ReferenceWithdrawn
from vereda.safety.errors.points import ReferenceNotThere, ReferenceThere, ReferenceUnnamed, TableFaulty
from vereda.safety.lookups.points import own_reference, references
from vereda.safety.models.points import PositionReference
from vereda.safety.rules.points import Numbered, RowFault, plain, read_table, reference_of

BLOCK_MOST = 400
"""Entries of a table in one block: what goes down to a post goes by whole blocks, and one answer has about 500."""


@dataclass(frozen=True)
class ReadIn:
    """What became of the rows of a table."""

    new: int
    changed: int
    same: int


def read_in_references(text: str, *, by: Author, at: datetime) -> ReadIn:
    """Take a table of numbered places in, or none of it where a line is wrong; read in twice, it writes nothing the second time.

    It is written in blocks of a few hundred, as a post with a bad line can take them over; cut off between two, the same table
    read in again writes the rest.
    text  CSV as `rules.points.read_table` describes it
    Raises TableFaulty with each line that is wrong; nothing is written then.
    """
    rows, faults = read_table(text)
    faults = [*faults, *_misplaced(rows, by.country)]
    if not rows and not faults:
        faults = [RowFault(1, "no_rows", "")]
    if faults:
        raise TableFaulty(sorted(faults, key=lambda one: one.line))
    with in_turn("references", f"{by.country}:{by.group}"):
        there = {row.subject: row for row in references(by.group, by.country)}
        drafts, new, changed = [], 0, 0
        for row in rows:
            subject = reference_of(by.country, by.group, row.series, row.number)
            known = there.get(subject)
            if known is not None and _told(known) == row:
                continue
            new, changed = (new + 1, changed) if known is None else (new, changed + 1)
            drafts.append(_draft(row, subject, by, at, Channel.IMPORT))
    _record(drafts)
    return ReadIn(new, changed, len(rows) - len(drafts))


def _misplaced(rows: Sequence[Numbered], country: str) -> list[RowFault]:
    """Return the rows whose place cannot be meant: swapped, without a sign, far from the country."""
    wrong = []
    for row in rows:
        try:
            check_point(country, row.lat, row.lon)
        except BadPoint as error:
            wrong.append(RowFault(row.line, error.code.partition(".")[2], f"{row.lat}, {row.lon}"))
    return wrong


def _draft(row: Numbered, subject: UUID, by: Author, at: datetime, channel: Channel, entry: UUID | None = None) -> Draft:
    told = {name: value for name, value in asdict(row).items() if name != "line"}
    return Draft(payload=ReferenceSet(**told), subject=subject, by=by, at=at, channel=channel, id=entry)


def _told(row: PositionReference) -> Numbered:
    return Numbered(row.series, row.number, row.lat, row.lon, row.note, row.source)


def add_reference(row: Numbered, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Put one numbered place into the table. Raises ReferenceUnnamed, ReferenceThere, a BadPoint."""
    if not plain(row.series) or not plain(row.number):
        raise ReferenceUnnamed
    check_point(by.country, row.lat, row.lon)
    subject = reference_of(by.country, by.group, row.series, row.number)
    with in_turn("references", f"{by.country}:{by.group}"):
        if own_reference(subject, by.group, by.country) is not None:
            raise ReferenceThere
        draft = _draft(row, subject, by, at, Channel.DESK, entry)
        return record_all([draft])[0]


def withdraw_reference(*, reference: UUID, by: Author, at: datetime) -> Receipt:
    """Take a numbered place out of the table. Raises ReferenceNotThere."""
    with in_turn("references", f"{by.country}:{by.group}"):
        if own_reference(reference, by.group, by.country) is None:
            raise ReferenceNotThere
        return record(ReferenceWithdrawn(), subject=reference, by=by, at=at)


def withdraw_series(*, series: str, by: Author, at: datetime) -> int:
    """Take a whole series out of the table, as one that was read in by mistake; return how many. Raises ReferenceNotThere."""
    with in_turn("references", f"{by.country}:{by.group}"):
        rows = [row for row in references(by.group, by.country) if row.series == series]
        if not rows:
            raise ReferenceNotThere
    _record([Draft(payload=ReferenceWithdrawn(), subject=row.subject, by=by, at=at) for row in rows])
    return len(rows)


def _record(drafts: Sequence[Draft]) -> None:
    for part in batched(drafts, BLOCK_MOST):
        record_all(part)
