"""What is kept of envelopes: those that a post passes on, and those that were signed well and could not be taken."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from vereda.logbook import registry, sealing
from vereda.logbook.actions.opening import Answer, Arrival
from vereda.logbook.envelopes import Envelope, Opened
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import ErasedKey, Refused, State, StoredEnvelope
from vereda.logbook.nodekeys import key_store, this_node
from vereda.logbook.words import FieldClass

REFUSED_DAYS = 35
"""Days for which the content of what was refused can be opened: time to mend the program, as long as a phone keeps it."""
REFUSED_CLASS = "refused"


def keep_envelopes(arrivals: Sequence[Arrival], now: datetime) -> None:
    """At a post: keep what is to be passed on, without the key by which this post opened it: it must not open it again."""
    StoredEnvelope.objects.bulk_create([_stored(one.envelope, now) for one in arrivals if one.envelope], ignore_conflicts=True)


def keep_refused(arrivals: Sequence[Arrival], now: datetime) -> None:
    """Keep what its device signed and this node refuses, with what it holds but exact places, for its supervisor."""
    rows = [_refused(one.envelope, one.refusal, one.opened, now) for one in arrivals if one.envelope and one.refusal]
    Refused.objects.bulk_create(rows, ignore_conflicts=True)


def rest_of(row: Refused) -> Opened | None:
    """Return what was in a refused envelope, as far as it was kept and was not erased; exact places are closed."""
    name = KeyName(row.owner.hex, REFUSED_CLASS)
    key = key_store().get([name]).get(name) if row.rest else None
    if key is None:
        return None
    kept = orjson.loads(sealing.decrypt(key, bytes(row.rest), _bound(row.entry)))
    boxes = [b64decode(box) for box in kept["boxes"]]
    keys = [b64decode(one) or None for one in kept["keys"]]
    return Opened(kept["body"].encode(), boxes, keys, b64decode(kept["salt"]))


def _stored(envelope: Envelope, now: datetime) -> StoredEnvelope:
    theirs = {node: key for node, key in envelope.keys.items() if node != this_node().id}
    return StoredEnvelope(
        entry=UUID(envelope.id),
        country=envelope.country,
        group=envelope.group,
        device=envelope.device,
        device_seq=envelope.device_seq,
        node=envelope.node,
        size=envelope.size,
        digest=envelope.digest,
        envelope=replace(envelope, keys=theirs).to_bytes(),
        received_at=now,
    )


def _refused(envelope: Envelope, refusal: Answer, opened: Opened | None, now: datetime) -> Refused:
    entry = UUID(envelope.id)
    owner = _subject_in(opened) or entry
    return Refused(
        entry=entry,
        country=envelope.country,
        group=envelope.group,
        device=envelope.device,
        device_seq=envelope.device_seq,
        code=refusal.code,
        details=refusal.details,
        digest=envelope.digest,
        envelope=replace(envelope, keys={}).to_bytes(),
        owner=owner,
        rest=_rest(opened, entry, owner, envelope.group, now) if opened else b"",
        at=now,
    )


def _rest(opened: Opened, entry: UUID, owner: UUID, group: str, now: datetime) -> bytes:
    """Return body and boxes under a key that goes after 35 days, or when `owner` is erased; b'' when it was erased before."""
    name = KeyName(owner.hex, REFUSED_CLASS)
    is_erased = State.objects.filter(subject=owner, is_erased=True).exists()
    if is_erased or ErasedKey.objects.filter(owner=owner, cls=REFUSED_CLASS).exists():
        return b""
    until = (now.astimezone(UTC) + timedelta(days=REFUSED_DAYS)).isoformat()
    key = key_store().ensure({name: (group, until, "")})[name]
    kept = {
        "body": opened.body.decode(),
        "boxes": [b64encode(box).decode() for box in opened.boxes],
        "keys": [b64encode(one).decode() for one in _lasting(opened, owner)],
        "salt": b64encode(opened.salt).decode(),
    }
    return sealing.encrypt(key, orjson.dumps(kept), _bound(entry))


def _lasting(opened: Opened, owner: UUID) -> list[bytes]:
    """Return the content keys that may be kept (b'' for the others): of boxes that `owner` owns, and of no exact place."""
    try:
        body: Any = orjson.loads(opened.body)  # Any: what a device wrote; it was refused
        named = [] if registry.taker_of(str(body["kind"])) else body["boxes"]  # what is read once is not kept for later
        owned = [one["owner"] == str(owner) and one["class"] != FieldClass.WHEREABOUTS for one in named]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        owned = []
    owned += [False] * len(opened.keys)
    return [key if key and may else b"" for key, may in zip(opened.keys, owned, strict=False)]


def _subject_in(opened: Opened | None) -> UUID | None:
    try:
        return UUID(orjson.loads(opened.body)["subject"]) if opened else None
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError):
        return None


def _bound(entry: UUID) -> bytes:
    return f"vereda/refused/1|{entry}".encode()
