"""Receiving what was written elsewhere: a phone, a post's node, a bundle on a stick. Each entry once, each with its answer."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.db import IntegrityError, transaction
from django.utils import timezone

from vereda.logbook.actions.chaining import chain_within, lock_subjects, one_writer
from vereda.logbook.actions.counting import count, hold_clashes, locked_progress
from vereda.logbook.actions.following import finish_loss, follow
from vereda.logbook.actions.keeping import keep_envelopes, keep_refused, rest_of
from vereda.logbook.actions.opening import FLAGGED, SENT_AGAIN, Answer, Arrival, Delivered, Desk, arrived, arrived_sealed, retaken
from vereda.logbook.envelopes import envelope_of
from vereda.logbook.errors import BatchTooLarge, SameIdOtherContent, SubjectBegunAlready, SubjectOfOtherKind, SubjectOfOthers
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import Flag, HeldEntry, LogEntry, Refused, State, StoredEnvelope
from vereda.logbook.nodekeys import this_node
from vereda.logbook.words import BATCH_MOST, Held, Taken
from vereda.logbook.writing import Prepared
from vereda.practice import real_of


def receive_sealed(envelopes: Sequence[Any], *, device: str | None, now: datetime | None = None) -> list[Answer]:
    """Take in a batch of envelopes (JSON) and answer each, in order; what is good is stored even when its neighbour is not.

    device  id of the device that delivers, as access knows it; None: they were carried by somebody else (a relay, a bundle)
    Raises BatchTooLarge. Everything accepted is one block, on disk when this returns.
    """
    _demand_size(envelopes)
    desk = Desk(device)
    return _taken([arrived_sealed(one, desk) for one in envelopes], now or timezone.now())


def receive(batch: Sequence[Delivered], *, device: str | None, now: datetime | None = None) -> list[Answer]:
    """Take in entries that come without envelopes, by a program of this machine; answers as `receive_sealed`."""
    _demand_size(batch)
    desk = Desk(device)
    return _taken([arrived(one, desk) for one in batch], now or timezone.now())


def take_refused(now: datetime | None = None) -> int:
    """Take in what an older program refused and this one understands, without the exact places; returns how many entries."""
    taken = 0
    for row in Refused.objects.exclude(code=SameIdOtherContent.code).exclude(rest=b"").order_by("id"):
        opened = rest_of(row)
        arrival = retaken(envelope_of(orjson.loads(bytes(row.envelope))), opened) if opened else None
        if arrival is not None and arrival.refusal is None:
            taken += [one.status for one in _taken([arrival], now or timezone.now())].count(Taken.ACCEPTED)
    return taken


def _demand_size(batch: Sequence[object]) -> None:
    if len(batch) > BATCH_MOST:
        raise BatchTooLarge(count=len(batch), most=BATCH_MOST)


def _taken(arrivals: Sequence[Arrival], now: datetime) -> list[Answer]:
    try:
        answers, lost = _store(arrivals, now)
    except IntegrityError:
        answers, lost = _store(arrivals, now)  # another request stored some of these between look and insert: now they are known
    finish_loss(lost, now)
    return answers


def _store(arrivals: Sequence[Arrival], now: datetime) -> tuple[list[Answer], list[KeyName]]:
    """Write what is new as one block; what is known is answered as the first time."""
    opened = [one.prepared for one in arrivals if one.prepared]
    with one_writer(), transaction.atomic():
        lock_subjects({str(one.body.subject) for one in opened})
        progress = locked_progress(one.number[0] for one in arrivals if one.number)
        _hold_strangers(opened)
        known = _known([one.body.id for one in opened])
        hold_clashes(arrivals, progress, known, now)
        fresh: dict[UUID, Prepared] = {}
        answers = [_answered(one, known, fresh, now) for one in arrivals]
        _keep(arrivals, known, now)
        count(arrivals, progress)
        if fresh:
            chain_within(list(fresh.values()), now=now)
        lost = follow(fresh.values(), now)
    return answers, lost


def _answered(arrival: Arrival, known: dict[UUID, bytes], fresh: dict[UUID, Prepared], now: datetime) -> Answer:
    """Return the answer to one arrival; what is new goes into `fresh`, what contradicts what is here is refused and flagged."""
    if arrival.refusal is not None:
        if arrival.envelope is not None and arrival.refusal.code in FLAGGED:
            _flag(arrival.id, arrival.envelope.group, arrival.refusal.code, "", now)
        return arrival.refusal
    one = arrival.prepared
    if one is None:
        return _passed_on(arrival)
    before = known.get(one.body.id) or (fresh[one.body.id].digest if one.body.id in fresh else None)
    if before is None:
        fresh[one.body.id] = one
        return _answer(one)
    if before == one.digest:
        return Answer(str(one.body.id), Taken.KNOWN)
    _flag(one.body.id, one.body.group, SameIdOtherContent.code, one.digest.hex(), now)
    arrival.refusal = Answer(str(one.body.id), Taken.REFUSED, SameIdOtherContent.code, {"entry": str(one.body.id)})
    return arrival.refusal


def _passed_on(arrival: Arrival) -> Answer:
    """Return the answer to an envelope that this post may not open: it goes on as it came."""
    is_here = StoredEnvelope.objects.filter(entry=arrival.id).exists()
    return Answer(str(arrival.id), Taken.KNOWN if is_here else Taken.ACCEPTED)


def _answer(one: Prepared) -> Answer:
    entry = str(one.body.id)
    if one.held is None:
        return Answer(entry, Taken.ACCEPTED)
    return Answer(entry, Taken.NOT_UNDERSTOOD if one.held == Held.NOT_UNDERSTOOD else Taken.QUARANTINED, one.why)


def _keep(arrivals: Sequence[Arrival], known: dict[UUID, bytes], now: datetime) -> None:
    """Keep envelopes that go on from a post, and what was signed and is refused; what was refused before and is taken is done."""
    signed = [one for one in arrivals if one.envelope and not (one.refusal and one.refusal.code in FLAGGED | SENT_AGAIN)]
    keep_refused([one for one in signed if one.refusal], now)
    if this_node().is_post:
        keep_envelopes([one for one in signed if one.id not in known], now)
    taken = [one.id for one in signed if one.prepared and not one.refusal]
    if taken:
        Refused.objects.filter(entry__among=taken).exclude(code=SameIdOtherContent.code).delete()


def _hold_strangers(opened: Sequence[Prepared]) -> None:
    """Hold what a device wrote about a subject of another group, or of another kind, for the owning group's supervisor.

    Who knows the id of a record of others could otherwise withdraw it, or become its owner by a clock that is years behind.
    """
    written = [one for one in opened if one.by_device]
    ids = {one.body.subject for one in written} | {box.owner for one in written for box in one.body.boxes}
    owners = {row[0]: row[1:] for row in _owners(ids)}
    again = _begun_again(written, owners)
    for one in written:
        body = one.body
        about = [owners[id_] for id_ in (body.subject, *(box.owner for box in body.boxes)) if id_ in owners]
        foreign = next((owner for owner in about if owner[1:] != (body.country, body.group)), None)
        if foreign is not None:
            one.held_for = (foreign[1], real_of(foreign[2]))  # a practice has no supervisor of its own
            one.why = SubjectOfOthers.code
        elif one.payload is not None and owners.get(body.subject, (one.payload.subject_kind,))[0] != one.payload.subject_kind:
            if one.payload.subject_kind == "*":
                continue
            one.why = SubjectOfOtherKind.code
        elif one.body.id in again:
            one.why = SubjectBegunAlready.code
        else:
            continue
        one.held = one.held or Held.QUARANTINE


def _begun_again(written: Sequence[Prepared], there: Collection[UUID]) -> set[UUID]:
    """Return the entries that begin what was begun before, here or earlier in this batch, where a kind begins once."""
    begun, found = set(there), set[UUID]()
    for one in written:
        if one.payload is not None and one.payload.begins_once:
            found |= {one.body.id} if one.body.subject in begun else set()
            begun.add(one.body.subject)
    return found


def _owners(subjects: set[UUID]) -> Iterator[tuple[UUID, str, str, str]]:
    """Yield (subject, kind, country, group) of those that are here."""
    rows = State.objects.filter(subject__among=subjects)
    yield from rows.values_list("subject", "kind", "country", "group")


def _known(ids: Sequence[UUID]) -> dict[UUID, bytes]:
    return {id_: bytes(digest) for id_, digest in LogEntry.objects.filter(id__among=ids).values_list("id", "digest")}


def _flag(entry: UUID, group: str, code: str, digest: str, now: datetime) -> None:
    """Report what a person should look at: another content under a known id, a signature that is not the device's."""
    Flag.objects.get_or_create(entry=entry, code=code, digest=digest, defaults={"group": group, "at": now})


def decide_held(entry: UUID) -> HeldEntry | None:
    """Return an entry that waits in quarantine, locked for the decision."""
    return HeldEntry.objects.select_for_update().filter(entry=entry, held=Held.QUARANTINE).first()
