"""Devices of a group: enrolled with a token that only they keep, with the agents who work on them; revoked for good."""

from __future__ import annotations

import secrets
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from vereda.access.entries import AgentAdded, AgentRemoved, DeviceEnrolled, DeviceReportedLost, DeviceRevoked, DeviceWiped
from vereda.access.errors import (
    AgentNotOnDevice,
    AgentsOwnCode,
    AgentWithoutRight,
    DeviceRevokedAlready,
    DeviceUnknown,
    NotYourUsers,
    PublicKeyWrong,
)
from vereda.access.lookups import held_by, is_open
from vereda.access.models import Device
from vereda.access.places import zone_of
from vereda.access.reach import author_of
from vereda.access.rules.policy import holds
from vereda.access.rules.tokens import token_hash
from vereda.access.words import GRANTED_BY_COORDINATORS, OPERATOR, Action, Held, Part, Reader, RecordClass
from vereda.logbook.door import Author, Draft, Receipt, record, record_all
from vereda.logbook.schema import der_of, public_key_of, uuid7
from vereda.practice import is_practice


def enrol_device(
    *,
    country: str,
    group: str,
    label: str,
    by: Reader,
    at: datetime,
    public_key: str | None = None,
    agents: Iterable[UUID] = (),
    is_node: bool = False,
) -> tuple[Receipt, str]:
    """Take a device into a group; return the receipt (its subject is the device's id) and the token, shown once.

    public_key  P-256, DER SubjectPublicKeyInfo [base64]; None: a device that signs nothing
    agents      accounts that work on it from the start
    """
    demand_devices(by, country, group)
    agents = list(agents)
    for account in agents:
        demand_agent(by, account, country, group)
    token = secrets.token_urlsafe(32)
    payload = DeviceEnrolled(
        country=country,
        group=group,
        label=label,
        token_hash=token_hash(token),
        public_key=None if public_key is None else checked_key(public_key),
        is_node=is_node,
    )
    return write_enrolment(payload, dict.fromkeys(agents, ""), by=author_of(by), at=at), token


def write_enrolment(payload: DeviceEnrolled, agents: Mapping[UUID, str], *, by: Author, at: datetime) -> Receipt:
    """Write a device with its first agents (and the digests of their secrets), all or nothing; rights were asked before."""
    now_ms = int(timezone.now().timestamp() * 1000)
    device, seen = uuid7(now_ms), uuid7(now_ms)
    drafts = [Draft(payload=payload, by=by, at=at, subject=device, seen=[], id=seen)]
    for account, key_hash in agents.items():
        entry, added = uuid7(now_ms), AgentAdded(account=account, key_hash=key_hash)
        drafts.append(Draft(payload=added, by=by, at=at, subject=device, seen=[seen], id=entry))
        seen = entry
    return record_all(drafts)[0]


def checked_key(text: str) -> str:
    """Return the public key of a phone [base64] in its one form, or raise PublicKeyWrong."""
    try:
        return b64encode(der_of(public_key_of(b64decode(text, validate=True)))).decode()
    except (NotBase64, ValueError, TypeError):
        raise PublicKeyWrong from None


def add_agent(*, device: UUID, account: UUID, by: Reader, at: datetime) -> Receipt:
    """Have an agent of the group work on one of its devices."""
    row = found(device)
    demand_agent(by, account, row.country, row.group)
    if row.is_ended:
        raise DeviceRevokedAlready
    return record(AgentAdded(account=account), subject=device, by=author_of(by), at=at)


def remove_agent(*, device: UUID, account: UUID, by: Reader, at: datetime) -> Receipt:
    """Take an agent off a device: what she still writes on it waits for the supervisor."""
    row = found(device)
    if by.account != str(account):
        demand_devices(by, row.country, row.group)
    if str(account) not in row.agents:
        raise AgentNotOnDevice
    return record(AgentRemoved(account=account), subject=device, by=author_of(by), at=at)


def revoke_device(*, device: UUID, reason: str, by: Reader, at: datetime) -> Receipt:
    """End a device. What it delivers from now on waits for the group's supervisor."""
    row = found(device)
    demand_devices(by, row.country, row.group)
    return record(DeviceRevoked(reason=reason), subject=device, by=author_of(by), at=at)


def note_wiped(*, device: UUID, at: datetime) -> None:
    """Note that a device that was ended said it is wiped. Said once; only such a one is asked to."""
    row = found(device)
    if row.is_ended and row.wiped_at is None:
        record(DeviceWiped(), subject=device, by=_itself(row), at=at)


def note_lost(*, device: UUID, at: datetime) -> None:
    """Note that a device said it is in other hands. Said once; one that is revoked already is on its way out."""
    row = found(device)
    if not row.is_ended:
        record(DeviceReportedLost(), subject=device, by=_itself(row), at=at)


def _itself(row: Device) -> Author:
    return Author(account=str(row.subject), group=row.group, country=row.country, zone=zone_of(row.country, row.group).key)


def found(device: UUID) -> Device:
    """Return a device, or raise DeviceUnknown."""
    row = Device.objects.filter(subject=device).first()
    if row is None:
        raise DeviceUnknown
    return row


def may_keep_devices(by: Reader | Held, country: str, group: str) -> bool:
    """Return whether somebody in this role looks after the devices of a group."""
    if is_practice(group):
        return False  # a practice has no phones of its own
    if by.country == country and holds(by.role, RecordClass.K10, Action.WRITE):
        return True
    is_own = by.country == country and bool(group) and by.group == group
    return is_own and holds(by.role, RecordClass.K10, Action.WRITE, Part.GROUP_USERS)


def demand_devices(by: Reader, country: str, group: str) -> None:
    """Raise NotYourUsers unless somebody looks after the devices of a group: its coordinator, an administrator."""
    if by.account != OPERATOR and not may_keep_devices(by, country, group):
        raise NotYourUsers


def demand_agent(by: Reader, account: UUID, country: str, group: str) -> None:
    """Raise unless `by` may put this agent on a phone of the group, and she works there today.

    She herself, or the coordinator for those to whom a coordinator gives their role. An administrator reads no case data,
    and so puts nobody's name on a phone that does.
    """
    roles = {held.role for held in held_by(account) if (held.country, held.group) == (country, group)}
    if not roles or not is_open(account):
        raise AgentWithoutRight
    if by.account in (OPERATOR, str(account)):
        return
    demand_devices(by, country, group)
    if not by.group or not roles <= GRANTED_BY_COORDINATORS:
        raise AgentsOwnCode
