"""Opening a case, taking it, saying it better, its steps, who works on it, its end."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from vereda.countries.door import Role as BodyRole
from vereda.countries.door import pack
from vereda.encounters.door import encounter as encounter_row
from vereda.legal.actions.counting import one_more
from vereda.legal.actions.fearing import check_consulate, check_told
from vereda.legal.actions.keeping import box, fresh, open_own, own_case
from vereda.legal.entries.case import (
    AdviserAdded,
    AdviserLeft,
    AdviserTook,
    AnswerLeft,
    AnswerSaid,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CaseTold,
    Ended,
    Opening,
    StepSaid,
    StepTaken,
    StepWithdrawn,
)
from vereda.legal.errors import (
    AccountCannotHelp,
    CaseIsOpen,
    CaseKindUnknown,
    CaseTaken,
    EncounterUnknown,
    LastAdviser,
    LegalInFuture,
    LineGone,
    NobodyNamed,
    PersonUnknown,
    ReasonMissing,
    StepUnknown,
)
from vereda.legal.lookups import cases, sealed
from vereda.legal.lookups.cases import can_help
from vereda.legal.tables import folio_of
from vereda.legal.words import CaseEnd, CaseKind, Step
from vereda.logbook.door import Author, Draft, Receipt, in_turn, record, record_all
from vereda.people.door import person_of

NAMELESS = frozenset({CaseKind.RIGHTS_COMPLAINT, CaseKind.CRIME_REPORT, CaseKind.OTHER})
"""What somebody may bring without saying who they are."""

SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Of a receipt: none that is taken for another by eye."""


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A case was opened. code: what the person takes home to come back with, '' where none was asked for; it is shown once."""

    receipt: Receipt
    code: str


def open_case(
    opening: Opening,
    *,
    by: Author,
    at: datetime,
    person: UUID | None = None,
    encounter: UUID | None = None,
    with_receipt: bool = False,
    takes: bool = False,
    entry: UUID | None = None,
) -> Opened:
    """Record that legal help is asked for.

    takes  the author is an adviser and has the case from the first moment
    The encounter where it was asked holds legal advice from then on, in the same block (counting.py).
    Raises CaseKindUnknown, NobodyNamed, PersonUnknown, EncounterUnknown, LegalInFuture, ConsulateNeedsConsent, ConsulateNever.
    """
    _check(opening, by, at)
    if opening.what is CaseKind.CONSULAR:
        check_consulate(opening, person=person, encounter=encounter, but=None, country=by.country)
    if encounter and encounter_row(encounter, [by.group], by.country) is None:
        raise EncounterUnknown
    if person is None and encounter is None and opening.what not in NAMELESS:
        raise NobodyNamed
    known = person_of(person) if person else None
    if person and (known is None or known.group != by.group):
        raise PersonUnknown
    subject, code = fresh(at), _receipt() if with_receipt else ""
    payload = CaseOpened(
        folio=folio_of(subject),
        person=person,
        encounter=encounter,
        receipt=cases.receipt_digest(code) if code else None,
    )
    drafts = [Draft(payload=payload, subject=subject, seen=(), by=by, at=at, boxes=box(opening), id=entry)]
    if takes:
        drafts.append(Draft(payload=AdviserTook(account=by.account), subject=subject, by=by, at=at))
    with in_turn("legal", str(encounter or subject)):
        counted = one_more(encounter, person, by=by) if encounter else []
        return Opened(receipt=record_all([*drafts, *counted])[0], code=code)


def tell_case(opening: Opening, *, case: UUID, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record what is known better of it. Raises CaseGone, CaseIsClosed and as `open_case`.

    That somebody seeks refuge after all, or wants no word to the consulate any more, can always be written: it stops the rest.
    """
    row = open_own(case, by)
    before = sealed.opening(row)
    _check(opening, by, at, is_known=before is not None and before.what is opening.what)
    if opening.what is CaseKind.CONSULAR and (before is None or before.what is not CaseKind.CONSULAR):
        check_told(row, opening)
    return record(CaseTold(), subject=case, by=by, at=at, boxes=box(opening), id=entry)


def take_case(*, case: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the author has it from now on, and that who can help no more has left it. Raises CaseTaken."""
    with in_turn("legal", str(case)):
        there, row = cases.advisers(by.country), cases.case(case, by.country)
        if row is None or row.closed_at or not there.isdisjoint(row.advisers):
            raise CaseTaken  # one answer for all: whoever guesses an address learns nothing
        gone = sorted(set(row.advisers) - cases.helpers(row) - {by.account})
        told = [AdviserTook(account=by.account), *(AdviserLeft(account=one) for one in gone)]
        return record_all([Draft(payload=one, subject=case, by=by, at=at) for one in told])[0]


def add_helper(*, case: UUID, account: str, by: Author, at: datetime) -> Receipt:
    """Record that another account works on it too. Raises AccountCannotHelp."""
    row = open_own(case, by)
    if account in row.advisers or not can_help(account, row):
        raise AccountCannotHelp
    return record(AdviserAdded(account=account), subject=case, by=by, at=at)


def leave_case(*, case: UUID, account: str, by: Author, at: datetime) -> Receipt:
    """Record that an account works on it no more. Raises LineGone, LastAdviser."""
    with in_turn("legal", str(case)):  # of two who leave at once, one must stay
        row = open_own(case, by)
        if account not in row.advisers:
            raise LineGone
        if not (cases.helpers(row) - {account}).intersection(row.advisers):
            raise LastAdviser
        return record(AdviserLeft(account=account), subject=case, by=by, at=at)


def take_step(
    what: Step,
    *,
    case: UUID,
    on: date,
    by: Author,
    at: datetime,
    before: str = "",
    number: str = "",
    note: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record what was done. Raises LegalInFuture, StepUnknown; of a consulate ConsulateNeedsConsent, ConsulateNever."""
    row = open_own(case, by)
    if on > at.date():
        raise LegalInFuture
    if before and before not in set(BodyRole):
        raise StepUnknown
    if what is Step.CONSULATE_TOLD or (before == BodyRole.CONSULATE and what is not Step.ADVISED):
        check_told(row, sealed.opening(row))
    said = StepSaid(what=what, on=on, before=before or None, number=number.strip(), note=note.strip())
    return record(StepTaken(step=fresh(at)), subject=case, by=by, at=at, boxes=box(said), id=entry)


def withdraw_step(*, case: UUID, step: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a step was written by mistake. Raises LineGone."""
    if not any(line == str(step) for line, _entry in open_own(case, by).steps):
        raise LineGone
    return record(StepWithdrawn(step=step), subject=case, by=by, at=at)


def leave_answer(text: str, *, case: UUID, by: Author, at: datetime) -> Receipt:
    """Leave a word for who comes back with the receipt. Raises ReasonMissing for an empty one."""
    own_case(case, by)
    if not text.strip():
        raise ReasonMissing
    return record(AnswerLeft(), subject=case, by=by, at=at, boxes=box(AnswerSaid(text=text.strip())))


def close_case(why: CaseEnd, *, case: UUID, by: Author, at: datetime, note: str = "") -> Receipt:
    """Record how it ended. Raises CaseIsClosed."""
    open_own(case, by)
    return record(CaseClosed(), subject=case, by=by, at=at, boxes=box(Ended(why=why, note=note.strip())))


def reopen_case(*, case: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it goes on. Raises CaseIsOpen."""
    if not own_case(case, by).closed_at:
        raise CaseIsOpen
    return record(CaseReopened(), subject=case, by=by, at=at)


def _check(opening: Opening, by: Author, at: datetime, *, is_known: bool = False) -> None:
    """Raise what speaks against an opening. is_known: the case is of that kind already; the pack may have ended it since."""
    kind = pack(by.country).legal_case_kinds.get(opening.what)
    if not is_known and (kind is None or not kind.holds_on(at.date())):
        raise CaseKindUnknown
    if opening.detained_at and opening.detained_at > at:
        raise LegalInFuture


def _receipt() -> str:
    """Return sixteen signs in four parts: about 78 bits, so that none can be found by trying."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(4)) for _ in range(4))
