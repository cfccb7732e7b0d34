"""What headquarters lost in a restore and a post still holds: passed down once, signed, and taken back as it was judged then.

What headquarters wrote itself (a revocation, an erasure, a clock limited) only posts still have; what a phone brought to it
directly, the phone brings again when it meets headquarters, which may be never.
Source: rules.md, section 2; docs/decisions/relay.md.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from django.db import IntegrityError, transaction

from vereda.errors import FieldError
from vereda.logbook import registry
from vereda.logbook.actions.chaining import chain_within, lock_subjects, one_writer
from vereda.logbook.actions.counting import count, hold_clashes, locked_progress
from vereda.logbook.actions.following import DECISIONS, finish_loss, follow, refold_or_drop
from vereda.logbook.actions.opening import Answer, Arrival
from vereda.logbook.actions.pass_down import travelling
from vereda.logbook.actions.take_over import opened, proved, read
from vereda.logbook.actions.understand import NEWER
from vereda.logbook.entries import Body, SubjectErased
from vereda.logbook.envelopes import Signed
from vereda.logbook.errors import EntryInvalid, SameIdOtherContent
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import Block, ErasedKey, HeldEntry, LogEntry, PassedEntry, Place, State
from vereda.logbook.nodekeys import node_keys, this_node
from vereda.logbook.words import FieldClass, Held, Taken
from vereda.logbook.writing import Prepared

type Verdicts = dict[UUID, str | None]  # entry -> why it would be held if it came now

# At the post ---------------------------------------------------------------------------------------------------------------


def offer_again() -> None:
    """Have everything that headquarters passed down and signed be offered to it: it was restored, and may have lost it."""
    PassedEntry.objects.update(is_due=True)


def to_offer(*, most: int, but: Collection[UUID] = ()) -> list[UUID]:
    """Return entries of which headquarters has not said since its restore whether it lacks them."""
    rows = PassedEntry.objects.filter(is_due=True).exclude(entry__in=list(but)).order_by("entry")
    return list(rows.values_list("entry", flat=True)[:most])


def note_offered(entries: Collection[UUID]) -> None:
    """Note that headquarters has some entries."""
    with one_writer(), transaction.atomic():
        PassedEntry.objects.filter(entry__among=entries).update(is_due=False)


def give_back(entries: Collection[UUID]) -> list[dict[str, Any]]:  # Any: JSON
    """Return entries as headquarters passed them down, with its signature and the content keys that this post still holds."""
    proofs = {row.entry: row for row in PassedEntry.objects.filter(entry__among=entries)}
    rows = list(LogEntry.objects.filter(id__among=list(proofs)).order_by("id"))
    return [
        {**told, "passed": proofs[row.id].as_passed()}
        for row, told in zip(rows, travelling(rows, this_node().headquarters), strict=True)
    ]


# At headquarters -----------------------------------------------------------------------------------------------------------


def take_back(given: Sequence[Any], *, now: datetime) -> list[Answer]:  # Any: JSON from outside
    """Take back what this node signed when it passed it down; what is good becomes one block. Return an answer to each.

    What came meanwhile by another way is known. Anything that is not exactly what was signed is refused.
    """
    read_in = [_taken(one) for one in given]
    prepared = [one for one in read_in if isinstance(one, Given)]
    try:
        known, lost = _store(prepared, now)
    except IntegrityError:
        known, lost = _store(prepared, now)  # another post gave one of these back meanwhile: now it is known
    finish_loss(lost, now)
    return [_answer(one.made, known) if isinstance(one, Given) else one for one in read_in]


class Given(NamedTuple):
    """An entry that a post gives back, ready to be chained, and how this node signed that it stood."""

    made: Prepared
    stood: PassedEntry


def _taken(one: Any) -> Given | Answer:  # Any: JSON from outside
    entry = ""
    try:
        if not isinstance(one, dict):
            raise EntryInvalid(field="entries", problem="not an entry passed down")
        came = read(one)
        entry = str(came.made.body.id)
        stood = proved(one, came.made)
        made = opened(came, stood.held, stood.why, this_node().id, node_keys().sealing)
    except orjson.JSONDecodeError as why:
        return Answer(entry, Taken.REFUSED, EntryInvalid.code, {"field": "body", "problem": str(why)})
    except FieldError as why:
        return Answer(entry, Taken.REFUSED, why.code, why.details)
    if stood.held and stood.why != NEWER:  # also of what was not understood then: it had been written without a right as well
        made.held, made.why = made.held or Held.QUARANTINE, stood.why
    made.held_for = (stood.country, stood.group) if stood.held else None
    return Given(made, stood)


def _store(given: Sequence[Given], now: datetime) -> tuple[dict[UUID, bytes], list[KeyName]]:
    """Chain what is not here; return what was here already (id, digest), and the keys to destroy after the commit."""
    with one_writer(), transaction.atomic():
        found = LogEntry.objects.filter(id__among=[one.stood.entry for one in given]).values_list("id", "digest")
        known = {id_: bytes(digest) for id_, digest in found}
        new = {one.stood.entry: one for one in given if one.stood.entry not in known}
        fresh = [one.made for one in new.values()]
        if not fresh:
            return known, []
        came = _came_since(fresh)
        decided = [one.body.subject for one in fresh if one.body.kind in DECISIONS]
        about = LogEntry.objects.filter(id__among=decided).values_list("subject", flat=True)
        lock_subjects({str(one) for one in (*about, *(one.body.subject for one in fresh), *(row.subject for row in came))})
        numbered = [Arrival(prepared=one) for one in fresh if one.body.device_seq is not None]
        progress = locked_progress(one.number[0] for one in numbered if one.number)
        hold_clashes(numbered, progress, known, now)
        count(numbered, progress)
        before = _verdicts(came)
        chain_within(fresh, now=now, is_judged=True)
        PassedEntry.objects.bulk_create([one.stood for one in new.values()], ignore_conflicts=True)
        lost = follow(fresh, now)
        _bar_unseen([one.body.subject for one in fresh if isinstance(one.payload, SubjectErased) and one.held is None], now)
        _hold_again(came, before)
        return known, lost


def _answer(one: Prepared, known: dict[UUID, bytes]) -> Answer:
    entry, here = str(one.body.id), known.get(one.body.id)
    if here is None:
        return Answer(entry, Taken.ACCEPTED)
    return Answer(entry, Taken.KNOWN) if here == one.digest else Answer(entry, Taken.REFUSED, SameIdOtherContent.code)


def _bar_unseen(subjects: Collection[UUID], now: datetime) -> None:
    """Bar every class of a subject whose erasure is back and whose entries are not: what comes then is closed for ever."""
    here = set(State.objects.filter(subject__among=subjects).values_list("subject", flat=True))
    ErasedKey.objects.bulk_create(
        [ErasedKey(owner=one, cls=cls, erased_at=now) for one in set(subjects) - here for cls in FieldClass],
        ignore_conflicts=True,
    )


# What came between the restore and now --------------------------------------------------------------------------------------


def _came_since(fresh: Sequence[Prepared]) -> list[LogEntry]:
    """Return what counts and came since the restore by devices of which something is taken back: phones, and desks of posts.

    Not what was taken back itself: that was judged before the fire.
    """
    told = {str(one.body.subject) for one in fresh if one.payload and one.payload.subject_kind == "device" and one.held is None}
    begun = Block.objects.filter(epoch__gt=1).order_by("-epoch", "number").first()
    if not told or begun is None:
        return []
    rows = list(LogEntry.objects.filter(device__in=sorted(told), device_seq__isnull=False))
    rows += [row for row in LogEntry.objects.filter(device_seq__isnull=True, signed__isnull=False) if _by(row) in told]
    ids = [row.id for row in rows]
    late = set(Place.objects.filter(entry__among=ids, block__gte=begun.number).values_list("entry", flat=True))
    late -= set(PassedEntry.objects.filter(entry__among=ids).values_list("entry", flat=True))
    late -= set(HeldEntry.objects.filter(entry__among=ids).values_list("entry", flat=True))
    late -= set(LogEntry.objects.filter(subject__among=ids, kind__in=DECISIONS).values_list("subject", flat=True))
    return [row for row in rows if row.id in late]


def _by(row: LogEntry) -> str:
    """Return the device that signed an entry."""
    return (Signed.from_bytes(bytes(row.signed)).device if row.signed else "") or row.device


def _verdicts(rows: Sequence[LogEntry]) -> Verdicts:
    return {row.id: registry.why_held(Body.model_validate(orjson.loads(bytes(row.body))), _by(row)) for row in rows}


def _hold_again(rows: Sequence[LogEntry], before: Verdicts) -> None:
    """Hold what would not have been taken, had this node not forgotten that its device was revoked."""
    after = _verdicts(rows)
    held = [row for row in rows if after[row.id] not in (None, before[row.id])]
    HeldEntry.objects.bulk_create(
        [
            HeldEntry(
                entry=row.id,
                subject=row.subject,
                country=row.country,
                group=row.group,
                why=after[row.id] or "",
                held=Held.QUARANTINE,
            )
            for row in held
        ]
    )
    refold_or_drop({row.subject for row in held})
