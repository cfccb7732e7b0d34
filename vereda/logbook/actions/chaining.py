"""How checked entries enter: keys first, then in one transaction entries, boxes, fold and, last, the block that chains them."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from vereda.logbook import clock, folding, registry, sealing
from vereda.logbook.actions import elsewhere, points
from vereda.logbook.entries import ClockLimited
from vereda.logbook.ids import uuid7
from vereda.logbook.inserting import Row, insert
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import Block, Box, ErasedKey, Flag, HeldEntry, LogEntry, NamedFile, NameToken, Place, State
from vereda.logbook.nodekeys import index_key, key_store, node_keys, this_node
from vereda.logbook.registry import SubjectFold
from vereda.logbook.rules import chain
from vereda.logbook.words import WHEREABOUTS_DAYS, FieldClass
from vereda.logbook.writing import Author, Prepared, SealedBox, as_entry, written
from vereda.practice import is_practice

CHAIN_LOCK = 0x56455245  # one number for the whole program; 'VERE'
ALL_SUBJECTS = CHAIN_LOCK + 1
LOCKED_APART = 128  # subjects of one batch; a larger one takes them all, since PostgreSQL's table of locks is small
_turn = threading.Lock()


def chain_in(prepared: Sequence[Prepared], *, now: datetime) -> int:
    """Write new entries as one block and return its number.

    now  wall clock of this node (aware); entries are known not to be here yet, else IntegrityError
    """
    with one_writer(), transaction.atomic():
        return chain_within(prepared, now=now)


@contextmanager
def one_writer() -> Iterator[None]:
    """Let the threads of this process write in turn on SQLite, which would have them sleep and ask again, up to 0.1 s each time.

    Taken before the transaction; who is inside one holds SQLite's own lock, and must not wait for ours.
    """
    if connection.vendor == "postgresql" or connection.in_atomic_block:
        yield
    else:
        with _turn:
            yield


@contextmanager
def in_turn(*names: str) -> Iterator[None]:
    """Let those who look first and write then, about the same thing, do both before the next one looks."""
    with one_writer(), transaction.atomic():
        lock_subjects([str(UUID(bytes=sha256("|".join(names).encode()).digest()[:16]))])
        yield


def chain_within(prepared: Sequence[Prepared], *, now: datetime, is_judged: bool = False) -> int:
    """Write new entries as one block inside the caller's transaction; the caller commits at once afterwards.

    is_judged  headquarters looked at their clocks already; a post whose own clock is behind must not limit them again
    """
    entries = [*prepared, *([] if is_judged else _limits(prepared, now))]
    lock_subjects(str(one.body.subject) for one in entries)
    elsewhere.bar_late(entries, now)
    keys = _subject_keys(entries, now)
    insert(LogEntry, [_entry_row(one, now) for one in entries])
    insert(Box, [row for one in entries for row in _box_rows(one, keys)])
    insert(HeldEntry, [_held_row(one) for one in entries if one.held])
    folded = [one for one in entries if one.held is None and one.payload is not None]
    counted = folding.fold_in([as_entry(one.body, one.payload) for one in folded if one.payload is not None])
    points.keep(folded, keys)
    _index_names(folded, keys)
    _name_files(folded, keys)
    _take_once(folded, now)
    folding.tell(counted)
    return append_block([(one.body.id, one.digest) for one in entries], now=now)


def _is_taken_once(kind: str) -> bool:
    """Tell whether the boxes of a kind are read as they enter and not kept. A post passes them on as all that it may not hold."""
    return registry.taker_of(kind) is not None and not this_node().is_post


def _take_once(folded: Sequence[Prepared], now: datetime) -> None:
    """Hand the boxes that are not kept to who reads them: of entries that count, and not of a practice."""
    told: dict[str, list[registry.ReadOnce]] = {}
    for one in folded:
        if _is_taken_once(one.body.kind) and not is_practice(one.body.group):
            opened = {box.ref.cls: box.fields for box in one.boxes if box.fields is not None}
            told.setdefault(one.body.kind, []).append(registry.ReadOnce(one.body, opened))
    for kind, some in sorted(told.items()):
        take = registry.taker_of(kind)
        assert take is not None
        take(some, now)


def lock_subjects(subjects: Iterable[str]) -> None:
    """Take the locks of subjects, in their order, before the chain's (PostgreSQL; SQLite writes one transaction at a time).

    A lock a subject: with a thousand locks shared by all, two batches of a hundred always had one in common.
    """
    if connection.vendor != "postgresql":
        return
    locks = sorted({int(subject[-8:], 16) & 0x7FFFFFFF for subject in subjects})
    with connection.cursor() as cursor:
        if len(locks) > LOCKED_APART:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ALL_SUBJECTS])
        else:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [ALL_SUBJECTS])
            cursor.execute("SELECT pg_advisory_xact_lock(%s, one) FROM unnest(%s::int[]) AS one", [CHAIN_LOCK, locks])


def append_block(entries: Sequence[tuple[UUID, bytes]], *, now: datetime, note: str = "", epoch: int | None = None) -> int:
    """Chain entries [(id, SHA-256 of the body)] as the next block and return its number. The last thing before the commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    head = Block.objects.order_by("-number").first()
    number = head.number + 1 if head else 1
    made_at = now.astimezone(UTC).isoformat()
    root = chain.merkle_root([digest for _, digest in entries]).hex()
    previous = head.hash if head else chain.GENESIS
    in_epoch = epoch or (head.epoch if head else 1)
    hash_ = chain.block_hash(
        number=number, epoch=in_epoch, previous=previous, root=root, count=len(entries), made_at=made_at, note=note
    )
    Block.objects.create(
        number=number,
        epoch=in_epoch,
        previous=previous,
        root=root,
        count=len(entries),
        made_at=made_at,
        note=note,
        hash=hash_,
        signature=node_keys().sign(hash_),
    )
    insert(Place, [{"entry": id_, "block": number, "position": i} for i, (id_, _) in enumerate(entries)])
    return number


def _limits(prepared: Sequence[Prepared], now: datetime) -> list[Prepared]:
    """Return an entry that limits the clock of each entry from the future, and flag it."""
    now_ms, made = clock.to_ms(now), []
    for one in prepared:
        if clock.is_ahead(one.body.clock, now_ms):
            by = Author(account="node", group=one.body.group, country=one.body.country, zone="UTC", device="node")
            payload = ClockLimited(entry=one.body.id, clock=clock.reading(now_ms))
            limit = written(
                payload,
                id=uuid7(now_ms),
                subject=one.body.subject,
                seen=[one.body.id],
                by=by,
                at=now,
                clock=clock.reading(now_ms),
            )
            limit.held, limit.why, limit.held_for = one.held, one.why, one.held_for
            made.append(limit)
    Flag.objects.bulk_create(
        [Flag(entry=one.body.seen[0], group=one.body.group, code="logbook.clock_ahead", at=now) for one in made],
        ignore_conflicts=True,
    )
    return made


def _subject_keys(entries: Sequence[Prepared], now: datetime) -> dict[KeyName, bytes]:
    """Return the subject keys for the boxes that may be kept; those whose owner was erased get none, and late places none."""
    owners = {
        owner for one in entries for box in one.boxes if box.content_key for owner in (box.ref.owner, str(one.body.subject))
    }
    erased = {KeyName(owner.hex, cls) for owner, cls in ErasedKey.objects.filter(owner__among=owners).values_list("owner", "cls")}
    erased_whole = {
        owner.hex for owner in State.objects.filter(subject__among=owners, is_erased=True).values_list("subject", flat=True)
    }
    wanted: dict[KeyName, tuple[str, str, str]] = {}
    for one in entries:
        for box in () if _is_taken_once(one.body.kind) else one.boxes:
            name = KeyName.of(box.ref.owner, box.ref.cls)
            if box.content_key is None or name in erased or not erased_whole.isdisjoint({name.owner, one.body.subject.hex}):
                continue
            until = forget_at(one, box, now)
            if until is not None:
                wanted[name] = (one.body.group, *until)
    return key_store().ensure(wanted) if wanted else {}


def forget_at(one: Prepared, box: SealedBox, now: datetime) -> tuple[str, str] | None:
    """Return (instant after which the key is destroyed [UTC, ISO] or '', subject that holds it or ''), None: do not keep.

    Only whereabouts expire by themselves: seven days after what they tell of, or after the end of the mission they belong to.
    What claims to be of the future is of now: a clock that is years ahead must not keep a place for years.
    """
    if box.ref.cls != FieldClass.WHEREABOUTS:
        return "", ""
    end = min(one.body.occurred_at, now).astimezone(UTC) + timedelta(days=WHEREABOUTS_DAYS)
    held_by = _holder(one)
    if held_by:
        ended = points.end_of(held_by)
        if ended is None and held_by == str(one.body.subject):
            ended = points.OPEN  # the mission begins with this entry
        if ended is points.OPEN:
            return "", UUID(held_by).hex
        if isinstance(ended, datetime):
            end = min(ended, now) + timedelta(days=WHEREABOUTS_DAYS)
    return (end.isoformat(), UUID(held_by).hex if held_by else "") if end > now else None


def _holder(one: Prepared) -> str | None:
    """Return the subject until whose end a place is kept: the mission that an entry names, or tells of; else None."""
    if one.payload is None:
        return None
    fold = _fold(one)
    return fold.held_by(one.payload) or (str(one.body.subject) if fold.ends_at else None)


def _fold(one: Prepared) -> SubjectFold:
    assert one.payload is not None
    kind = one.payload.subject_kind
    return registry.fold_of(kind) if kind != "*" else registry.QUARANTINE


def _entry_row(one: Prepared, now: datetime) -> Row:
    body = one.body
    return {
        "id": body.id,
        "kind": body.kind,
        "version": body.version,
        "subject": body.subject,
        "country": body.country,
        "group": body.group,
        "author": body.author,
        "device": body.device,
        "device_seq": body.device_seq,
        "occurred_at": body.occurred_at,
        "local_on": body.local_on,
        "clock": body.clock,
        "body": one.raw,
        "digest": one.digest,
        "received_at": now,
        "signed": one.signed,
    }


def _box_rows(one: Prepared, keys: dict[KeyName, bytes]) -> list[Row]:
    rows: list[Row] = []
    for box in () if _is_taken_once(one.body.kind) else one.boxes:
        name, wrapped = KeyName.of(box.ref.owner, box.ref.cls), b""
        if name in keys and box.content_key is not None:
            bound = sealing.bound_to(str(one.body.id), box.ref.owner, box.ref.cls, box.ref.version)
            wrapped = sealing.encrypt(keys[name], box.content_key, bound)
        elif box.ref.cls != FieldClass.WHEREABOUTS and box.content_key is not None:
            continue  # the owner was erased: the body's digest is all that stays
        rows.append(
            {
                "entry": one.body.id,
                "owner": UUID(box.ref.owner),
                "cls": box.ref.cls,
                "version": box.ref.version,
                "sealed": box.sealed,
                "wrapped_key": wrapped,
            }
        )
    return rows


def _held_row(one: Prepared) -> Row:
    body = one.body
    assert one.held is not None
    country, group = one.held_for or (body.country, body.group)
    return {
        "entry": body.id,
        "subject": body.subject,
        "country": country,
        "group": group,
        "why": one.why,
        "held": one.held,
    }


def _index_names(entries: Sequence[Prepared], keys: dict[KeyName, bytes]) -> None:
    """Put names into the blind index of the group, keyed and without order."""
    rows = []
    for one in entries:
        for box in one.boxes:
            if box.ref.cls == FieldClass.IDENTITY and box.fields and KeyName.of(box.ref.owner, box.ref.cls) in keys:
                rows += name_rows(box.ref.owner, one.body.group, box.fields)
    NameToken.objects.bulk_create(rows)


def _name_files(entries: Sequence[Prepared], keys: dict[KeyName, bytes]) -> None:
    """Remember which files the boxes of entries name, so that a file goes when its box's key does."""
    rows = []
    for one in entries:
        for box in one.boxes:
            if box.fields and box.fields.get("attachments") and KeyName.of(box.ref.owner, box.ref.cls) in keys:
                rows += file_rows(one.body.id, box.ref.owner, box.ref.cls, box.fields)
    NamedFile.objects.bulk_create(rows)


def file_rows(entry: UUID, owner: str, cls: str, fields: Mapping[str, Any]) -> list[NamedFile]:  # Any: JSON of a box
    """Return the rows of the files that one box names."""
    named = [one["sha256"] for one in fields.get("attachments", ())]
    return [NamedFile(file=file, entry=entry, owner=UUID(owner), cls=cls) for file in named]


def name_rows(owner: str, group: str, fields: object) -> list[NameToken]:
    """Return the index rows of one identity box."""
    names = next((fold.names for fold in registry.folds() if fold.names), None)
    if names is None or not isinstance(fields, dict):
        return []
    key = index_key(group)
    return [NameToken(token=sealing.blind(key, token), subject=UUID(owner), group=group) for token in sorted(set(names(fields)))]
