"""Marking months dirty. The logbook calls this in the transaction that changes what counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from django.utils import timezone

from vereda.statistics.models import DirtyMonth


def mark_dirty(country: str, months: Iterable[date]) -> None:
    """Mark the months of these days dirty, in the caller's transaction; the mark is new each time.

    Months are marked in order, so that two writers of the same months wait for each other and never lock.
    """
    now = timezone.now()
    firsts = sorted({day.replace(day=1) for day in months})
    DirtyMonth.objects.bulk_create(
        [DirtyMonth(country=country, month=first, mark=uuid4(), marked_at=now) for first in firsts],
        update_conflicts=True,
        unique_fields=["country", "month"],
        update_fields=["mark", "marked_at"],
    )


def clean(country: str, month: date, mark: UUID) -> bool:
    """Take away the mark under which a month was written; False when it was marked again meanwhile."""
    deleted, _ = DirtyMonth.objects.filter(country=country, month=month, mark=mark).delete()
    return bool(deleted)
