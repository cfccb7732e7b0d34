"""A case is asked for, taken, passed on, its steps noted, a part of it shared with consent, closed, opened again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from vereda.access.door import Role, held_by
from vereda.encounters.door import encounter as encounter_row
from vereda.encounters.door import persons_of
from vereda.logbook.door import Author, Draft, Plain, Receipt, in_turn, record, record_all, subject, this_node
from vereda.logbook.schema import FieldClass, uuid7
from vereda.people.door import person_of
from vereda.protection.entries.case import (
    AskedFor,
    CaseAsked,
    CaseClosed,
    CaseHolds,
    CaseLetGo,
    CaseReopened,
    CaseShared,
    CaseShareEnded,
    CaseStepDone,
    CaseStepWithdrawn,
    CaseTaken,
    CaseWorkerAdded,
    CaseWorkerLeft,
    EndSaid,
    SharedSaid,
    StepSaid,
)
from vereda.protection.errors import (
    AtHeadquartersOnly,
    CannotCarry,
    CaseAlreadyTaken,
    CaseGone,
    CaseIsClosed,
    CaseIsOpen,
    CaseLineGone,
    CaseStepAhead,
    LastWorker,
    MetUnknown,
    NextIsPast,
    NoSuchAdviser,
    NothingSaid,
    NothingToLookAt,
    RowNotKnown,
    ShareNeedsConsent,
)
from vereda.protection.lookups import cases
from vereda.protection.models import ProtectionCase
from vereda.protection.rules import roadside
from vereda.protection.rules.case import folio_of
from vereda.protection.words import CaseEnd, CaseStep


def ask(
    why: AskedFor,
    *,
    by: Author,
    at: datetime,
    encounter: UUID | None = None,
    person: UUID | None = None,
    takes: bool = False,
    entry: UUID | None = None,
) -> Receipt:
    """Record that somebody asks a case worker to look. takes: the author is one, and carries it from the first moment.

    Raises NothingToLookAt, RowNotKnown, MetUnknown.
    """
    if not (why.noticed or why.words.strip()):
        raise NothingToLookAt
    if not {one.code for one in roadside.things()}.issuperset(why.noticed):
        raise RowNotKnown
    _check_met(encounter, person, by)
    case = _fresh(at)
    payload = CaseAsked(folio=folio_of(str(case)), encounter=encounter, person=person)
    drafts = [Draft(payload=payload, subject=case, seen=(), by=by, at=at, boxes=box(why), id=entry)]
    if takes and not this_node().is_post:
        drafts.append(Draft(payload=CaseTaken(account=by.account), subject=case, by=by, at=at))
    return record_all(drafts)[0]


def take(*, case: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the author carries it from now on, and that who no longer can has left it.

    Raises AtHeadquartersOnly, CaseAlreadyTaken, CannotCarry.
    """
    at_headquarters()
    with in_turn(cases.RETENTION, str(case)):
        there, row = cases.carriers(by.group, by.country), cases.filed(case, by.country)
        is_free = row is not None and row.group == by.group and not row.closed_at and there.isdisjoint(row.workers)
        if row is None or not is_free or not cases.is_there(row):
            raise CaseAlreadyTaken  # one answer for all: whoever guesses an address learns nothing
        if by.account not in there:
            raise CannotCarry
        told = [CaseTaken(account=by.account), *(CaseWorkerLeft(account=one) for one in row.workers if one != by.account)]
        return record_all([Draft(payload=one, subject=case, by=by, at=at) for one in told])[0]


def add_worker(*, case: UUID, account: str, by: Author, at: datetime) -> Receipt:
    """Record that another case worker of the group carries it too. Raises CannotCarry."""
    return record(_added(open_own(case, by), account), subject=case, by=by, at=at)


def pass_on(*, case: UUID, account: str, by: Author, at: datetime) -> Receipt:
    """Record that another case worker takes it over, and the author leaves it. Raises CannotCarry."""
    added = _added(open_own(case, by), account)
    left = CaseWorkerLeft(account=by.account)
    return record_all([Draft(payload=one, subject=case, by=by, at=at) for one in (added, left)])[0]


def leave(*, case: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the author carries it no more. Raises LastWorker."""
    with in_turn(cases.RETENTION, str(case)):  # of two who leave at once, one must stay
        row = open_own(case, by)
        if not (cases.carriers(row.group, row.country) - {by.account}).intersection(row.workers):
            raise LastWorker
        return record(CaseWorkerLeft(account=by.account), subject=case, by=by, at=at)


def hold(*, case: UUID, by: Author, at: datetime, encounter: UUID | None = None, person: UUID | None = None) -> Receipt:
    """Record that an encounter or a person belongs to it. Raises MetUnknown."""
    row = open_own(case, by)
    if encounter is None and person is None:
        raise MetUnknown
    met = [encounter] if encounter else [UUID(one) for one in row.encounters]
    if person and not any(_is_met(person, one) for one in met):
        raise MetUnknown
    _check_met(encounter, None, by)
    return record(CaseHolds(encounter=encounter, person=person), subject=case, by=by, at=at)


def let_go(*, case: UUID, by: Author, at: datetime, encounter: UUID | None = None, person: UUID | None = None) -> Receipt:
    """Record that one was put there by mistake. Raises CaseLineGone."""
    row = open_own(case, by)
    if not (encounter or person) or not {*row.encounters, *row.persons}.issuperset(
        str(one) for one in (encounter, person) if one
    ):
        raise CaseLineGone
    return record(CaseLetGo(encounter=encounter, person=person), subject=case, by=by, at=at)


def do_step(
    what: CaseStep,
    *,
    case: UUID,
    on: date,
    by: Author,
    at: datetime,
    next_on: date | None = None,
    note: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record a step, and when somebody looks again. Raises CaseStepAhead, NextIsPast."""
    open_own(case, by)
    if on > at.date():
        raise CaseStepAhead
    if next_on is not None and next_on < at.date():
        raise NextIsPast
    said = StepSaid(what=what, on=on, by=by.account, note=note.strip())
    return record(CaseStepDone(step=_fresh(at), next_on=next_on), subject=case, by=by, at=at, boxes=box(said), id=entry)


def withdraw_step(*, case: UUID, step: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a step was written by mistake. Raises CaseLineGone."""
    if str(step) not in {line for _at, _entry, _next, line in open_own(case, by).steps}:
        raise CaseLineGone
    return record(CaseStepWithdrawn(step=step), subject=case, by=by, at=at)


def share(words: str, *, case: UUID, account: str, consent: UUID, by: Author, at: datetime) -> Receipt:
    """Record which words of it an adviser may read. Raises NothingSaid, NoSuchAdviser, ShareNeedsConsent."""
    row = open_own(case, by)
    if not words.strip():
        raise NothingSaid
    if not any(held.role is Role.LEGAL_ADVISER and held.country == row.country for held in held_by(account)):
        raise NoSuchAdviser
    if consent not in cases.consents_for(row):
        raise ShareNeedsConsent
    payload = CaseShared(share=_fresh(at), account=account, consent=consent)
    return record(payload, subject=case, by=by, at=at, boxes=box(SharedSaid(words=words)))


def end_share(*, case: UUID, share: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it is not shared any more. Raises CaseLineGone."""
    if str(share) not in {line for line, *_rest in open_own(case, by).shares}:
        raise CaseLineGone
    return record(CaseShareEnded(share=share), subject=case, by=by, at=at)


def close(why: CaseEnd, *, case: UUID, by: Author, at: datetime, note: str = "") -> Receipt:
    """Record how it ended. Raises CaseIsClosed."""
    open_own(case, by)
    return record(CaseClosed(), subject=case, by=by, at=at, boxes=box(EndSaid(why=why, note=note.strip())))


def reopen(*, case: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it goes on. Raises CaseIsOpen."""
    if not own(case, by).closed_at:
        raise CaseIsOpen
    return record(CaseReopened(), subject=case, by=by, at=at)


def own(case: UUID, by: Author) -> ProtectionCase:
    """Return a case that the author carries; of others there is none. Raises AtHeadquartersOnly, CaseGone."""
    at_headquarters()
    row = cases.filed(case, by.country)
    if row is None or row.group != by.group or by.account not in row.workers or not cases.is_there(row):
        raise CaseGone
    return row


def at_headquarters() -> None:
    """Raise AtHeadquartersOnly on the machine of a post."""
    if this_node().is_post:
        raise AtHeadquartersOnly


def open_own(case: UUID, by: Author) -> ProtectionCase:
    """Return one that is open. Raises CaseGone, CaseIsClosed."""
    row = own(case, by)
    if row.closed_at:
        raise CaseIsClosed
    return row


def box(said: BaseModel, cls: FieldClass = FieldClass.SCREENING) -> Sequence[Plain]:
    """Return what is sealed of an entry of a case."""
    fields: dict[str, Any] = said.model_dump(mode="json", exclude_defaults=True)  # Any: JSON
    return [Plain(cls=cls, fields=fields)]


def _added(row: ProtectionCase, account: str) -> CaseWorkerAdded:
    if account in row.workers or account not in cases.carriers(row.group, row.country):
        raise CannotCarry
    return CaseWorkerAdded(account=account)


def _check_met(encounter: UUID | None, person: UUID | None, by: Author) -> None:
    if encounter:
        row = encounter_row(encounter, [by.group], by.country)
        if row is None or row.is_struck:
            raise MetUnknown
    if person and (encounter is None or not _is_met(person, encounter)):
        raise MetUnknown


def _is_met(person: UUID, encounter: UUID) -> bool:
    found = subject(encounter)
    return found is not None and str(person) in persons_of(found.folded.state) and person_of(person) is not None


def _fresh(at: datetime) -> UUID:
    return uuid7(int(at.timestamp() * 1000))
