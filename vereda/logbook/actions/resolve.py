"""Settling a conflict: a person saw both values and chose."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.logbook.actions.record import Receipt, record
from vereda.logbook.entries import ConflictResolved
from vereda.logbook.errors import ConflictNotOpen
from vereda.logbook.models import Dispute
from vereda.logbook.writing import Author


def resolve(dispute: str, *, chosen: UUID, by: Author, at: datetime, now: datetime | None = None) -> Receipt:
    """Record that the value written by the entry `chosen` stands. Raises ConflictNotOpen when it was settled meanwhile."""
    row = Dispute.objects.filter(id=dispute).first()
    if row is None or str(chosen) not in {entry for entry, _ in row.writes}:
        raise ConflictNotOpen
    return record(ConflictResolved(field=row.field, chosen=chosen), subject=row.subject, by=by, at=at, now=now)
