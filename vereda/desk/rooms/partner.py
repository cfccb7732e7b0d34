"""What a partner sees by its own account: referrals to its institution while they are open to it, the minimum of each, logged.

The class of each piece is asked of the matrix, with the purpose that follows from it: who holds a class no more reads it no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from vereda.access.door import Action, NotForYou, Part, Purpose, Reader, RecordClass, Role, log_read, may, relation_to
from vereda.countries.door import DirectoryEntry, pack
from vereda.desk.dates import lasting
from vereda.desk.words import partner as words
from vereda.logbook.schema import FieldClass
from vereda.referrals import door as referrals
from vereda.referrals.door import ITEM_CLASS, Answer, Referral, Service

LOGGED: Mapping[FieldClass, tuple[RecordClass, Purpose]] = {
    FieldClass.CONTACT: (RecordClass.K2, Purpose.ASSIST),
    FieldClass.IDENTITY: (RecordClass.K2, Purpose.ASSIST),
    FieldClass.HEALTH: (RecordClass.K3, Purpose.MEDICAL),
    FieldClass.SCREENING: (RecordClass.K4, Purpose.PROTECTION_CASE),
    FieldClass.SEXUAL_VIOLENCE: (RecordClass.K4, Purpose.PROTECTION_CASE),
    FieldClass.LEGAL: (RecordClass.K5, Purpose.LEGAL_AID),
    FieldClass.TRACING: (RecordClass.K6, Purpose.TRACING),
}
"""As what a piece of a class is read by a partner, and for which purpose."""


@dataclass(frozen=True)
class Offer:
    """A referral in the list: to what help, since when. Nothing of who it is."""

    row: Referral
    service: str | Promise
    state: str | Promise
    waiting: str
    is_open: bool


@dataclass(frozen=True)
class Shown:
    """A referral as the partner reads it."""

    row: Referral
    service: str | Promise
    from_group: str
    told: tuple[tuple[str | Promise, str], ...]
    names_later: bool


def institution_of(reader: Reader) -> DirectoryEntry:
    """Return the institution of a partner; raise NotForYou for everybody else, and where it may receive nobody."""
    if reader.role != Role.PARTNER or referrals.partner.role_of(reader.institution, reader.country) is None:
        raise NotForYou
    return pack(reader.country).services_directory[reader.institution]


def offers(reader: Reader, now: datetime) -> list[Offer]:
    """Return what the institution may see now, who waits for an answer first; one row of the log."""
    rows = [row for row in referrals.partner.offered(reader.institution, reader.country, now) if _may(reader, row, row.within)]
    log_read(reader, RecordClass.K2, subjects=[row.subject for row in rows])
    found = [_offer(row, now) for row in rows]
    return sorted(found, key=lambda one: (not one.is_open, one.row.made_at, one.row.subject))


def _offer(row: Referral, now: datetime) -> Offer:
    about = referrals.sealed.about(row)
    service = referrals.labels.SERVICES[about.service] if about else ""
    return Offer(row, service, words.state_of(row.status), lasting(now - row.made_at), is_open=not row.answer)


def row_of(reader: Reader, subject: UUID, now: datetime) -> Referral:
    """Return one of them; raise NotForYou for all else."""
    row = referrals.partner.offered_one(subject, reader.institution, reader.country, now)
    if row is None or not _may(reader, row, row.within):
        raise NotForYou
    return row


def shown(reader: Reader, row: Referral) -> Shown:
    """Return what is read of a referral, and log one row for each class."""
    about = referrals.sealed.about(row)
    if about is None:
        raise NotForYou
    told = referrals.partner.told(row, about)
    read = {item: text for item, text in told.items() if _may(reader, row, ITEM_CLASS[item])}
    for record_class, purpose in {LOGGED[FieldClass(row.within)], *(LOGGED[ITEM_CLASS[item]] for item in read)}:
        log_read(reader.with_purpose(purpose), record_class, subject=row.subject)
    group = pack(row.country).groups.get(row.group)
    return Shown(
        row=row,
        service=referrals.labels.SERVICES[Service(about.service)],
        from_group=group.name if group else "",
        told=tuple((referrals.labels.ITEMS[item], text) for item, text in read.items()),
        names_later=row.answer != Answer.ACCEPTED and _has_names(row),
    )


def _has_names(row: Referral) -> bool:
    return FieldClass.IDENTITY.value in row.classes


def _may(reader: Reader, row: Referral, cls: str) -> bool:
    record_class, purpose = LOGGED[FieldClass(cls)]
    relation = relation_to(reader, country=row.country, groups=[row.group], is_referral=True)
    part = Part.SEXUAL_VIOLENCE if cls == FieldClass.SEXUAL_VIOLENCE else Part.MINIMUM
    return may(reader.with_purpose(purpose), record_class, Action.READ, relation, part)
