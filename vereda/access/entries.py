"""What access writes into the logbook: who was given which role, where and until when; which device belongs to which group, and
which agents work on it.

They are entries, so that every node judges alike whose writing counts. They hold ids and codes: names and secrets of
accounts stay in the account table of headquarters.
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from pydantic import Field

from vereda.access.words import InstitutionRole, Purpose, RecordClass, RevokedFor, Role
from vereda.logbook.schema import Code, Demand, FieldClass, FreeText, Instant, Payload, Strict


class Granted(Payload):
    """An account was given a role. The state is that of the group's post, or of the office."""

    kind: ClassVar[str] = "access.granted"
    subject_kind: ClassVar[str] = "membership"
    from_devices: ClassVar[bool] = False

    account: UUID
    role: Role
    country: str = Field(pattern=r"^[a-z]{2}$")
    group: str = Field(default="", max_length=64)
    state: str = Field(default="", max_length=6)
    institution_role: InstitutionRole = InstitutionRole.NETWORK
    from_on: date
    until_on: date | None = None  # the last day of the posting, itself included


class PostedTo(Payload):
    """To which institution of the directory a partner belongs. The first stands: another institution is another membership."""

    kind: ClassVar[str] = "access.posted_to"
    subject_kind: ClassVar[str] = "membership"
    from_devices: ClassVar[bool] = False

    institution: Code


class Confirmed(Payload):
    """Somebody who knows said that the person still holds the posting; valid for 90 days from the entry's local day."""

    kind: ClassVar[str] = "access.confirmed"
    subject_kind: ClassVar[str] = "membership"
    from_devices: ClassVar[bool] = False


class Revoked(Payload):
    kind: ClassVar[str] = "access.revoked"
    subject_kind: ClassVar[str] = "membership"
    from_devices: ClassVar[bool] = False

    reason: RevokedFor


class DeviceEnrolled(Payload):
    """A device belongs to a group.

    token_hash  SHA-256 of a token that only the device keeps
    public_key  P-256, DER SubjectPublicKeyInfo [base64]; its private half never leaves the device
    is_node     the mini-PC of a post, which passes on what phones wrote
    sealing_key of a node: P-256 key to which what it may open is sealed [base64 DER]; `public_key` is the one that signs
    """

    kind: ClassVar[str] = "access.device_enrolled"
    subject_kind: ClassVar[str] = "device"
    demands: ClassVar[Demand] = Demand("K10", "write", "group_users")
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True

    country: str = Field(pattern=r"^[a-z]{2}$")
    group: str = Field(min_length=1, max_length=64)
    label: str = Field(max_length=40)
    token_hash: str = Field(pattern=r"^[0-9a-f]{64}$")
    public_key: str | None = Field(default=None, max_length=400)
    is_node: bool = False
    sealing_key: str | None = Field(default=None, max_length=400)


class DeviceRevoked(Payload):
    kind: ClassVar[str] = "access.device_revoked"
    subject_kind: ClassVar[str] = "device"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True

    reason: str = Field(pattern=r"^(lost|stolen|replaced|mistake)$")


class AgentAdded(Payload):
    """An agent works on this device from now on; what others write on it waits for the supervisor.

    key_hash  SHA-256 of a random secret that the phone keeps under her PIN: only who unlocked it pulls the open work
    """

    kind: ClassVar[str] = "access.agent_added"
    subject_kind: ClassVar[str] = "device"
    demands: ClassVar[Demand] = Demand("K10", "write", "group_users")
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True

    account: UUID
    key_hash: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")


class AgentRemoved(Payload):
    kind: ClassVar[str] = "access.agent_removed"
    subject_kind: ClassVar[str] = "device"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True

    account: UUID


class DeviceWiped(Payload):
    """A revoked device said that it destroyed what could be read on it, and its signing key."""

    kind: ClassVar[str] = "access.device_wiped"
    subject_kind: ClassVar[str] = "device"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True


class DeviceReportedLost(Payload):
    """A device said that it is in other hands: somebody was made to open it. It ends as a revoked one does."""

    kind: ClassVar[str] = "access.device_reported_lost"
    subject_kind: ClassVar[str] = "device"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True


class Look(Strict):
    """One record that somebody opened on a phone. at: when, by the phone's clock."""

    record: UUID
    record_class: RecordClass
    purpose: Purpose
    at: Instant


class ReadOnDevice(Payload):
    """What the author looked at on the phone since the last such entry; each look becomes a row of the read log."""

    kind: ClassVar[str] = "access.read_on_device"
    subject_kind: ClassVar[str] = "device_reads"

    looks: list[Look] = Field(min_length=1, max_length=100)


class PracticeBegun(Payload):
    """A group begins to practise. Written in the name of its shadow group, as all that is practised.

    until  when it ends for everybody, whoever is still in it
    """

    kind: ClassVar[str] = "access.practice_begun"
    subject_kind: ClassVar[str] = "practice"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True

    until: Instant


class PracticeEnded(Payload):
    """A practice ended before its hour, for everybody."""

    kind: ClassVar[str] = "access.practice_ended"
    subject_kind: ClassVar[str] = "practice"
    from_devices: ClassVar[bool] = False
    from_posts: ClassVar[bool] = True


class GlassBroken(Payload):
    """Somebody opens one record of others in an emergency. Written at headquarters, in the name of no group: no post gets it.

    group, folio  whose record was asked for, and what was typed; told to both groups, whether it is there or not
    record        what is opened; None: there is nothing by that folio, and nothing opens
    goes_with     with whose erasure the words of the reason go: the record, and whom it tells of
    """

    kind: ClassVar[str] = "access.glass_broken"
    subject_kind: ClassVar[str] = "broken_glass"
    from_devices: ClassVar[bool] = False
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}

    role: Role
    of_group: str = Field(default="", max_length=64)  # of who asks; '' for an office
    purpose: Purpose
    record_class: RecordClass
    group: str = Field(min_length=1, max_length=64)
    folio: str = Field(pattern=r"^[0-9A-F]{6}$")
    record: UUID | None = None
    goes_with: list[UUID] = Field(default_factory=list, max_length=50)


class GlassReviewed(Payload):
    """Another person said whether it was justified, in words. There is no entry that takes either of them back."""

    kind: ClassVar[str] = "access.glass_reviewed"
    subject_kind: ClassVar[str] = "broken_glass"
    from_devices: ClassVar[bool] = False
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}

    justified: bool


class GlassTold(Payload):
    """The same, told to a group, for the board of its post: who asked for what, never whether it is there."""

    kind: ClassVar[str] = "access.glass_told"
    subject_kind: ClassVar[str] = "glass_told"
    from_devices: ClassVar[bool] = False

    glass: UUID
    by_group: str = Field(default="", max_length=64)
    role: Role
    record_class: RecordClass
    group: str = Field(min_length=1, max_length=64)
    folio: str = Field(pattern=r"^[0-9A-F]{6}$")
