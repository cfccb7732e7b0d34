"""What access tells the logbook: its subjects, and whose arriving entries wait for a supervisor."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from vereda.access import tables
from vereda.access.entries import Confirmed, DeviceEnrolled, DeviceRevoked, Granted, Revoked
from vereda.access.lookups import memberships_of
from vereda.access.models import Device, Membership
from vereda.access.rules import memberships as rules
from vereda.access.words import LOCAL_DEVICES, OPERATOR, Standing
from vereda.logbook.door import SubjectFold

FOLDS = (
    SubjectFold(
        subject_kind="membership",
        kinds=[Granted, Confirmed, Revoked],
        start=rules.start,
        step=rules.step,
        models=[Membership],
        project=tables.memberships,
    ),
    SubjectFold(
        subject_kind="device",
        kinds=[DeviceEnrolled, DeviceRevoked],
        start=rules.start_device,
        step=rules.step_device,
        models=[Device],
        project=tables.devices,
    ),
)


class Arriving(Protocol):
    """What an arriving entry says about where it comes from."""

    @property
    def author(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def device(self) -> str: ...


def judge(body: Arriving, device: str | None) -> str | None:
    """Return why an arriving entry is held for the group's supervisor, or None.

    device  id of the device that delivers it; None when it comes in a file or from another node, where the entry's own counts
    Held is what comes from a device or an author without a right *now*, when it is received: nothing signed is thrown
    away, and nothing is counted that nobody answers for. Another role in the same group is right enough.
    """
    return _of_device(device or body.device, body) or _of_author(body)


def _of_device(device: str, body: Arriving) -> str | None:
    if device in LOCAL_DEVICES:
        return None
    row = Device.objects.filter(subject=device).first() if _is_uuid(device) else None
    if row is None:
        return "access.device_unknown"
    if row.revoked_at is not None:
        return "access.device_revoked"
    if (row.country, row.group) != (body.country, body.group):
        return "access.device_of_other_group"
    return None


def _of_author(body: Arriving) -> str | None:
    if body.author == OPERATOR:
        return None if body.device in LOCAL_DEVICES else "access.author_unknown"
    if not _is_uuid(body.author):
        return "access.author_unknown"
    here = [worth for row, worth in memberships_of(body.author) if (row.country, row.group) == (body.country, body.group)]
    if not here:
        return "access.author_of_other_group"
    return None if Standing.LIVE in here else "access.author_without_right"


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
