"""What was practised is empty after thirty days: its keys go, its read models are emptied, its entries stay in the chain."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Min

from vereda.logbook import registry
from vereda.logbook.actions.chaining import one_writer
from vereda.logbook.actions.keeping import REFUSED_CLASS
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import Box, Dispute, ErasedKey, ExactPoint, Link, LogEntry, NameToken, Practised, Refused, State
from vereda.logbook.nodekeys import key_store
from vereda.logbook.words import PRACTICE_DAYS


def empty_practice(*, now: datetime) -> int:
    """Destroy the keys of every practice subject whose day has come and empty its read models; returns how many subjects."""
    with one_writer(), transaction.atomic():
        due = clear_practice(now=now)
        names = _keys_of(due)
        # Before the keys: a crash in between is finished by the retention job, and what arrives late is not stored.
        ErasedKey.objects.bulk_create(
            [ErasedKey(owner=UUID(name.owner), cls=name.cls, erased_at=now) for name in names], ignore_conflicts=True
        )
    key_store().destroy(names, now, "due")
    return len(due)


def clear_practice(*, now: datetime) -> list[UUID]:
    """Empty the read models of practice subjects whose day has come, within a transaction; returns the subjects.

    The day counts from the first entry that was received of a subject: whatever comes late is gone with the next run.
    """
    known = list(Practised.objects.values_list("subject", flat=True))
    first = LogEntry.objects.filter(subject__among=known).values("subject").annotate(first=Min("received_at"))
    oldest = now - timedelta(days=PRACTICE_DAYS)
    due = [row["subject"] for row in first if row["first"] <= oldest] if known else []
    kinds: dict[str, list[UUID]] = {}
    for subject, kind in State.objects.filter(subject__among=due).values_list("subject", "kind") if due else ():
        kinds.setdefault(kind, []).append(subject)
    for kind, subjects in kinds.items():
        models: list[Any] = [*registry.fold_of(kind).models]  # Any: models of other modules
        for model in models:
            model.objects.filter(subject__among=subjects).delete()
    common: tuple[Any, ...] = (Dispute, Link, ExactPoint, NameToken, State, Practised)  # Any: managers have no common type
    for model in common if due else ():
        model.objects.filter(subject__among=due).delete()
    return due


def _keys_of(subjects: Collection[UUID]) -> list[KeyName]:
    """Return the keys of what subjects own and of what their entries own. A person who is named in practice is a subject too."""
    if not subjects:
        return []
    entries = LogEntry.objects.filter(subject__among=list(subjects)).values_list("id", flat=True)
    owners = [*subjects, *entries]
    names = {KeyName(owner.hex, cls) for owner, cls in Box.objects.filter(owner__among=owners).values_list("owner", "cls")}
    refused = Refused.objects.filter(owner__among=list(subjects)).exclude(rest=b"").values_list("owner", flat=True)
    return sorted(names | {KeyName(owner.hex, REFUSED_CLASS) for owner in refused})
