"""What board, hand-over and page ask of incidents."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.safety.models.incident import Incident

RECENT = timedelta(days=30)


def incident(subject: UUID, group: str, country: str) -> Incident | None:
    return Incident.objects.filter(subject=subject, country=country, group=group).first()


def open_incidents(group: str, country: str) -> list[Incident]:
    """Return the incidents that are not closed: the gravest first, then the latest."""
    order = ("grave", "serious", "note")
    rows = Incident.objects.filter(country=country, group=group, outcome="").order_by("-at", "subject")
    return sorted(rows, key=lambda row: order.index(row.severity) if row.severity in order else 0)


def incidents_closed(group: str, country: str, now: datetime) -> list[Incident]:
    """Return the incidents of the last 30 days that are closed, the latest first."""
    rows = Incident.objects.filter(country=country, group=group, at__gte=now - RECENT).exclude(outcome="")
    return list(rows.order_by("-at", "subject"))


def incidents_between(group: str, country: str, since: datetime, until: datetime) -> int:
    """Return how many happened from an instant until before another."""
    return Incident.objects.filter(country=country, group=group, at__gte=since, at__lt=until).count()


def incidents_of_days(group: str, country: str, from_on: date, until_on: date) -> int:
    """Return how many happened on these local days, both included."""
    return Incident.objects.filter(country=country, group=group, on__gte=from_on, on__lte=until_on).count()
