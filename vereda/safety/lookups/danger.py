"""What board, headquarters and the machine that raises ask of alarms."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from vereda.once import once
from vereda.practice import PREFIX
from vereda.safety.models.danger import Danger

RECENT = timedelta(days=30)


def danger(subject: UUID, country: str, group: str | None = None) -> Danger | None:
    """Return an alarm, of one group where that is said."""
    rows = Danger.objects.filter(subject=subject, country=country)
    return (rows.exclude(group__startswith=PREFIX) if group is None else rows.filter(group=group)).first()


@once
def open_dangers(country: str, group: str | None = None) -> list[Danger]:
    """Return the alarms that are not over, those that nobody read first, then the oldest."""
    rows = Danger.objects.filter(country=country, outcome="")
    # What is practised rings at the practice and nowhere else.
    rows = rows.exclude(group__startswith=PREFIX) if group is None else rows.filter(group=group)
    found = list(rows.order_by("told_at", "subject"))
    return sorted(found, key=lambda row: bool(row.seen))


def dangers_ended(country: str, group: str, now: datetime) -> list[Danger]:
    """Return the alarms of the last 30 days that are over, the latest first."""
    rows = Danger.objects.filter(country=country, group=group, told_at__gte=now - RECENT).exclude(outcome="")
    return list(rows.order_by("-told_at", "subject"))


def dangers_between(group: str, country: str, since: datetime, until: datetime) -> int:
    """Return how many alarms were given from an instant until before another."""
    return Danger.objects.filter(country=country, group=group, told_at__gte=since, told_at__lt=until).count()


def unread_dangers() -> list[Danger]:
    """Return every alarm of this node that is open and that nobody has read."""
    return [row for row in Danger.objects.filter(outcome="").order_by("told_at", "subject") if not row.seen]


def open_danger_of(account: str, country: str) -> Danger | None:
    """Return the open alarm of an officer, the latest of several; none that is practised: a text that comes is real."""
    rows = Danger.objects.filter(country=country, who=account, outcome="").exclude(group__startswith=PREFIX)
    return rows.order_by("-told_at").first()
