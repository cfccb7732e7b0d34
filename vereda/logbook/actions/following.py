"""What follows here from what arrived from another node: a subject erased there, an entry that waits here decided there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from vereda.logbook import folding, registry
from vereda.logbook.actions import points
from vereda.logbook.actions.elsewhere import bar
from vereda.logbook.actions.erase import loss_of
from vereda.logbook.actions.limiting import of_headquarters
from vereda.logbook.entries import EntryAccepted, EntryDeclined, SubjectErased
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import Dispute, ExactPoint, HeldEntry, Link, LogEntry, NameToken, State
from vereda.logbook.nodekeys import key_store
from vereda.logbook.words import Held
from vereda.logbook.writing import Prepared

DECISIONS = (EntryAccepted.kind, EntryDeclined.kind)
JUDGED = {Held.QUARANTINE, Held.DECLINED}


def follow(fresh: Collection[Prepared], now: datetime) -> list[KeyName]:
    """Do, in the transaction that chained them, what new entries ask for; return the keys to destroy after the commit."""
    decided = {one.body.subject for one in fresh if one.body.kind in DECISIONS and one.held is None}
    decided |= {one.body.id for one in fresh if one.held == Held.QUARANTINE}  # a decision may be here before its entry
    _decide(decided)
    return bar_erased([one.body.subject for one in fresh if isinstance(one.payload, SubjectErased) and one.held is None], now)


def bar_erased(subjects: Collection[UUID], now: datetime) -> list[KeyName]:
    """Bar what an arrived erasure erases; return the keys to destroy after the commit."""
    if not subjects:
        return []
    lost = sorted({name for subject in subjects for name in loss_of(subject).keys})
    bar(lost, now)
    NameToken.objects.filter(subject__among=subjects).delete()
    registry.drop_beside(subjects)
    ExactPoint.objects.filter(subject__among=subjects).delete()
    return lost


def finish_loss(lost: Sequence[KeyName], now: datetime) -> None:
    """Destroy the keys of what was erased. What dies before is finished by the retention job."""
    if lost:
        key_store().destroy(lost, now, "erased")
        points.scrub()


def refold_or_drop(subjects: Collection[UUID]) -> None:
    """Fold subjects again; of one whose every entry is held nothing is left."""
    if not subjects:
        return
    alive = folding.entries_of(str(one) for one in subjects)
    for row in State.objects.filter(subject__among=[one for one in subjects if str(one) not in alive]):
        for model in (Dispute, Link, *registry.fold_of(row.kind).models):
            model.objects.filter(subject=row.subject).delete()  # type: ignore[attr-defined]  # models of other modules
        row.delete()
    folding.refold(sorted(alive))


def _decide(entries: Collection[UUID]) -> None:
    """Apply decisions made elsewhere to entries that wait here. Of several the first in the order of the fold stands."""
    if not entries:
        return
    waiting = {row.entry: row for row in HeldEntry.objects.filter(entry__among=entries, held=Held.QUARANTINE)}
    rows = LogEntry.objects.filter(subject__among=list(waiting), kind__in=DECISIONS).order_by("clock", "id")
    held = set(HeldEntry.objects.filter(entry__among=[row.id for row in rows]).values_list("entry", flat=True))
    changed, never = set(), of_headquarters(waiting)
    for row in rows:
        target = waiting.get(row.subject)
        if target is None or row.id in held or (row.country, row.group) != (target.country, target.group):
            continue
        if row.kind == EntryAccepted.kind and row.subject in never:
            continue
        del waiting[row.subject]
        if row.kind == EntryAccepted.kind:
            target.delete()
            changed.add(target.subject)
        else:
            target.held = Held.DECLINED
            target.save(update_fields=["held"])
    refold_or_drop(changed)
