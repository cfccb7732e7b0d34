"""What access tells the logbook: its subjects, and whose arriving entries wait for a supervisor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from django.utils import timezone

from vereda.access import tables
from vereda.access.entries import (
    AgentAdded,
    AgentRemoved,
    Confirmed,
    DeviceEnrolled,
    DeviceReportedLost,
    DeviceRevoked,
    DeviceWiped,
    GlassBroken,
    GlassReviewed,
    GlassTold,
    Granted,
    PostedTo,
    PracticeBegun,
    PracticeEnded,
    ReadOnDevice,
    Revoked,
)
from vereda.access.lookups import is_closed, memberships_of
from vereda.access.models import BrokenGlass, Device, Membership, Practice, ToldOfGlass
from vereda.access.rules import devices, glass, practices
from vereda.access.rules import memberships as rules
from vereda.access.rules.policy import holds_over_group
from vereda.access.words import LOCAL_DEVICES, OPERATOR, Standing
from vereda.logbook.door import SubjectFold, demand_of
from vereda.practice import is_practice, real_of

WAITS_DAYS = 35  # as long as a phone keeps what it wrote [days]

FOLDS = (
    SubjectFold(
        subject_kind="membership",
        kinds=[Granted, PostedTo, Confirmed, Revoked],
        start=rules.start,
        step=rules.step,
        fold_version=2,  # 2: institution of a partner
        models=[Membership],
        project=tables.memberships,
    ),
    SubjectFold(
        subject_kind="device",
        kinds=[DeviceEnrolled, DeviceRevoked, DeviceReportedLost, DeviceWiped, AgentAdded, AgentRemoved],
        start=devices.start,
        step=devices.step,
        fold_version=3,  # 2: agents, wipes; 3: reported lost
        models=[Device],
        project=tables.devices,
    ),
    SubjectFold(
        subject_kind="practice",
        kinds=[PracticeBegun, PracticeEnded],
        start=practices.start,
        step=practices.step,
        models=[Practice],
        project=tables.practices,
    ),
    SubjectFold(
        subject_kind="broken_glass",
        kinds=[GlassBroken, GlassReviewed],
        start=glass.start,
        step=glass.step,
        models=[BrokenGlass],
        project=tables.glasses,
        goes_with=glass.goes_with,
    ),
    SubjectFold(
        subject_kind="glass_told",
        kinds=[GlassTold],
        start=glass.start_told,
        step=glass.step_told,
        models=[ToldOfGlass],
        project=tables.told_of_glass,
    ),
    SubjectFold(
        subject_kind="device_reads",
        kinds=[ReadOnDevice],
        start=devices.start_reads,
        step=devices.step_reads,
    ),
)


class BoxNamed(Protocol):
    """A box as an entry names it."""

    @property
    def cls(self) -> str: ...


class Arriving(Protocol):
    """What an arriving entry says about where it comes from."""

    @property
    def kind(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def subject(self) -> UUID: ...
    @property
    def group(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def device(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...  # Any: JSON
    @property
    def boxes(self) -> Sequence[BoxNamed]: ...


def judge(body: Arriving, device: str | None) -> str | None:
    """Return why an arriving entry is held for the group's supervisor, or None.

    device  id of the device that delivers it; None when it comes in a file or from another node, where the entry's own counts
    Held is what comes from a device or an author without a right *now*, when it is received: nothing signed is thrown
    away, and nothing is counted that nobody answers for. Another role in the same group is right enough, but for the kinds
    that say what their author must hold (`Payload.demands`): there the matrix decides, as it does at the desk, on the roles
    that the author holds in the group or held until lately. The hour that an entry claims gives no right: it may be chosen.
    """
    name = device or body.device
    if name in LOCAL_DEVICES:
        return _of_author(body)
    row = Device.objects.filter(subject=name).first() if _is_uuid(name) else None
    if row is None:
        return "access.device_unknown"
    return _of_device(row, body) or _of_writer(row, body)


def why_post_may_not(body: Arriving) -> str | None:
    """Return why the desk of a post may not write what access knows: devices of other groups, other posts."""
    if not body.kind.startswith("access.device") and not body.kind.startswith("access.agent"):
        return None
    told = body.payload
    if body.kind == DeviceEnrolled.kind:
        is_own = (told.get("country"), told.get("group")) == (body.country, body.group) and not told.get("is_node")
        is_own = is_own and not is_practice(body.group)
    else:
        row = Device.objects.filter(subject=body.subject).first()
        # A device that is not here yet comes with the same delivery; nobody can name one before it is enrolled.
        is_own = row is None or (row.country, row.group, row.is_node) == (body.country, body.group, False)
    return None if is_own else "access.device_of_other_group"


def _of_device(row: Device, body: Arriving) -> str | None:
    if row.revoked_at is not None:
        return "access.device_revoked"
    if row.lost_at is not None:
        return "access.device_reported_lost"
    if (row.country, row.group) != (body.country, real_of(body.group)):
        return "access.device_of_other_group"
    return None


def _of_writer(row: Device, body: Arriving) -> str | None:
    """Judge who wrote on a phone: one of its agents, or nobody while it was locked."""
    if row.is_node and body.kind in (DeviceWiped.kind, DeviceReportedLost.kind) and body.author == str(body.subject):
        return None  # a phone told its post that it is wiped, or in other hands
    if row.is_node:
        return _of_author(body)  # a desk of the post: whoever signed in there
    if body.author == body.device:
        may = devices.is_writable_when_locked(body.kind, [box.cls for box in body.boxes], body.payload)
        return None if may else "access.not_while_locked"
    return _of_author(body) or (None if body.author in row.agents else "access.author_not_on_device")


def _of_author(body: Arriving) -> str | None:
    if body.author == OPERATOR:
        return None if body.device in LOCAL_DEVICES else "access.author_unknown"
    if not _is_uuid(body.author):
        return "access.author_unknown"
    where = (body.country, real_of(body.group))  # who belongs to a group practises in it as what she is there
    here = [(row, worth) for row, worth in memberships_of(body.author) if (row.country, row.group) == where]
    if not here:
        return "access.author_of_other_group"
    if Standing.LIVE not in [worth for _, worth in here] or is_closed(body.author):
        return "access.author_without_right"
    return _of_role(body.kind, [row.role for row, worth in here if worth is Standing.LIVE or _was_live_lately(row)])


def _was_live_lately(row: Membership) -> bool:
    """Tell whether a role ended no longer ago than an entry may wait on a phone or at a post: its bearer wrote by right."""
    last = row.revoked_on or row.until_on
    return last is not None and last >= timezone.localdate() - timedelta(days=WAITS_DAYS)


def _of_role(kind: str, roles: Sequence[str]) -> str | None:
    """Judge a kind that not every role of the group may write: the desk asks for that right before its page is served."""
    demanded = demand_of(kind)
    if demanded is None or any(holds_over_group(role, *demanded) for role in roles):
        return None
    return "access.role_may_not_write"


def _is_uuid(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
