"""The retention jobs: exact places go after seven days, key and row together; words, when the country's table says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from vereda.logbook import registry
from vereda.logbook.actions import points
from vereda.logbook.actions.erase import finish_erasures
from vereda.logbook.actions.practised import empty_practice
from vereda.logbook.actions.strike import destroy_boxes, left_to_destroy
from vereda.logbook.files import drop_files_but
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import ExactPoint, NamedFile
from vereda.logbook.nodekeys import key_store
from vereda.logbook.words import WHEREABOUTS_DAYS, FieldClass

MANY = 400


def forget_whereabouts(*, now: datetime) -> int:
    """Destroy every exact place whose day has come, and return how many.

    Places of a mission are held until seven days after its closure; a mission that is reopened holds them again. A closure that
    claims to be of the future, by a wrong clock, counts from the first run that sees it.
    Runs each hour, before every backup, and before a restored installation serves.
    """
    store = key_store()
    for holder in store.store.holders():
        ended = points.end_of(str(UUID(holder)))
        if isinstance(ended, datetime):
            due = (min(ended, now).astimezone(UTC) + timedelta(days=WHEREABOUTS_DAYS)).isoformat()
            store.store.set_due(holder, due, only_open=ended > now)
        elif ended is points.OPEN:
            store.store.set_due(holder, "")
    gone = [name for name in store.destroy_due(now) if name.cls == FieldClass.WHEREABOUTS]
    for start in range(0, len(gone), MANY):
        ExactPoint.objects.filter(entry__in=[UUID(name.owner) for name in gone[start : start + MANY]]).delete()
    _drop_orphans()
    if gone:
        points.scrub()
    return len(gone)


def forget_kept(*, now: datetime) -> int:
    """Destroy the words of every subject that was kept as long as the country's table says; returns of how many.

    What stands in clear stays and goes on counting: who handed over and when, that somebody helped. Run each day, and before a
    restored installation serves.
    """
    due, gone = registry.kept_too_long(now), 0
    for start in range(0, len(due), MANY):
        for subject in left_to_destroy(due[start : start + MANY]):
            gone += destroy_boxes(subject, now=now)
    return gone


def keep_retention(*, now: datetime) -> int:
    """Run everything that must be gone by now; returns how many exact places went."""
    finish_erasures(now=now)
    gone = forget_whereabouts(now=now)
    empty_practice(now=now)
    drop_lost_files()
    return gone


def drop_lost_files() -> int:
    """Delete files whose box can no longer be opened, and those that nothing names; returns how many."""
    rows = list(NamedFile.objects.all())
    alive = key_store().get(sorted({KeyName(row.owner.hex, row.cls) for row in rows}))
    lost = [row for row in rows if KeyName(row.owner.hex, row.cls) not in alive]
    for start in range(0, len(lost), MANY):
        NamedFile.objects.filter(id__in=[row.id for row in lost[start : start + MANY]]).delete()
    return drop_files_but(row.file for row in rows if row not in lost)


def _drop_orphans() -> None:
    """Delete rows whose key is no longer there: a crash between key and row leaves the row, never the key."""
    entries = list(ExactPoint.objects.values_list("entry", flat=True))
    for start in range(0, len(entries), MANY):
        part = entries[start : start + MANY]
        alive = key_store().get([KeyName(entry.hex, FieldClass.WHEREABOUTS) for entry in part])
        lost = [entry for entry in part if KeyName(entry.hex, FieldClass.WHEREABOUTS) not in alive]
        ExactPoint.objects.filter(entry__in=lost).delete()
