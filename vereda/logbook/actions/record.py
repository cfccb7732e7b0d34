"""Recording on this node: desk, typed paper, import."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from vereda.logbook import clock, registry
from vereda.logbook.actions.chaining import chain_in
from vereda.logbook.entries import Payload
from vereda.logbook.errors import SubjectOfPractice
from vereda.logbook.ids import uuid7
from vereda.logbook.lookups import heads
from vereda.logbook.models import State
from vereda.logbook.words import Channel
from vereda.logbook.writing import Author, Plain, Prepared, written
from vereda.practice import is_practice

_last = {"clock": ""}
_ticking = threading.Lock()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A fact that somebody wants to record.

    subject  what it tells of; None: a new subject
    at       claimed instant, with offset
    seen     heads of the subject that the author had seen; None: all that are here
    id       None: a fresh UUIDv7; imports and paper sheets bring their own
    """

    payload: Payload
    by: Author
    at: datetime
    subject: UUID | None = None
    seen: Sequence[UUID] | None = None
    boxes: Sequence[Plain] = field(default_factory=tuple)
    channel: Channel = Channel.DESK
    reported_by: str | None = None
    id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """That a fact is in the logbook: its entry, its subject, and the block that chains it."""

    entry: UUID
    subject: UUID
    block: int


def record(payload: Payload, *, by: Author, at: datetime, now: datetime | None = None, **rest: object) -> Receipt:
    """Record one fact. `rest`: the other fields of `Draft`. Raises EntryInvalid, OffsetMissing and writes nothing then."""
    return record_all([Draft(payload=payload, by=by, at=at, **rest)], now=now)[0]  # type: ignore[arg-type]  # Draft checks


def record_all(drafts: Sequence[Draft], *, now: datetime | None = None) -> list[Receipt]:
    """Record several facts in one transaction and one block: all of them or none.

    now  wall clock (aware); None: the machine's
    """
    now = now or timezone.now()
    prepared = prepare_all(drafts, now=now)
    _keep_apart(prepared)
    block = chain_in(prepared, now=now)
    return [Receipt(entry=one.body.id, subject=one.body.subject, block=block) for one in prepared]


def _keep_apart(prepared: Sequence[Prepared]) -> None:
    """Raise SubjectOfPractice where somebody would write in practice about the real day, or the other way round."""
    ids = {one.body.subject for one in prepared}
    owners = dict(State.objects.filter(subject__among=ids).values_list("subject", "group"))
    for one in prepared:
        owner = owners.get(one.body.subject, one.body.group)
        if is_practice(owner) != is_practice(one.body.group):
            raise SubjectOfPractice


def prepare_all(drafts: Iterable[Draft], *, now: datetime) -> list[Prepared]:
    """Return drafts as entries that are not in the logbook yet."""
    return [prepare(draft, now=now) for draft in drafts]


def prepare(draft: Draft, *, now: datetime) -> Prepared:
    """Return one draft as an entry that is not in the logbook yet."""
    registry.kind_of(draft.payload.kind)
    now_ms = clock.to_ms(now)
    with _ticking:
        _last["clock"] = reading = clock.tick(
            _last["clock"] if not clock.is_ahead(_last["clock"] or "0" * 16, now_ms) else "", now_ms
        )
    if draft.subject is None:
        subject, seen = uuid7(now_ms), []
    else:
        subject = draft.subject
        seen = list(draft.seen) if draft.seen is not None else heads(subject)
    return written(
        draft.payload,
        id=draft.id or uuid7(now_ms),
        subject=subject,
        seen=seen,
        by=draft.by,
        at=draft.at,
        clock=reading,
        boxes=draft.boxes,
        channel=draft.channel,
        reported_by=draft.reported_by,
    )
