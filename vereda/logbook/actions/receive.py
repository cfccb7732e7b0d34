"""Receiving what was written elsewhere: a phone, a post's node, a bundle on a stick. Each entry once, each with its answer."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from django.db import IntegrityError, transaction
from django.utils import timezone

from vereda.errors import FieldError
from vereda.logbook import registry, sealing
from vereda.logbook.actions.chaining import chain_within, lock_subjects, one_writer
from vereda.logbook.entries import Body
from vereda.logbook.errors import (
    BatchTooLarge,
    BoxDamaged,
    EntryInvalid,
    NotFromDevices,
    SameIdOtherContent,
    SubjectOfOtherKind,
    SubjectOfOthers,
)
from vereda.logbook.models import Flag, HeldEntry, LogEntry, Progress, State
from vereda.logbook.nodekeys import node_keys
from vereda.logbook.rules.fold import BoxRef
from vereda.logbook.words import BATCH_MOST, FieldClass, Held, Taken
from vereda.logbook.writing import NULL, Prepared, SealedBox


@dataclass(frozen=True, slots=True)
class Delivered:
    """One entry as it came: the author's bytes, its boxes in the body's order, and their content keys sealed to this server."""

    body: bytes
    boxes: Sequence[bytes] = ()
    keys: bytes = b""


@dataclass(slots=True)
class Answer:
    """What became of one delivered entry. `code` says why it was refused or held."""

    id: str
    status: Taken
    code: str = ""
    details: dict[str, Any] = field(default_factory=dict)  # Any: the details of a FieldError


def receive(batch: Sequence[Delivered], *, device: str | None, now: datetime | None = None) -> list[Answer]:
    """Take in a batch and answer each entry, in order; what is good is stored even when its neighbour is not.

    device  id of the device that delivers, as access knows it; None: this machine's operator (a bundle)
    Raises BatchTooLarge. Everything accepted is one block, on disk when this returns.
    """
    if len(batch) > BATCH_MOST:
        raise BatchTooLarge(count=len(batch), most=BATCH_MOST)
    now = now or timezone.now()
    judge = _remembered(device)
    opened = [_opened(one, device, judge) for one in batch]
    try:
        return _store(opened, now)
    except IntegrityError:
        return _store(opened, now)  # another request stored some of these between look and insert: now they are known


def _store(opened: Sequence[Prepared | Answer], now: datetime) -> list[Answer]:
    """Write what is new as one block; what is known is answered as the first time."""
    with one_writer(), transaction.atomic():
        lock_subjects({str(one.body.subject) for one in opened if isinstance(one, Prepared)})
        _hold_strangers([one for one in opened if isinstance(one, Prepared)])
        known = _known([one.body.id for one in opened if isinstance(one, Prepared)])
        answers: list[Answer] = []
        fresh: dict[UUID, Prepared] = {}
        for one in opened:
            if isinstance(one, Answer):
                answers.append(one)
                continue
            before = known.get(one.body.id) or (fresh[one.body.id].digest if one.body.id in fresh else None)
            answers.append(_answer(one, before))
            if before is None:
                fresh[one.body.id] = one
            elif before != one.digest:
                _flag(one, now)
        note_progress([one.body for one in opened if isinstance(one, Prepared)])
        if fresh:
            chain_within(list(fresh.values()), now=now)
    return answers


def _hold_strangers(opened: Sequence[Prepared]) -> None:
    """Hold what a device wrote about a subject of another group, or of another kind, for the owning group's supervisor.

    Who knows the id of a record of others could otherwise withdraw it, or become its owner by a clock that is years behind.
    """
    written = [one for one in opened if one.by_device]
    ids = {one.body.subject for one in written} | {box.owner for one in written for box in one.body.boxes}
    owners = {row[0]: row[1:] for row in _owners(ids)}
    for one in written:
        body = one.body
        about = [owners[id_] for id_ in (body.subject, *(box.owner for box in body.boxes)) if id_ in owners]
        foreign = next((owner for owner in about if owner[1:] != (body.country, body.group)), None)
        if foreign is not None:
            one.held_for = (foreign[1], foreign[2])
            one.why = SubjectOfOthers.code
        elif one.payload is not None and owners.get(body.subject, (one.payload.subject_kind,))[0] != one.payload.subject_kind:
            if one.payload.subject_kind == "*":
                continue
            one.why = SubjectOfOtherKind.code
        else:
            continue
        one.held = one.held or Held.QUARANTINE


def _owners(subjects: set[UUID]) -> Iterator[tuple[UUID, str, str, str]]:
    """Yield (subject, kind, country, group) of those that are here."""
    rows = State.objects.filter(subject__among=subjects)
    yield from rows.values_list("subject", "kind", "country", "group")


def _answer(one: Prepared, before: bytes | None) -> Answer:
    entry = str(one.body.id)
    if before is not None:
        if before == one.digest:
            return Answer(entry, Taken.KNOWN)
        return Answer(entry, Taken.REFUSED, SameIdOtherContent.code, {"entry": entry})
    if one.held is None:
        return Answer(entry, Taken.ACCEPTED)
    return Answer(entry, Taken.NOT_UNDERSTOOD if one.held == Held.NOT_UNDERSTOOD else Taken.QUARANTINED, one.why)


def _known(ids: Sequence[UUID]) -> dict[UUID, bytes]:
    return {id_: bytes(digest) for id_, digest in LogEntry.objects.filter(id__among=ids).values_list("id", "digest")}


def _flag(one: Prepared, now: datetime) -> None:
    """Report another content under a known id: a replaced submission, or two writers with one id."""
    Flag.objects.get_or_create(
        entry=one.body.id,
        code=SameIdOtherContent.code,
        digest=one.digest.hex(),
        defaults={"group": one.body.group, "at": now},
    )


type Judge = Callable[[Body], str | None]


def _remembered(device: str | None) -> Judge:
    """Return a judge that asks once per author and group of a batch, not once per entry."""
    verdicts: dict[tuple[str, str, str, str], str | None] = {}

    def judge(body: Body) -> str | None:
        who = (body.device, body.author, body.country, body.group)
        if who not in verdicts:
            verdicts[who] = registry.why_held(body, device)
        return verdicts[who]

    return judge


def _opened(one: Delivered, device: str | None, judge: Judge) -> Prepared | Answer:
    """Return a delivered entry checked and opened as far as this node may, or its refusal."""
    entry = ""
    try:
        values = orjson.loads(one.body)
        entry = str(values.get("id", "")) if isinstance(values, dict) else ""
        if NULL in one.body:
            registry.refuse_nulls(values, "body")
        body = registry.checked(Body, values)
        if device is not None and body.device != device:
            raise EntryInvalid(field="device", problem="another device's entry")
        prepared = Prepared(body, one.body, sha256(one.body).digest(), None)
        prepared.boxes = _boxes(one, body)
        _understand(prepared, device)
        prepared.by_device = device is not None or body.device_seq is not None
    except orjson.JSONDecodeError as why:
        return Answer(entry, Taken.REFUSED, EntryInvalid.code, {"field": "body", "problem": str(why)})
    except FieldError as why:
        return Answer(entry, Taken.REFUSED, why.code, why.details)
    reason = judge(body)
    if reason:  # also of what is not understood yet: it must not be folded unjudged after an upgrade
        prepared.held, prepared.why = prepared.held or Held.QUARANTINE, reason
    return prepared


def _understand(prepared: Prepared, device: str | None) -> None:
    """Check payload and boxes against the kind's schema; a version newer than this program is kept, not folded."""
    body = prepared.body
    kind = registry.kind_of(body.kind)
    if not kind.from_devices and (device is not None or body.device_seq is not None):
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
    if len(one.boxes) != len(body.boxes):
        raise BoxDamaged(entry=entry)
    if not one.boxes:
        return []
    keys = sealing.from_device(one.keys, entry, len(one.boxes), node_keys().sealing)
    boxes = []
    for named, sealed, key in zip(body.boxes, one.boxes, keys, strict=True):
        owner = str(named.owner)
        if owner != {FieldClass.WHEREABOUTS: entry, FieldClass.FREE_TEXT: str(body.subject)}.get(named.cls, owner):
            raise EntryInvalid(field="boxes.owner", problem="a place is owned by its entry, a note by its subject")
        if sealing.digest(sealed) != named.sha256:
            raise BoxDamaged(entry=entry)
        fields = sealing.open_sealed(key, sealed, sealing.bound_to(entry, owner, named.cls, named.version), entry)
        boxes.append(SealedBox(BoxRef(owner, named.cls, named.version, named.sha256), sealed, key, fields))
    return boxes


def note_progress(bodies: Sequence[Body]) -> None:
    """Move each device's counter over what is here without a gap."""
    numbers: dict[str, set[int]] = {}
    for body in bodies:
        if body.device_seq is not None:
            numbers.setdefault(body.device, set()).add(body.device_seq)
    for device in sorted(numbers):
        row, _ = Progress.objects.select_for_update().get_or_create(device=device)
        waiting = numbers[device] | set(row.beyond)
        while row.have_upto + 1 in waiting:
            row.have_upto += 1
        row.beyond = sorted(number for number in waiting if number > row.have_upto)
        row.save(update_fields=["have_upto", "beyond"])


def parsed(batch: Sequence[dict[str, Any]]) -> list[Delivered]:  # Any: JSON from outside
    """Return the entries of a JSON batch [{body: text, boxes: [base64], keys: base64}]; raises EntryInvalid."""
    try:
        return [
            Delivered(one["body"].encode(), [b64decode(box) for box in one.get("boxes", ())], b64decode(one.get("keys", "")))
            for one in batch
        ]
    except (KeyError, AttributeError, TypeError, ValueError) as why:  # ValueError: no base64
        raise EntryInvalid(field="entries", problem=f"{type(why).__name__}: body, boxes, keys are expected") from None


def decide_held(entry: UUID) -> HeldEntry | None:
    """Return an entry that waits in quarantine, locked for the decision."""
    return HeldEntry.objects.select_for_update().filter(entry=entry, held=Held.QUARANTINE).first()
