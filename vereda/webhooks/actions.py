"""Registering a receiver, approving it by a second person, its secret, switching it off, sending again."""

from __future__ import annotations

import os
import secrets as random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from vereda.access.door import Holding
from vereda.countries.door import pack
from vereda.logbook.door import Author, Receipt, in_turn, record
from vereda.settings.environment import env
from vereda.webhooks import errors, kept, lookups, sending
from vereda.webhooks.entries import ReceiverApproved, ReceiverRegistered
from vereda.webhooks.institutions import demand_body, enforcement_names
from vereda.webhooks.models import Delivery, Line, Receiver
from vereda.webhooks.rules import address as addresses
from vereda.webhooks.rules import message as messages
from vereda.webhooks.rules import signing
from vereda.webhooks.words import USES, Kind, OffFor, Standing, State, Use

OLD_DAYS = 7
"""So long is signed with the old secret too, beside the new one."""


@dataclass(frozen=True)
class Asked:
    """What an institution asks to be told: for what, of which kinds, in which languages (none: all)."""

    institution: str
    use: Use
    kinds: Sequence[Kind]
    languages: Sequence[str] = field(default_factory=tuple)


def demand_asked(asked: Asked, country: str) -> None:
    """Raises KindsOutsideUse, LanguageOutside."""
    if not asked.kinds or not set(asked.kinds) <= set(USES[asked.use]):
        raise errors.KindsOutsideUse
    if not set(asked.languages) <= set(pack(country).languages):
        raise errors.LanguageOutside


def register(asked: Asked, *, address: str, by: Author, at: datetime) -> Receipt:
    """Record that one person registered a receiver.

    Raises OnlyHeadquarters, PersonNeeded, HeldByEnforcement, KindsOutsideUse, LanguageOutside, AddressWrong,
    AddressOfEnforcement, ReceiverKnown.
    """
    _demand_person(by)
    found = demand_body(asked.institution, by.country, Holding.WEBHOOK, at)
    demand_asked(asked, by.country)
    url = addresses.checked(address.strip(), here=env().webhooks_here)
    addresses.demand_no_enforcement(url, enforcement_names(by.country))
    told = ReceiverRegistered(
        institution=found.code, role=found.role, address=url, use=asked.use, kinds=list(asked.kinds),
        languages=sorted(set(asked.languages)),
    )  # fmt: skip
    with in_turn("webhooks", by.country):
        if any(row.address == url and row.standing != Standing.OFF for row in lookups.receivers(by.country)):
            raise errors.ReceiverKnown
        return record(told, by=by, at=at)


def approve(subject: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that a second person approved it: it is told of what comes out or goes from now on.

    Raises OnlyHeadquarters, PersonNeeded, ReceiverUnknown, ReceiverIsOff, AlreadyApproved, SamePersonApproves, HeldByEnforcement.
    """
    _demand_person(by)
    row = lookups.receiver(subject, by.country)
    sending.look(by.country, at)  # what stands already is no news
    with in_turn("webhooks", by.country):
        row.refresh_from_db()
        if row.standing != Standing.PROPOSED:
            raise errors.ReceiverIsOff if row.standing == Standing.OFF else errors.AlreadyApproved
        if row.registered_by == by.account:
            raise errors.SamePersonApproves
        demand_body(row.institution, by.country, Holding.WEBHOOK, at)
        return record(ReceiverApproved(), subject=subject, by=by, at=at)


def switch_off(subject: UUID, *, reason: OffFor, by: Author, at: datetime) -> Receipt:
    """Record that a receiver is told nothing any more, and drop what waits for it.

    Raises OnlyHeadquarters, PersonNeeded, ReceiverUnknown, ReceiverIsOff.
    """
    _demand_person(by)
    return sending.end(lookups.receiver(subject, by.country), reason=reason, by=by, at=at)


def give_secret(subject: UUID, *, by: Author, at: datetime) -> str:
    """Return a new secret, which is shown this once; the one before signs beside it for seven days.

    Raises what `_told` raises.
    """
    row = _told(subject, by)
    made = random.token_bytes(signing.BYTES)
    with in_turn("webhooks", by.country):
        before = lookups.line(subject)
        told = {"secret": kept.seal(made, str(row.subject)), "made_at": at, "old": None, "old_until": None}
        if before is not None and lookups.secrets(before, at):
            told |= {"old": bytes(before.secret), "old_until": at + timedelta(days=OLD_DAYS)}
        Line.objects.update_or_create(receiver=subject, defaults=told)
    return signing.written(made)


def drop_old_secret(subject: UUID, *, by: Author) -> None:
    """Sign with the new secret alone from now on: the old one is in other hands, or needed no more."""
    _told(subject, by)
    Line.objects.filter(receiver=subject).update(old=None, old_until=None)


def send_test(subject: UUID, *, by: Author, at: datetime) -> Delivery:
    """Queue a message that says nothing but that it arrived. Raises what `_told` raises, NotApproved, NoSecret."""
    row = _told(subject, by)
    _demand_ready(row, at)
    made = messages.test_message(os.urandom(16).hex(), country=row.country, at=at, is_demo=env().demo)
    return sending.put(made, [row], at)[0]


def send_again(pk: int, *, by: Author, at: datetime) -> None:
    """Queue a message once more for its receiver, under the same id, from its first attempt on.

    Raises MessageUnknown, StillOnItsWay, what `_told` raises, NotApproved, NoSecret.
    """
    row = lookups.delivery(pk, by.country)
    _demand_ready(_told(row.receiver, by), at)
    again = {"state": State.WAITING, "attempts": 0, "next_at": at, "done_at": None}
    if not Delivery.objects.filter(pk=pk).exclude(state=State.SENDING).update(**again):
        raise errors.StillOnItsWay
    Line.objects.filter(receiver=row.receiver).update(held_until=None)


def _demand_ready(row: Receiver, at: datetime) -> None:
    if row.standing != Standing.ACTIVE:
        raise errors.NotApproved
    line = lookups.line(row.subject)
    if line is None or not lookups.secrets(line, at):
        raise errors.NoSecret


def _told(subject: UUID, by: Author) -> Receiver:
    """Return a receiver that is not off. Raises OnlyHeadquarters, PersonNeeded, ReceiverUnknown, ReceiverIsOff."""
    _demand_person(by)
    row = lookups.receiver(subject, by.country)
    if row.standing == Standing.OFF:
        raise errors.ReceiverIsOff
    return row


def _demand_person(by: Author) -> None:
    """Raise PersonNeeded for the operator of the machine: whom we tell hangs on persons who can be asked."""
    if not lookups.is_headquarters():
        raise errors.OnlyHeadquarters
    try:
        UUID(by.account)
    except ValueError:
        raise errors.PersonNeeded from None
