"""A supervisor decides what to do with an entry that came from a device or author without the right."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vereda.logbook import folding
from vereda.logbook.actions.chaining import chain_within, lock_subjects
from vereda.logbook.actions.following import bar_erased, finish_loss
from vereda.logbook.actions.limiting import of_headquarters
from vereda.logbook.actions.receive import decide_held
from vereda.logbook.actions.record import Draft, Receipt, prepare
from vereda.logbook.entries import EntryAccepted, EntryDeclined, SubjectErased
from vereda.logbook.errors import ConflictNotOpen, NotFromPosts
from vereda.logbook.models import LogEntry
from vereda.logbook.words import Held
from vereda.logbook.writing import Author


def decide(entry: UUID, *, accept: bool, by: Author, at: datetime, now: datetime | None = None) -> Receipt:
    """Accept a quarantined entry, which is then folded and counted, or decline it; both are entries. An erasure then erases.

    Raises ConflictNotOpen; NotFromPosts for what headquarters alone writes: a post's desk signs for any of its people, so that
    whoever has it and decides here would need no second person for anything.
    """
    now = now or timezone.now()
    payload = EntryAccepted(entry=entry) if accept else EntryDeclined(entry=entry)
    with transaction.atomic():
        row = decide_held(entry)
        if row is None:
            raise ConflictNotOpen
        if accept and of_headquarters([entry]):
            raise NotFromPosts
        lock_subjects([str(row.subject), str(entry)])
        prepared = prepare(Draft(payload=payload, by=by, at=at, subject=entry, seen=[]), now=now)
        if accept:
            row.delete()
            folding.refold([str(row.subject)], letting_in=entry)
        else:
            row.held = Held.DECLINED
            row.save(update_fields=["held"])
        block = chain_within([prepared], now=now)
        is_erasure = accept and LogEntry.objects.filter(id=entry, kind=SubjectErased.kind).exists()
        lost = bar_erased([row.subject] if is_erasure else [], now)
    finish_loss(lost, now)
    return Receipt(entry=prepared.body.id, subject=entry, block=block)
