"""Erasure: the keys go, and with them what they sealed, here at once and from every copy within seven days; counts stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from vereda.logbook import lookups, registry
from vereda.logbook.actions import points
from vereda.logbook.actions.chaining import chain_within
from vereda.logbook.actions.elsewhere import bar, bar_what_is_left, elsewhere
from vereda.logbook.actions.keeping import REFUSED_CLASS
from vereda.logbook.actions.record import Draft, Receipt, prepare
from vereda.logbook.entries import SubjectErased
from vereda.logbook.errors import AlreadyErased, NeverErased, SecondPersonMissing
from vereda.logbook.facts import FactRow
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import Box, ErasedKey, ExactPoint, LogEntry, NameToken, Refused, State
from vereda.logbook.nodekeys import key_store
from vereda.logbook.writing import Author


@dataclass(frozen=True)
class Loss:
    """What an erasure will destroy; the desk shows it before the second approval.

    keys    owners and classes whose boxes will never open again
    linked  encounters, missions, cases and reports that tell of the person: their free text goes as well
    """

    keys: Sequence[KeyName]
    linked: Sequence[UUID]


def loss_of(subject: UUID, *, with_notes: bool = True) -> Loss:
    """Return what erasing a subject would destroy. with_notes: see `elsewhere`."""
    names = {KeyName(subject.hex, cls) for cls in Box.objects.filter(owner=subject).values_list("cls", flat=True)}
    own_entries = LogEntry.objects.filter(subject=subject).values_list("id", flat=True)
    names |= {
        KeyName(owner.hex, cls) for owner, cls in Box.objects.filter(owner__in=list(own_entries)).values_list("owner", "cls")
    }
    told = elsewhere(subject, with_notes=with_notes)
    names |= told.keys
    refused = Refused.objects.filter(owner__in=[subject, *told.named]).exclude(rest=b"").values_list("owner", flat=True)
    names |= {KeyName(one.hex, REFUSED_CLASS) for one in refused}
    return Loss(sorted(names), sorted(told.named))


def erase(
    subject: UUID, *, by: Author, at: datetime, second: str | None = None, reason: str = "asked", now: datetime | None = None
) -> Receipt:
    """Erase a subject: record it, then destroy its keys.

    second  account that approved it; None only where the author alone may erase (an encounter struck at once)
    Raises AlreadyErased; SecondPersonMissing when the second is the first; NeverErased of what the house may not take away.
    """
    now = now or timezone.now()
    if second is not None and second == by.account:
        raise SecondPersonMissing
    row = State.objects.filter(subject=subject).first()
    if row is not None and row.is_erased:
        raise AlreadyErased
    if row is not None and not registry.fold_of(row.kind).is_erasable:
        raise NeverErased
    with transaction.atomic():
        loss = loss_of(subject)
        facts = [_as_json(fact) for fact in (lookups.facts_of(row) if row else ())]
        payload = SubjectErased(
            subject_was=row.kind if row else "unknown", approved_by=second or by.account, reason=reason, rows=facts
        )
        prepared = prepare(Draft(payload=payload, by=by, at=at, subject=subject), now=now)
        bar(loss.keys, now)
        NameToken.objects.filter(subject=subject).delete()
        registry.drop_beside([subject])
        ExactPoint.objects.filter(subject=subject).delete()
        block = chain_within([prepared], now=now)
    key_store().destroy(loss.keys, now, "erased")
    points.scrub()
    return Receipt(entry=prepared.body.id, subject=subject, block=block)


def _as_json(fact: FactRow) -> dict[str, Any]:  # Any: JSON
    """Return a row as an erased subject counts for it: with its key, without those it stands for."""
    told = {**asdict(fact), "local_on": fact.local_on.isoformat()}
    del told["members"]
    return told


def finish_erasures(*, now: datetime) -> int:
    """Destroy keys that an erasure named and a crash, a restored key store or another order left; returns how many names."""
    bar_what_is_left(now)
    names = {KeyName(owner.hex, cls) for owner, cls in ErasedKey.objects.values_list("owner", "cls")}
    names |= set(key_store().erased())
    alive = sorted(key_store().get(sorted(names)))
    key_store().destroy(alive, now, "erased")
    return len(alive)
