"""Reading of practices: which one a group is in, and whether one goes on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.access.models import Practice
from vereda.access.rules.practices import is_on
from vereda.practice import shadow_of


def practice_on(subject: UUID | str, now: datetime) -> Practice | None:
    """Return a practice that people are in now, None when it is over or was never begun."""
    row = Practice.objects.filter(subject=subject).first()
    return row if row and _is_on(row, now) else None


def practices_of(country: str, group: str, now: datetime) -> list[Practice]:
    """Return the practices that people of a group are in now, the earliest first: one, where nobody worked without a line."""
    rows = Practice.objects.filter(country=country, group=shadow_of(group)).order_by("begun_at", "subject")
    return [row for row in rows if _is_on(row, now)]


def _is_on(row: Practice, now: datetime) -> bool:
    return is_on(begun_at=row.begun_at, until=row.until, ended_at=row.ended_at, now=now)
