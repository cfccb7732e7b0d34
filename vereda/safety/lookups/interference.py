"""What coordination and headquarters ask of records of interference. What is practised is the practice's alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from vereda.practice import PREFIX
from vereda.safety.models.interference import Interference
from vereda.safety.rules.interference import by_quarter, to_move
from vereda.safety.words import MOVE_WITHIN_DAYS

LATELY = timedelta(days=2 * MOVE_WITHIN_DAYS)
"""Records so old still propose to move a point: what is typed late must be seen too."""


def _of(country: str, group: str | None) -> QuerySet[Interference]:
    rows = Interference.objects.filter(country=country)
    return rows.exclude(group__startswith=PREFIX) if group is None else rows.filter(group=group)


def interference(subject: UUID, country: str, group: str | None = None) -> Interference | None:
    """Return a record, of one group where that is said."""
    return _of(country, group).filter(subject=subject).first()


def interferences(country: str, group: str | None = None, *, most: int = 200) -> list[Interference]:
    """Return the records, those that reached no outside body first, the latest first."""
    return list(_of(country, group).order_by("is_delivered", "-at", "subject")[:most])


def undelivered(country: str, group: str | None = None) -> list[Interference]:
    """Return the records that reached no outside body, the oldest first."""
    return list(_of(country, group).filter(is_delivered=False).order_by("at", "subject"))


def interferences_between(group: str, country: str, since: datetime, until: datetime) -> int:
    """Return how many fell from an instant until before another."""
    return _of(country, group).filter(at__gte=since, at__lt=until).count()


def points_to_move(country: str, group: str | None, today: date) -> list[tuple[str, int]]:
    """Return (place, records within 30 days) of the places that should move, of records of the last 60 days."""
    rows = _of(country, group).filter(on__gt=today - LATELY, on__lte=today).values_list("where", "on")
    return to_move(rows)


def interference_by_quarter(country: str) -> list[tuple[str, str, str, int]]:
    """Return (quarter, state, act, records) of the country. Exact: it stays inside."""
    return by_quarter(_acts(country))


def _acts(country: str) -> Iterator[tuple[date, str, str]]:
    for on, state, acts in _of(country, None).order_by("on").values_list("on", "state", "acts"):
        yield from ((on, state, act) for act in acts)
