"""Asking that a person be erased, and approving or declining it: two accounts, never one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.logbook.door import Author, Receipt, erase, record
from vereda.people.entries.person import ErasureAsked, ErasureDeclined
from vereda.people.errors import ErasureAlreadyAsked, ErasureNotAsked, PersonNotFound
from vereda.people.lookups import person as lookups
from vereda.people.models import Person


def ask_erasure(person: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that a person wants to be erased. Raises PersonNotFound, ErasureAlreadyAsked."""
    if _found(person, by).erasure_asked_at:
        raise ErasureAlreadyAsked
    return record(ErasureAsked(), subject=person, by=by, at=at)


def decline_erasure(person: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that a request was not approved; also its author may take it back. Raises PersonNotFound, ErasureNotAsked."""
    if not _found(person, by).erasure_asked_at:
        raise ErasureNotAsked
    return record(ErasureDeclined(), subject=person, by=by, at=at)


def approve_erasure(person: UUID, *, by: Author, at: datetime) -> Receipt:
    """Erase a person whose erasure another account asked for, and all that `logbook.loss_of` lists.

    Raises PersonNotFound, ErasureNotAsked, SecondPersonMissing when the approver is the one who asked.
    """
    found = _found(person, by)
    if not found.erasure_asked_at:
        raise ErasureNotAsked
    return erase(person, by=by, second=found.erasure_asked_by, at=at)


def _found(person: UUID, by: Author) -> Person:
    """Return a person of the country: who may reach beyond the own group is decided by access before."""
    found = lookups.person_of(person)
    if found is None or found.country != by.country:
        raise PersonNotFound
    return found
