"""What a post brings up to headquarters: envelopes of phones as they came, and entries of its own desk, sealed and signed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from django.db import transaction
from django.db.models import Max

from vereda.logbook import registry
from vereda.logbook.actions.chaining import one_writer
from vereda.logbook.actions.opening import NO_KEY
from vereda.logbook.envelopes import POST_CLASSES, Envelope, Parts, seal_envelope
from vereda.logbook.inserting import insert
from vereda.logbook.keystore import KeyName
from vereda.logbook.lookups import content_keys
from vereda.logbook.models import Block, Box, LogEntry, Place, Progress, StoredEnvelope
from vereda.logbook.nodekeys import key_store, node_keys, this_node
from vereda.logbook.words import FieldClass

KEPT_DAYS = 35
"""Days for which a post keeps an envelope that headquarters has: as long as a phone does."""
SEALED_AT_ONCE = 500


class Sealed(NamedTuple):
    """upto: last block whose own entries are in envelopes; more: whether blocks follow; made: how many were sealed."""

    upto: int
    more: bool
    made: int


def seal_own(device: UUID, *, after: int, but: Collection[int], from_seq: int, now: datetime) -> Sealed:
    """Put entries that this post's desk wrote into envelopes, numbered and signed by the post, to go up with the others.

    device    id of this post among the devices of its group
    after     last block that was done; but: blocks that came down, which stay
    from_seq  numbers up to this one are taken: headquarters has them, also after this post was restored
    """
    blocks = list(
        Block.objects.filter(number__gt=after).order_by("number").values_list("number", flat=True)[: SEALED_AT_ONCE + 1]
    )
    done = blocks[:SEALED_AT_ONCE]
    if not done:
        return Sealed(after, False, 0)
    places = Place.objects.filter(block__in=[one for one in done if one not in but]).order_by("block", "position")
    ids = list(places.values_list("entry", flat=True))
    rows = {row.id: row for row in LogEntry.objects.filter(id__among=ids, device_seq__isnull=True)}
    with one_writer(), transaction.atomic():
        here = set(StoredEnvelope.objects.filter(entry__among=ids).values_list("entry", flat=True))
        own = [rows[one] for one in ids if one in rows and one not in here]
        last = StoredEnvelope.objects.filter(device=str(device)).aggregate(Max("device_seq"))["device_seq__max"] or 0
        envelopes = list(_sealed(own, str(device), max(last, from_seq)))
        insert(StoredEnvelope, [stored_row(one, now) for one in envelopes])
    return Sealed(done[-1], len(blocks) > len(done), len(envelopes))


def stored_row(one: Envelope, now: datetime) -> dict[str, Any]:  # Any: of each column
    """Return the row of an envelope that waits at a post."""
    return {
        "entry": UUID(one.id),
        "country": one.country,
        "group": one.group,
        "device": one.device,
        "device_seq": one.device_seq,
        "node": one.node,
        "size": one.size,
        "digest": one.digest,
        "envelope": one.to_bytes(),
        "received_at": now,
        "relayed": "",
    }


def waiting(*, first_of: str, most: int, but: Collection[UUID] = ()) -> list[bytes]:
    """Return envelopes that headquarters has not answered for: of the device `first_of` (this post) first, then as they came.

    Who enrolled a phone must be known above before what the phone wrote.
    """
    rows = StoredEnvelope.objects.filter(relayed="").exclude(entry__in=list(but))
    own = list(rows.filter(device=first_of).order_by("device_seq").values_list("envelope", flat=True)[:most])
    others = rows.exclude(device=first_of).order_by("id").values_list("envelope", flat=True)[: most - len(own)]
    return [bytes(one) for one in (*own, *others)]


def count_waiting() -> int:
    """Return how many envelopes headquarters has not answered for."""
    return StoredEnvelope.objects.filter(relayed="").count()


def note_relayed(answers: Mapping[UUID, str]) -> None:
    """Note what headquarters answered to some envelopes."""
    by_answer: dict[str, list[UUID]] = {}
    for entry, said in answers.items():
        by_answer.setdefault(said, []).append(entry)
    with one_writer(), transaction.atomic():
        for said, entries in by_answer.items():
            StoredEnvelope.objects.filter(entry__among=entries).update(relayed=said)


def relay_again() -> None:
    """Have every envelope go up once more: headquarters was restored, and may have lost what it had."""
    StoredEnvelope.objects.exclude(relayed="").update(relayed="")


def drop_relayed(*, now: datetime) -> int:
    """Delete envelopes that headquarters has had for 35 days; returns how many."""
    return StoredEnvelope.objects.exclude(relayed="").filter(received_at__lt=now - timedelta(days=KEPT_DAYS)).delete()[0]


def shut_own(device: UUID) -> int:
    """Destroy at a post the keys of closed classes that its own desk wrote and headquarters has; returns how many.

    What a post may not hold it keeps only until it is above. A key goes when every box under it went up; a note that is written
    meanwhile waits for this transaction, and makes a key of its own.
    """
    with one_writer(), transaction.atomic():
        own = StoredEnvelope.objects.filter(device=str(device))
        done = list(own.filter(relayed__in=["accepted", "known", "quarantined"]).values_list("entry", flat=True))
        closed = [one for one in FieldClass if one not in POST_CLASSES]
        rows = Box.objects.filter(entry__among=done, cls__in=closed).exclude(wrapped_key=b"")
        names = {KeyName(owner.hex, cls) for owner, cls in rows.values_list("owner", "cls")}
        names = set(key_store().get(sorted(names)))
        under = Box.objects.filter(owner__among=[UUID(name.owner) for name in names], cls__in=closed).exclude(wrapped_key=b"")
        names -= {
            KeyName(owner.hex, cls) for entry, owner, cls in under.values_list("entry", "owner", "cls") if entry not in set(done)
        }
        key_store().store.delete(sorted(names))
    if names:
        key_store().store.scrub()
    return len(names)


def note_durable(durable: Mapping[str, int]) -> None:
    """Note at a post how far headquarters' verified backups cover what its devices wrote: then phones may delete it."""
    for row in Progress.objects.filter(device__in=list(durable)):
        if durable[row.device] > row.durable_upto:
            row.durable_upto = durable[row.device]
            row.save(update_fields=["durable_upto"])


def _sealed(rows: Sequence[LogEntry], device: str, last: int) -> Iterable[Envelope]:
    boxes: dict[UUID, list[Box]] = {}
    for box in Box.objects.filter(entry__among=[row.id for row in rows]).order_by("id"):
        boxes.setdefault(box.entry, []).append(box)
    keys = content_keys([box for some in boxes.values() for box in some])
    for number, row in enumerate(rows, start=last + 1):
        yield seal_envelope(
            _parts(row, device, number, boxes.get(row.id, []), keys),
            node_keys().signing,
            headquarters=this_node().headquarters,
            outer=registry.kind_of(row.kind).sealed_as,
        )


def _parts(row: LogEntry, device: str, seq: int, boxes: Sequence[Box], keys: Mapping[int, bytes]) -> Parts:
    raw = bytes(row.body)
    here = {(str(box.owner), box.cls): box for box in boxes}
    told = []
    for named in orjson.loads(raw)["boxes"]:
        box = here[named["owner"], named["class"]]
        told.append((FieldClass(named["class"]), bytes(box.sealed), keys.get(box.id, NO_KEY)))
    return Parts(id=str(row.id), country=row.country, group=row.group, device=device, device_seq=seq, body=raw, boxes=told)
