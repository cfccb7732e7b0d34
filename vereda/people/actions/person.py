"""Asking that a person be erased, and approving or declining it: two accounts, never one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.access.door import HEADQUARTERS
from vereda.logbook.door import Author, Draft, Receipt, SecondPersonMissing, erase, record, record_all
from vereda.people.actions.pairs import keep_expected
from vereda.people.entries.person import ErasureAsked, ErasureDeclined, ErasureReached
from vereda.people.errors import ErasureAlreadyAsked, ErasureNotAsked, PersonNotFound
from vereda.people.lookups import links
from vereda.people.lookups import person as lookups
from vereda.people.models import Person


def ask_erasure(person: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that a person wants to be erased. Raises PersonNotFound, ErasureAlreadyAsked."""
    if _found(person, by).erasure_asked_at:
        raise ErasureAlreadyAsked
    return record(ErasureAsked(), subject=person, by=by, at=at)


def decline_erasure(person: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that a request was not approved; also its author may take it back. Raises PersonNotFound, ErasureNotAsked."""
    if not asked_by(_found(person, by), by):
        raise ErasureNotAsked
    return record(ErasureDeclined(), subject=person, by=by, at=at)


def approve_erasure(person: UUID, *, by: Author, at: datetime) -> Receipt:
    """Erase a person whose erasure another account asked for: every record that is theirs, and all that `logbook.loss_of` lists.

    Who approves for a group erases the records of that group; those of others wait for who decides for the country, and neither
    group learns of the other. The record that was asked for goes last: what a crash leaves is still asked for.
    Raises PersonNotFound, ErasureNotAsked, SecondPersonMissing when the approver is the one who asked.
    """
    found = _found(person, by)
    second = asked_by(found, by)
    if not second:
        raise ErasureNotAsked
    if second == by.account:
        raise SecondPersonMissing
    others = [row for row in links.records_of(person, by.country) if row.subject != person]
    beyond = [row for row in others if not _reaches(by, row) and not row.reached_at]
    if beyond:
        record_all([Draft(payload=ErasureReached(), subject=row.subject, by=by, at=at) for row in beyond])
    for row in others:
        if _reaches(by, row):
            erase(row.subject, by=by, second=second, at=at)
    receipt = erase(person, by=by, second=second, at=at)
    keep_expected(by=by, at=at)
    return receipt


def asked_by(row: Person, by: Author) -> str:
    """Return who asked that a record be erased, '' for nobody; to the country also who erased another of the person."""
    return row.erasure_asked_by or (row.reached_by if by.group == HEADQUARTERS else "")


def _reaches(by: Author, row: Person) -> bool:
    return by.group in (HEADQUARTERS, row.group)


def _found(person: UUID, by: Author) -> Person:
    """Return a person of the country: who may reach beyond the own group is decided by access before."""
    found = lookups.person_of(person)
    if found is None or found.country != by.country:
        raise PersonNotFound
    return found
