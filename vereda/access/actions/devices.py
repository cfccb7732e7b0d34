"""Devices of a group: enrolled with a token that only they keep, revoked for good."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from vereda.access.entries import DeviceEnrolled, DeviceRevoked
from vereda.access.errors import DeviceUnknown, NotYourUsers
from vereda.access.models import Device
from vereda.access.reach import author_of
from vereda.access.rules.policy import holds
from vereda.access.rules.tokens import token_hash
from vereda.access.words import OPERATOR, Action, Part, Reader, RecordClass
from vereda.logbook.door import Receipt, record


def enrol_device(
    *, country: str, group: str, label: str, by: Reader, at: datetime, public_key: str | None = None
) -> tuple[Receipt, str]:
    """Take a device into a group; return the receipt (its subject is the device's id) and the token, shown once."""
    _demand_right(by, country, group)
    token = secrets.token_urlsafe(32)
    payload = DeviceEnrolled(country=country, group=group, label=label, token_hash=token_hash(token), public_key=public_key)
    return record(payload, by=author_of(by), at=at), token


def revoke_device(*, device: UUID, reason: str, by: Reader, at: datetime) -> Receipt:
    """End a device. What it delivers from now on waits for the group's supervisor."""
    row = Device.objects.filter(subject=device).first()
    if row is None:
        raise DeviceUnknown
    _demand_right(by, row.country, row.group)
    return record(DeviceRevoked(reason=reason), subject=device, by=author_of(by), at=at)


def _demand_right(by: Reader, country: str, group: str) -> None:
    if by.account == OPERATOR:
        return
    if by.country == country and holds(by.role, RecordClass.K10, Action.WRITE):
        return
    is_own = by.country == country and bool(group) and by.group == group
    if not (is_own and holds(by.role, RecordClass.K10, Action.WRITE, Part.GROUP_USERS)):
        raise NotYourUsers
