"""A record of ours is compared with who is sought: one person looks, another one looks again; who else works on a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from vereda.access.door import Role, held_by
from vereda.errors import FieldError
from vereda.logbook.door import Author, Draft, Plain, Receipt, in_turn, record, record_all
from vereda.logbook.schema import FieldClass, uuid7
from vereda.tracing.actions.keeping import file_of_case, open_file
from vereda.tracing.entries.match import FileAssigned, MatchLooked
from vereda.tracing.errors.match import CandidateGone, CannotBeAssigned
from vereda.tracing.errors.report import FileClosedAlready
from vereda.tracing.lookups import candidates as lookup
from vereda.tracing.lookups import sealed
from vereda.tracing.models import MissingFile
from vereda.tracing.rules.asking import why_not_ask
from vereda.tracing.rules.fresh import CHILDREN
from vereda.tracing.words import Looks

TRACERS = frozenset({Role.TRACING_OFFICER})


def look(*, file: UUID, person: UUID, says: Looks, by: Author, at: datetime) -> Receipt:
    """Record what the author thinks of a candidate, at first sight or again; it asks nobody and counts nothing.

    Raises FileGone, FileClosedAlready, SearchedTooOften; CandidateGone for whoever is not among those who may be compared.
    """
    with in_turn("missing", str(file)):
        row = file_of_case(file, by)
        if row.close_reason:
            raise FileClosedAlready
        match, _looks = lookup.matches(row).get(person, ("", ()))
        if not match and all(one.person.subject != person for one in _candidates(row, by, at)):
            raise CandidateGone
        payload = MatchLooked(match=UUID(match) if match else uuid7(int(at.timestamp() * 1000)), says=says)
        box = Plain(cls=FieldClass.TRACING, fields={"person": str(person)}, owner=person)
        return record_all([Draft(payload=payload, subject=file, by=by, at=at, boxes=[box])])[0]


def why_not_ask_of(row: MissingFile, looks: Sequence[Sequence[str]]) -> FieldError | None:
    """Return why nobody of a pair may be asked yet; None when somebody may."""
    return why_not_ask(looks=looks, risks=sealed.risks(row), is_child=row.age_band in CHILDREN)


def assign(*, file: UUID, account: str, is_on: bool, by: Author, at: datetime) -> Receipt:
    """Record that somebody who traces works on the file, or no more. Raises FileGone, FileClosedAlready, CannotBeAssigned."""
    row = open_file(file, by)
    if not (can_trace(account, row) if is_on else account in row.assigned):
        raise CannotBeAssigned
    return record(FileAssigned(account=account, is_on=is_on), subject=file, by=by, at=at)


def can_trace(account: str, row: MissingFile) -> bool:
    """Tell whether an account may be given a file: it traces in the country, for all groups or for this one."""
    try:
        UUID(account)
    except ValueError:
        return False
    return any(
        held.role in TRACERS and held.country == row.country and held.group in ("", row.group) for held in held_by(account)
    )


def sees_across(row: MissingFile, account: str) -> bool:
    """Tell whether somebody looks beyond the group: only who was given the file; coordinators see their own."""
    return account in row.assigned


def _candidates(row: MissingFile, by: Author, at: datetime) -> list[lookup.Candidate]:
    return lookup.candidates(row, at.date(), is_across=sees_across(row, by.account), account=by.account)
