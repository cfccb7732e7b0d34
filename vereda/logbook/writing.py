"""An entry on its way into the logbook: its bytes, its boxes, and what this node may know of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson

from vereda.logbook import sealing
from vereda.logbook.entries import Body, Payload
from vereda.logbook.errors import OffsetMissing
from vereda.logbook.registry import check_box, checked, refuse_nulls
from vereda.logbook.rules.fold import BoxRef, Entry
from vereda.logbook.words import Channel, FieldClass, Held

NULL = rb"\u0000"
"""U+0000 as JSON writes it; a first look, since an escaped backslash may stand before."""


@dataclass(frozen=True, kw_only=True)
class Author:
    """Who writes, for which group, in whose local day.

    account  stable id of the account, never a name
    group    pack code of the group
    zone     IANA time zone of the group's post
    device   'desk', 'import', or the id of an enrolled device
    pack     hash of the country pack that the codes come from
    """

    account: str
    group: str
    country: str
    zone: str
    device: str = "desk"
    pack: str = ""


@dataclass(frozen=True, kw_only=True)
class Plain:
    """Fields that are to be sealed. owner None: the entry itself for whereabouts, else the subject that the entry tells of."""

    cls: FieldClass
    fields: Mapping[str, Any]  # Any: JSON; checked by the kind's own model
    owner: UUID | None = None


@dataclass(slots=True)
class SealedBox:
    """A box beside a body. `content_key` and `fields` are None where this node may not open it."""

    ref: BoxRef
    sealed: bytes
    content_key: bytes | None
    fields: Mapping[str, Any] | None  # Any: JSON


@dataclass(slots=True)
class Prepared:
    """A checked entry, ready to be chained. `payload` None: of a version newer than this program.

    by_device  whether a phone wrote it, not a desk of some node
    held_for   (country, group) whose supervisor decides, where it is not the author's
    signed     what proves the device's signature (`envelopes.Signed`); None: written by a node
    """

    body: Body
    raw: bytes
    digest: bytes
    payload: Payload | None
    boxes: list[SealedBox] = field(default_factory=list)
    held: Held | None = None
    why: str = ""
    by_device: bool = False
    held_for: tuple[str, str] | None = None
    signed: bytes | None = None


def written(
    payload: Payload,
    *,
    id: UUID,  # noqa: A002  the name it has in the body
    subject: UUID,
    seen: Iterable[UUID],
    by: Author,
    at: datetime,
    clock: str,
    boxes: Sequence[Plain] = (),
    channel: Channel = Channel.DESK,
    reported_by: str | None = None,
    device_seq: int | None = None,
) -> Prepared:
    """Return a new entry with its bytes made once and its boxes sealed under fresh content keys.

    at  claimed instant of what happened, with offset; raises OffsetMissing
    Raises EntryInvalid when a box does not fit the entry's kind, or a text holds U+0000.
    """
    if at.tzinfo is None:
        raise OffsetMissing(value=at.isoformat())
    entry, sealed = str(id), []
    for plain in boxes:
        check_box(type(payload), plain.cls, plain.fields)
        usual = id if plain.cls == FieldClass.WHEREABOUTS else subject
        owner, key = str(plain.owner or usual), sealing.new_key()
        box = sealing.seal(key, dict(plain.fields), sealing.bound_to(entry, owner, plain.cls, payload.version))
        sealed.append(SealedBox(BoxRef(owner, plain.cls, payload.version, sealing.digest(box)), box, key, plain.fields))
    zone = ZoneInfo(by.zone)
    values = {
        "id": entry,
        "kind": payload.kind,
        "version": payload.version,
        "subject": str(subject),
        "seen": [str(one) for one in seen],
        "reported_by": reported_by or by.account,
        "channel": channel,
        "country": by.country,
        "group": by.group,
        "author": by.account,
        "device": by.device,
        "device_seq": device_seq,
        "occurred_at": at.isoformat(),
        "local_on": at.astimezone(zone).date().isoformat(),
        "clock": clock,
        "pack": by.pack,
        "payload": payload.model_dump(mode="json", exclude_defaults=True, by_alias=True),
        "boxes": [{"owner": b.ref.owner, "class": b.ref.cls, "version": b.ref.version, "sha256": b.ref.sha256} for b in sealed],
    }
    raw = orjson.dumps(values)
    if NULL in raw:
        refuse_nulls(values, "payload")
    return Prepared(checked(Body, values), raw, sha256(raw).digest(), payload, sealed)


def as_entry(body: Body, payload: Payload) -> Entry:
    """Return an entry as the fold sees it."""
    return Entry(
        id=str(body.id),
        kind=body.kind,
        payload=payload,
        subject=str(body.subject),
        seen=[str(one) for one in body.seen],
        clock=body.clock,
        group=body.group,
        country=body.country,
        author=body.author,
        reported_by=body.reported_by,
        channel=body.channel,
        device=body.device,
        occurred_at=body.occurred_at,
        local_on=body.local_on,
        boxes=[BoxRef(str(box.owner), box.cls, box.version, box.sha256) for box in body.boxes],
    )
