"""How a post takes what headquarters passes down: as it was judged there, boxes closed that it may not open, erasures at once."""

from __future__ import annotations

import struct
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import IntegrityError, transaction

from vereda.logbook import registry, sealing
from vereda.logbook.actions.chaining import chain_within, lock_subjects, one_writer
from vereda.logbook.actions.counting import note_progress
from vereda.logbook.actions.following import DECISIONS, JUDGED, bar_erased, finish_loss, refold_or_drop
from vereda.logbook.actions.pass_down import Judged, Listed, passed_info, passed_text
from vereda.logbook.entries import Body, Payload, SubjectErased
from vereda.logbook.envelopes import Signed
from vereda.logbook.errors import BoxDamaged, EntryInvalid, NotPassedDown, SameIdOtherContent, UnknownKind
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import Flag, HeldEntry, LogEntry, PassedEntry
from vereda.logbook.nodekeys import this_node
from vereda.logbook.rules.fold import BoxRef
from vereda.logbook.signatures import verify_p1363
from vereda.logbook.words import Held
from vereda.logbook.writing import Prepared, SealedBox

type Whole = Mapping[str, Any]  # Any: an entry as it travels down (pass_down.whole)


def missing(listed: Iterable[Listed]) -> list[UUID]:
    """Return those entries of a list that are not here yet, in order."""
    wanted = [one.id for one in listed]
    here = set(LogEntry.objects.filter(id__among=wanted).values_list("id", flat=True))
    return [one for one in wanted if one not in here]


def take_over(
    whole: Sequence[Whole],
    listed: Sequence[Listed],
    *,
    node: str,
    private: ec.EllipticCurvePrivateKey,
    now: datetime,
    chained: Callable[[int], None] = lambda block: None,
) -> int | None:
    """Take over entries in one block, and hold or fold all of a list as headquarters does; return the block, if any.

    node, private  id and sealing key of this post
    chained        told the block, in the same transaction
    Raises EntryInvalid, BoxDamaged, NotPassedDown, and writes nothing then: the page is asked for again.
    """
    told = {one.id: one for one in listed}
    came = [(one, read(one)) for one in whole]
    prepared = [_prepared(one, told, node, private) for _, one in came]
    proofs = [proved(one, read_in.made) for one, read_in in came if one.get("passed")]
    try:
        block, lost = _store(prepared, proofs, listed, now, chained)
    except IntegrityError:
        block, lost = _store(prepared, proofs, listed, now, chained)  # a phone brought one of these meanwhile: now it is known
    finish_loss(lost, now)
    return block


def _store(
    prepared: Sequence[Prepared],
    proofs: Sequence[PassedEntry],
    listed: Sequence[Listed],
    now: datetime,
    chained: Callable[[int], None],
) -> tuple[int | None, list[KeyName]]:
    with one_writer(), transaction.atomic():
        lock_subjects({str(one.body.subject) for one in prepared})
        here = LogEntry.objects.filter(id__among=[one.id for one in listed]).values_list("id", "digest")
        known = {id_: bytes(digest) for id_, digest in here}
        fresh = [one for one in prepared if one.body.id not in known]
        block = chain_within(fresh, now=now, is_judged=True) if fresh else None
        if block is not None:
            chained(block)
        PassedEntry.objects.bulk_create(proofs, ignore_conflicts=True)
        _flag_others(listed, known, now)
        _judge_alike([one for one in listed if one.id in known])
        note_progress([one.body for one in fresh])
        erased = [one.body.subject for one in fresh if isinstance(one.payload, SubjectErased) and one.held is None]
        return block, bar_erased(erased, now)


# Judged as above ----------------------------------------------------------------------------------------------------------


def _flag_others(listed: Sequence[Listed], known: Mapping[UUID, bytes], now: datetime) -> None:
    """Report what has the same id here and at headquarters, and is not the same."""
    for one in listed:
        if one.id in known and known[one.id].hex() != one.digest:
            row = LogEntry.objects.get(id=one.id)
            Flag.objects.get_or_create(
                entry=one.id, code=SameIdOtherContent.code, digest=one.digest, defaults={"group": row.group, "at": now}
            )


def _judge_alike(listed: Sequence[Listed]) -> None:
    """Hold and release entries that were here already as headquarters does."""
    here = {row.entry: row for row in HeldEntry.objects.filter(entry__among=[one.id for one in listed])}
    decided = set(
        LogEntry.objects.filter(subject__among=[one.id for one in listed], kind__in=DECISIONS).values_list("subject", flat=True)
    )
    changed: set[UUID] = set()
    for one in listed:
        row, wanted = here.get(one.id), one.held if one.held in JUDGED else ""
        if row is not None and row.held == Held.NOT_UNDERSTOOD:
            continue
        if wanted == (row.held if row else "") or (wanted == Held.QUARANTINE and one.id in decided):
            continue  # the same; or decided here, and headquarters has not heard of it yet
        subject = _hold(one, wanted)
        if row is None or not wanted:
            changed.add(subject)
    refold_or_drop(changed)


def _hold(one: Listed, wanted: str) -> UUID:
    entry = LogEntry.objects.get(id=one.id)
    if wanted:
        told = {"subject": entry.subject, "country": entry.country, "group": entry.group, "why": one.why, "held": wanted}
        HeldEntry.objects.update_or_create(entry=one.id, defaults=told)
    else:
        HeldEntry.objects.filter(entry=one.id).delete()
    return entry.subject


# Reading what came --------------------------------------------------------------------------------------------------------


class Came(NamedTuple):
    """An entry as it travelled: its bytes, and what stands beside them, unopened. open: places of the boxes that `keys` opens."""

    made: Prepared
    boxes: Sequence[bytes | None]
    open: Sequence[int]
    keys: bytes


def read(one: Whole) -> Came:
    """Return an entry as it travelled; raises EntryInvalid."""
    try:
        raw = one["body"].encode()
        boxes = [None if box is None else b64decode(box) for box in one["boxes"]]
        open_, keys = [int(place) for place in one["open"]], b64decode(one["keys"])
        body, signed = registry.checked(Body, orjson.loads(raw)), b64decode(one["signed"])
        made = Prepared(body, raw, sha256(raw).digest(), None, signed=Signed.from_bytes(signed).to_bytes() if signed else None)
    except (KeyError, TypeError, ValueError, AttributeError, struct.error) as why:
        raise EntryInvalid(field="entries", problem=f"{type(why).__name__}: not an entry passed down") from None
    if len(boxes) != len(body.boxes):
        raise EntryInvalid(field="entries", problem="not the boxes that it names")
    return Came(made, boxes, open_, keys)


def proved(one: Whole, made: Prepared) -> PassedEntry:
    """Return how headquarters stood to an entry, as it signed it. Raises EntryInvalid, NotPassedDown."""
    try:
        *told, proof = [str(said) for said in one["passed"]]
        judged, signature = Judged(*told), b64decode(proof)
    except (KeyError, TypeError, ValueError) as why:
        raise EntryInvalid(field="passed", problem=f"{type(why).__name__}: not how an entry was passed down") from None
    text = passed_text(made.body.id, made.digest, judged, made.signed or b"")
    if not verify_p1363(this_node().signing, signature, text):
        raise NotPassedDown(entry=str(made.body.id))
    return PassedEntry(entry=made.body.id, proof=signature, **judged._asdict())


def opened(came: Came, held: str, why: str, node: str, private: ec.EllipticCurvePrivateKey) -> Prepared:
    """Return an entry ready to be chained, its boxes opened as far as the keys go that came along. Raises BoxDamaged."""
    made, body = came.made, came.made.body
    made.boxes = list(_boxes(body, came.boxes, _keys(body, came.open, came.keys, node, private)))
    kind = _kind_of(body)
    if kind is None or body.version > kind.version:
        made.held, made.why = Held.NOT_UNDERSTOOD, "logbook.version_newer"
        return made
    made.payload = registry.newest(kind, body.version, body.payload)
    if held in JUDGED:
        made.held, made.why = Held(held), why
    return made


def _prepared(came: Came, told: Mapping[UUID, Listed], node: str, private: ec.EllipticCurvePrivateKey) -> Prepared:
    listed = told.get(came.made.body.id)
    if listed is None or came.made.digest.hex() != listed.digest:
        raise EntryInvalid(field="entries", problem="not what the list says")
    return opened(came, listed.held, listed.why, node, private)


def _kind_of(body: Body) -> type[Payload] | None:
    """Return the kind of an entry; None: of a headquarters newer than this post, which must not stop what comes after it."""
    try:
        return registry.kind_of(body.kind)
    except UnknownKind:
        return None


def _keys(body: Body, places: Sequence[int], sealed: bytes, node: str, private: ec.EllipticCurvePrivateKey) -> dict[int, bytes]:
    """Return the content keys that this post may hold, by place of the box."""
    if not sealed:
        return {}
    try:
        keys = sealing.SUITE.decrypt(sealed, private, passed_info(str(body.id), node))
    except (InvalidTag, ValueError):
        raise BoxDamaged(entry=str(body.id)) from None
    if len(keys) != len(places) * sealing.KEY:
        raise BoxDamaged(entry=str(body.id))
    return {place: keys[i * sealing.KEY : (i + 1) * sealing.KEY] for i, place in enumerate(places)}


def _boxes(body: Body, boxes: Sequence[bytes | None], keys: Mapping[int, bytes]) -> Iterable[SealedBox]:
    entry = str(body.id)
    for place, (named, sealed) in enumerate(zip(body.boxes, boxes, strict=True)):
        if sealed is None:
            continue  # its owner was erased before it arrived: the body's digest is all that stays
        if sealing.digest(sealed) != named.sha256:
            raise BoxDamaged(entry=entry)
        owner, key, fields = str(named.owner), keys.get(place), None
        if key is not None:
            fields = sealing.open_sealed(key, sealed, sealing.bound_to(entry, owner, named.cls, named.version), entry)
        yield SealedBox(BoxRef(owner, named.cls, named.version, named.sha256), sealed, key, fields)
