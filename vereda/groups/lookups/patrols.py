"""What the board asks of shifts and patrols."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from vereda.groups.models import Patrol, Shift
from vereda.groups.rules.patrols import is_late
from vereda.once import once


@once
def open_shift(group: str, country: str) -> Shift | None:
    """Return the group's open shift; of several, the latest."""
    return Shift.objects.filter(country=country, group=group, ended_at__isnull=True).order_by("-started_at").first()


def patrol(subject: UUID, group: str, country: str) -> Patrol | None:
    """Return a patrol of the group."""
    return Patrol.objects.filter(subject=subject, group=group, country=country).first()


@once
def patrols_out(group: str, country: str) -> list[Patrol]:
    """Return the teams that are out, the one longest overdue first."""
    out = Patrol.objects.filter(country=country, group=group, returned_at__isnull=True, is_withdrawn=False, patrols=1)
    return list(out.order_by("due_at", "departed_at"))


def patrols_of_day(group: str, country: str, day: date) -> QuerySet[Patrol]:
    """Return the patrols that departed on a local day."""
    return Patrol.objects.filter(country=country, group=group, departed_on=day, is_withdrawn=False).order_by("departed_at")


def patrols_of_days(group: str, country: str, first: date, last: date) -> list[Patrol]:
    """Return the patrols that departed between two local days, both included, the earliest first."""
    rows = Patrol.objects.filter(country=country, group=group, departed_on__range=(first, last), is_withdrawn=False)
    return list(rows.order_by("departed_at"))


def patrols_named(subjects: Iterable[UUID], group: str, country: str) -> dict[UUID, Patrol]:
    """Return patrols of the group by their ids."""
    return Patrol.objects.filter(group=group, country=country).in_bulk(list(subjects))


def overdue(group: str, country: str, now: datetime) -> list[Patrol]:
    """Return teams past the time they gave, with a check-in missed, or not heard for six hours where they gave neither."""
    return [row for row in patrols_out(group, country) if is_overdue(row, now)]


def is_overdue(row: Patrol, now: datetime) -> bool:
    """Return whether somebody must ask for a team that is out."""
    last = max(row.departed_at, row.heard_at or row.departed_at)
    return is_late(now, due_at=row.due_at, hear_by=row.hear_by, last_at=last)


def shifts_since(group: str, country: str, since: datetime) -> list[Shift]:
    """Return the shifts that began since an instant, the oldest first."""
    return list(Shift.objects.filter(country=country, group=group, started_at__gte=since).order_by("started_at", "subject"))
