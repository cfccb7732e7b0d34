"""From what arrives to an entry that can be chained: signed by whom it says, opened as far as this node may, checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from vereda.errors import FieldError
from vereda.logbook import registry, sealing
from vereda.logbook.actions.limiting import limit_post
from vereda.logbook.entries import Body
from vereda.logbook.envelopes import Envelope, Opened, Signed, envelope_of, open_envelope, verify_signature
from vereda.logbook.errors import (
    BoxDamaged,
    CounterClash,
    DeviceNotKnown,
    EntryInvalid,
    EnvelopeDamaged,
    ForOtherServer,
    NotFromDevices,
    SignatureWrong,
)
from vereda.logbook.lookups import is_frozen
from vereda.logbook.nodekeys import node_keys, this_node
from vereda.logbook.registry import Sender
from vereda.logbook.rules.fold import BoxRef
from vereda.logbook.words import Demand, FieldClass, Held, Taken
from vereda.logbook.writing import NULL, Prepared, SealedBox

FLAGGED = {SignatureWrong.code, EnvelopeDamaged.code}
"""Refusals that a person should know of; what was refused so is not kept, since its device did not sign it as it came."""
NO_KEY = b"\0" * sealing.KEY
"""In place of a content key that was destroyed at a post before its entry went up: the box travels, and nobody opens it."""
SENT_AGAIN = {DeviceNotKnown.code, ForOtherServer.code}
"""Refusals that say nothing about what is inside: the sender keeps it."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """One entry out of its envelope: the author's bytes, its boxes in the body's order, and their content keys (None: closed)."""

    body: bytes
    boxes: Sequence[bytes] = ()
    keys: Sequence[bytes | None] = ()


@dataclass(slots=True)
class Answer:
    """What became of one delivered entry. `code` says why it was refused or held."""

    id: str
    status: Taken
    code: str = ""
    details: dict[str, Any] = attribute(default_factory=dict)  # Any: the details of a FieldError


@dataclass(slots=True)
class Arrival:
    """One entry on its way through a batch. Without `prepared` and `refusal`, an envelope that this node only passes on.

    opened  what was in the envelope, where it opened
    """

    envelope: Envelope | None = None
    opened: Opened | None = None
    prepared: Prepared | None = None
    refusal: Answer | None = None

    @property
    def number(self) -> tuple[str, int] | None:
        """The device and its number that are here with this arrival; None: it has none, or must be sent again."""
        if self.envelope is not None:
            is_here = self.refusal is None or self.refusal.code not in FLAGGED | SENT_AGAIN
            return (self.envelope.device, self.envelope.device_seq) if is_here else None
        body = self.prepared.body if self.prepared else None
        return (body.device, body.device_seq) if body and body.device_seq is not None else None

    @property
    def id(self) -> UUID:
        """The entry's id; only of what is not refused as no entry at all."""
        return UUID(self.envelope.id) if self.envelope else self._prepared.body.id

    @property
    def _prepared(self) -> Prepared:
        assert self.prepared is not None
        return self.prepared


class Desk:
    """What is asked once a batch: who signs, and who may write."""

    def __init__(self, device: str | None) -> None:
        self.device = device
        self._senders: dict[str, Sender | None] = {}
        self._verdicts: dict[tuple[str | Demand | None, ...], str | None] = {}

    def sender(self, device: str) -> Sender | None:
        """Return by which key a device signs."""
        if device not in self._senders:
            self._senders[device] = registry.sender(device)
        return self._senders[device]

    def why_held(self, body: Body, device: str | None) -> str | None:
        """Return why an entry waits for a supervisor: once per author, group and demand; of each that a locked phone wrote."""
        who = (device, body.device, body.author, body.country, body.group, registry.demand_of(body.kind))
        if body.author == body.device:
            return self._why(body, device)
        if who not in self._verdicts:
            self._verdicts[who] = self._why(body, device)
        return self._verdicts[who]

    @staticmethod
    def _why(body: Body, device: str | None) -> str | None:
        why = registry.why_held(body, device)
        return why or (CounterClash.code if is_frozen(device or body.device) else None)


def arrived(one: Delivered, desk: Desk) -> Arrival:
    """Return an entry that comes without an envelope, from this machine's own operator."""
    try:
        return Arrival(prepared=_prepared(one, desk, desk.device))
    except orjson.JSONDecodeError as why:
        return Arrival(refusal=Answer("", Taken.REFUSED, EntryInvalid.code, {"field": "body", "problem": str(why)}))
    except FieldError as why:
        return Arrival(refusal=Answer(_id_in(one.body), Taken.REFUSED, why.code, why.details))


def arrived_sealed(values: Any, desk: Desk) -> Arrival:  # Any: JSON from outside
    """Return what came as an envelope: proved, opened and checked, or its refusal; closed, it is for passing on."""
    try:
        envelope = envelope_of(values)
    except FieldError as why:
        said = values.get("id") if isinstance(values, dict) else ""
        return Arrival(refusal=Answer(said if isinstance(said, str) else "", Taken.REFUSED, why.code, why.details))
    arrival = Arrival(envelope)
    try:
        sender = _proved(envelope, desk)
        arrival.opened = open_envelope(envelope, this_node().id, node_keys().sealing)
        if arrival.opened is not None:
            arrival.prepared = _from_envelope(envelope, arrival.opened, sender, desk)
        elif not this_node().is_post:
            raise ForOtherServer(entry=envelope.id)
    except orjson.JSONDecodeError as why:
        arrival.refusal = Answer(envelope.id, Taken.REFUSED, EntryInvalid.code, {"field": "body", "problem": str(why)})
    except FieldError as why:
        arrival.refusal = Answer(envelope.id, Taken.REFUSED, why.code, why.details)
    return arrival


def retaken(envelope: Envelope, opened: Opened) -> Arrival:
    """Return what was refused once, looked at by this program; its signature was proved when it came."""
    desk = Desk(None)
    arrival, sender = Arrival(envelope, opened), desk.sender(envelope.device)
    try:
        if sender is None:
            raise DeviceNotKnown(entry=envelope.id)
        arrival.prepared = _from_envelope(envelope, opened, sender, desk)
    except orjson.JSONDecodeError as why:
        arrival.refusal = Answer(envelope.id, Taken.REFUSED, EntryInvalid.code, {"field": "body", "problem": str(why)})
    except FieldError as why:
        arrival.refusal = Answer(envelope.id, Taken.REFUSED, why.code, why.details)
    return arrival


def _proved(envelope: Envelope, desk: Desk) -> Sender:
    """Return who signed an envelope, or raise why it is not believed."""
    if envelope.node != this_node().headquarters.id:
        raise ForOtherServer(entry=envelope.id)
    sender = desk.sender(envelope.device)
    if sender is None:
        raise DeviceNotKnown(entry=envelope.id)
    if (desk.device is not None and envelope.device != desk.device) or not verify_signature(envelope, sender.public):
        raise SignatureWrong(entry=envelope.id)
    return sender


def _from_envelope(envelope: Envelope, opened: Opened, sender: Sender, desk: Desk) -> Prepared:
    keys = [None if sender.is_node and key == NO_KEY else key for key in opened.keys]
    prepared = _prepared(Delivered(opened.body, opened.boxes, keys), desk, envelope.device, is_node=sender.is_node)
    body = prepared.body
    if (str(body.id), body.country, body.group) != (envelope.id, envelope.country, envelope.group):
        raise EntryInvalid(field="header", problem="the body is of another entry or group")
    if (body.device, body.device_seq) != (envelope.device, envelope.device_seq) and not (
        sender.is_node and body.device_seq is None
    ):
        raise EntryInvalid(field="header", problem="the body is of another device or number")
    if sender.is_node:
        limit_post(prepared)
    prepared.signed = Signed.of(envelope, opened.salt, body.device).to_bytes()
    return prepared


def _prepared(one: Delivered, desk: Desk, device: str | None, *, is_node: bool = False) -> Prepared:
    """Return a delivered entry checked and opened; raises FieldError or JSONDecodeError.

    device  that delivers or signed it; None: this machine's operator. A node signs what its desk wrote in any name of its own.
    """
    values = orjson.loads(one.body)
    if NULL in one.body:
        registry.refuse_nulls(values, "body")
    body = registry.checked(Body, values)
    if device is not None and body.device != device and not is_node:
        raise EntryInvalid(field="device", problem="another device's entry")
    prepared = Prepared(body, one.body, sha256(one.body).digest(), None)
    prepared.by_device = (device is not None and not is_node) or body.device_seq is not None
    prepared.boxes = _boxes(one, body)
    _understand(prepared)
    reason = desk.why_held(body, device)
    if reason:  # also of what is not understood yet: it must not be folded unjudged after an upgrade
        prepared.held, prepared.why = prepared.held or Held.QUARANTINE, reason
    return prepared


def _understand(prepared: Prepared) -> None:
    """Check payload and boxes against the kind's schema; a version newer than this program is kept, not folded."""
    body = prepared.body
    kind = registry.kind_of(body.kind)
    if not kind.from_devices and prepared.by_device:
        raise NotFromDevices(kind=body.kind)
    if body.version > kind.version:
        prepared.held, prepared.why = Held.NOT_UNDERSTOOD, "logbook.version_newer"
        return
    prepared.payload = registry.newest(kind, body.version, body.payload)
    for box in prepared.boxes:
        if box.fields is not None:
            registry.check_box(kind, box.ref.cls, box.fields)


def _boxes(one: Delivered, body: Body) -> list[SealedBox]:
    """Return the boxes of an entry, opened with the content keys that came along; raises BoxDamaged."""
    entry = str(body.id)
    if len(one.boxes) != len(body.boxes) or len(one.keys) != len(one.boxes):
        raise BoxDamaged(entry=entry)
    boxes = []
    for named, sealed, key in zip(body.boxes, one.boxes, one.keys, strict=True):
        owner, fields = str(named.owner), None
        if owner != {FieldClass.WHEREABOUTS: entry, FieldClass.FREE_TEXT: str(body.subject)}.get(named.cls, owner):
            raise EntryInvalid(field="boxes.owner", problem="a place is owned by its entry, a note by its subject")
        if sealing.digest(sealed) != named.sha256:
            raise BoxDamaged(entry=entry)
        if key is not None:
            fields = sealing.open_sealed(key, sealed, sealing.bound_to(entry, owner, named.cls, named.version), entry)
        boxes.append(SealedBox(BoxRef(owner, named.cls, named.version, named.sha256), sealed, key, fields))
    return boxes


def _id_in(raw: bytes) -> str:
    values = orjson.loads(raw)
    return str(values.get("id", "")) if isinstance(values, dict) else ""
