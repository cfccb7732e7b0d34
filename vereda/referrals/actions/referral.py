"""The group's side: handing somebody on, giving the words, writing down what the receiver said by telephone, recalling."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from vereda.access.door import Holding, Reader, may_hold
from vereda.countries.door import Role, is_enforcement_name, pack
from vereda.encounters.door import encounter as encounter_row
from vereda.logbook.door import Author, Draft, Plain, Receipt, record, record_all
from vereda.logbook.schema import Channel, FieldClass, uuid7
from vereda.people.door import Consent, ConsentFor, Reading, consents, person_of
from vereda.referrals.entries.referral import (
    About,
    AnswerTakenBack,
    LinkGiven,
    Recalled,
    ReceiverReminded,
    ReferralMade,
)
from vereda.referrals.errors import (
    BasisDoesNotFit,
    BestInterestsUnsaid,
    NotAnsweredYet,
    ReceiverCannotServe,
    ReceiverUnknown,
    ReferralConsentMissing,
    ReferralEncounterUnknown,
    ReferralGone,
    ReferralInFuture,
    ReferralRests,
    ReferredToEnforcement,
    ServiceNotYours,
    ToldTooLittle,
    ToldTooLong,
    ToldTooMuch,
)
from vereda.referrals.lookups import referrals, sealed
from vereda.referrals.models import Referral
from vereda.referrals.rights import may_refer
from vereda.referrals.rules import code, minimum
from vereda.referrals.words import (
    ITEM_CLASS,
    RECEIVERS,
    RESTING,
    ROLE_OF_KIND,
    TOLD_MOST,
    WITHIN,
    Basis,
    Item,
    RecalledFor,
    Service,
)

WITHOUT_CONSENT = {Basis.LIFE: Service.HEALTH, Basis.BEST_INTERESTS: Service.CHILD_PROTECTION}
"""The one help for which each other ground holds."""


@dataclass(frozen=True, kw_only=True)
class Receiver:
    """To whom: a code of the directory, or a name that was typed with what that institution is.

    is_abroad  the group of another country's network, which takes the person in and looks for the help there
    """

    code: str = ""
    name: str = ""
    role: Role | None = None
    is_abroad: bool = False


@dataclass(frozen=True, kw_only=True)
class Made:
    """A referral was made. words: what opens it, shown once."""

    receipt: Receipt
    words: str


def make_referral(
    *,
    service: Service,
    receiver: Receiver,
    told: Mapping[Item, str],
    reader: Reader,
    by: Author,
    at: datetime,
    now: datetime,
    consent: UUID | None = None,
    reading: Reading | None = None,
    basis: Basis = Basis.CONSENT,
    reason: str = "",
    encounter: UUID | None = None,
    person: UUID | None = None,
    entry: UUID | None = None,
    subject: UUID | None = None,
    beside: Sequence[Draft] = (),
) -> Made:
    """Record that somebody is handed on, and give the words that open it.

    told     what the receiver will read, word by word as it was shown; empty pieces are left out
    reader   who does it: the role, for the purpose of the request, must hold that help; of the group of `by`
    reading  the consent where it is written in the same block, else `consent`
    reason   of the best interests of a child
    subject  of the referral, where what stands beside it names it
    beside   what else stands in the same block
    Raises ServiceNotYours, ReferralInFuture, ReferralEncounterUnknown, ReceiverUnknown, ReceiverCannotServe,
    ReferredToEnforcement, ToldTooMuch, ToldTooLittle, ToldTooLong, BasisDoesNotFit, BestInterestsUnsaid, ReferralConsentMissing,
    and writes nothing then.
    """
    if not may_refer(reader, service, by.group):
        raise ServiceNotYours
    if at > now:
        raise ReferralInFuture
    _check_whom(encounter, person, by)
    about = About(service=service, reason=reason.strip(), **_receiver(receiver, service, by.country))
    pieces = {item: told[item].strip() for item in Item if told.get(item, "").strip()}
    _check_told(pieces, service, basis)
    if reading is not None:
        consent = reading.subject
    _check_basis(basis, about, consent, encounter, person, by, reading)
    subject = subject or uuid7(int(now.timestamp() * 1000))
    payload = ReferralMade(
        folio=f"R-{subject.hex[-6:].upper()}",
        within=WITHIN[service],
        basis=basis,
        encounter=encounter,
        person=person,
        consent=consent,
    )
    boxes = _boxes(about, pieces)
    words, link = _link(subject, about.receiver, by, at, now)
    made = Draft(payload=payload, subject=subject, seen=(), by=by, at=at, boxes=boxes, id=entry)
    drafts = [made, link, *(reading.drafts if reading else ()), *beside]
    return Made(receipt=record_all(drafts)[0], words=words)


def give_words(*, referral: UUID, classes: Collection[FieldClass], by: Author, at: datetime) -> str:
    """Record new words, and return them; those before open nothing any more. Raises ReferralGone, ReferralRests."""
    row = open_own(referral, classes, by)
    if not referrals.is_grounded(row):
        raise ReferralConsentMissing
    about = sealed.about(row)
    words, link = _link(row.subject, about.receiver if about else None, by, at, at)
    record_all([link])
    return words


def take_answer_back(*, referral: UUID, classes: Collection[FieldClass], by: Author, at: datetime) -> Receipt:
    """Record that the answer was a mistake. Raises ReferralGone, NotAnsweredYet."""
    row = own(referral, classes, by)
    if not row.answer or row.recalled_at:
        raise NotAnsweredYet
    return record(AnswerTakenBack(), subject=referral, by=by, at=at)


def remind(*, referral: UUID, classes: Collection[FieldClass], by: Author, at: datetime) -> Receipt:
    """Record that somebody asked the receiver again. Raises ReferralGone, ReferralRests."""
    return record(ReceiverReminded(), subject=open_own(referral, classes, by).subject, by=by, at=at)


def recall(*, referral: UUID, reason: RecalledFor, classes: Collection[FieldClass], by: Author, at: datetime) -> Receipt:
    """Record that it holds no more; its page is closed from now on. Raises ReferralGone, ReferralRests."""
    row = own(referral, classes, by)
    if row.recalled_at:
        raise ReferralRests
    return record(Recalled(reason=reason), subject=referral, by=by, at=at)


def recall_drafts(withdrawn: Iterable[UUID], *, by: Author, at: datetime, channel: Channel = Channel.DESK) -> list[Draft]:
    """Return the recalls of all that hangs on some readings of consent, for the face that records their withdrawal beside."""
    rows, payload = referrals.with_consents(withdrawn, by.country), Recalled(reason=RecalledFor.CONSENT_WITHDRAWN)
    return [Draft(payload=payload, subject=row.subject, by=by, at=at, channel=channel) for row in rows]


def own(referral: UUID, classes: Collection[FieldClass], by: Author) -> Referral:
    """Return a referral of the author's group, of a class that the author holds; of others there is none. Raises ReferralGone."""
    row = referrals.referral(referral, by.group, by.country, classes)
    if row is None:
        raise ReferralGone
    return row


def open_own(referral: UUID, classes: Collection[FieldClass], by: Author) -> Referral:
    """Return one that has not ended. Raises ReferralGone, ReferralRests."""
    row = own(referral, classes, by)
    if row.status in RESTING:
        raise ReferralRests
    return row


def _link(subject: UUID, receiver: str | None, by: Author, at: datetime, now: datetime) -> tuple[str, Draft]:
    words = code.fresh(secrets.choice)
    until, mark = now + timedelta(hours=link_h(by.country)), referrals.mark_of(subject, receiver)
    payload = LinkGiven(digest=referrals.digest_of(words), until=until, mark=mark)
    return words, Draft(payload=payload, subject=subject, by=by, at=at)


def link_h(country: str) -> int:
    """Return for how many hours words open a page that nobody has answered."""
    return pack(country).country.referral_link_h


def _check_whom(encounter: UUID | None, person: UUID | None, by: Author) -> None:
    if encounter and encounter_row(encounter, [by.group], by.country) is None:
        raise ReferralEncounterUnknown
    found = person_of(person) if person else None
    if (person and (found is None or found.group != by.group)) or not (person or encounter):
        raise ReferralEncounterUnknown


def _receiver(receiver: Receiver, service: Service, country: str) -> dict[str, Any]:  # Any: fields of About
    """Return to whom, checked: a body of enforcement is refused by its role and by its name."""
    if receiver.code:
        entry = pack(country).services_directory.get(receiver.code)
        if entry is None:
            raise ReceiverUnknown
        name, role = entry.name, ROLE_OF_KIND.get(entry.kind)
        if role is None:
            raise ReceiverCannotServe
    elif receiver.name.strip() and receiver.role:
        name, role = receiver.name.strip()[:200], receiver.role
    else:
        raise ReceiverUnknown
    if not may_hold(role, Holding.REFERRAL) or is_enforcement_name(name, country):
        raise ReferredToEnforcement
    if role not in RECEIVERS[service] and not (receiver.is_abroad and role is Role.NETWORK):
        raise ReceiverCannotServe
    return {"receiver": receiver.code or None, "name": name, "role": role}


def _check_told(pieces: Mapping[Item, str], service: Service, basis: Basis) -> None:
    if long := next((text for text in pieces.values() if len(text) > TOLD_MOST), ""):
        raise ToldTooLong(length=len(long), most=TOLD_MOST)
    if wrong := minimum.too_many(pieces, service, basis):
        raise ToldTooMuch(items=", ".join(wrong))
    if lacking := minimum.missing(pieces, service, basis):
        raise ToldTooLittle(items=", ".join(lacking))


def _check_basis(
    basis: Basis,
    about: About,
    consent: UUID | None,
    encounter: UUID | None,
    person: UUID | None,
    by: Author,
    reading: Reading | None,
) -> None:
    if basis is Basis.CONSENT:
        row = reading or (consents.consent(consent, by.country) if consent else None)
        is_theirs = row is not None and (row.person == person if row.person else row.encounter == encounter)
        if isinstance(row, Consent) and row.group != by.group:
            raise ReferralConsentMissing  # what another group's post wrote of them allows nothing
        if row is None or not is_theirs or ConsentFor.REFER.value not in row.allowed:
            raise ReferralConsentMissing
        if isinstance(row, Consent) and not consents.is_allowed(row.subject, ConsentFor.REFER, by.country):
            raise ReferralConsentMissing  # they said no since
    elif consent is not None or about.service is not WITHOUT_CONSENT[basis]:
        raise BasisDoesNotFit
    elif basis is Basis.BEST_INTERESTS and not about.reason:
        raise BestInterestsUnsaid


def _boxes(about: About, pieces: Mapping[Item, str]) -> list[Plain]:
    """Return one box for each class of what is told; what it is about stands in that of the class within which it is closed."""
    within = WITHIN[about.service]
    told: dict[FieldClass, dict[str, Any]] = {
        within: {"about": about.model_dump(mode="json", exclude_defaults=True)}
    }  # Any: JSON
    for item, text in pieces.items():
        told.setdefault(ITEM_CLASS[item], {}).setdefault("told", {})[item.value] = text
    return [Plain(cls=cls, fields=fields) for cls, fields in told.items()]
