"""What pages ask of alerts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from vereda.rescue.models.alert import Alert


def alert(subject: UUID, group: str, country: str) -> Alert | None:
    """Return an alert of the group."""
    return Alert.objects.filter(subject=subject, group=group, country=country).first()


def alerts_of(mission: UUID, group: str, country: str) -> list[Alert]:
    """Return the alerts of the group that ended with a mission, the oldest first."""
    return list(Alert.objects.filter(group=group, country=country, mission=mission).order_by("told_at", "subject"))


def open_alerts(group: str, country: str) -> list[Alert]:
    """Return the group's open alerts: those that nobody read first, of these the oldest first."""
    rows = Alert.objects.filter(group=group, country=country, outcome="")
    return sorted(rows, key=lambda row: (row.read_at is not None, row.told_at, str(row.subject)))


def alerts_until(group: str, country: str, since: datetime, until: datetime) -> list[Alert]:
    """Return the alerts of a group that came within some hours, or were open in them."""
    rows = Alert.objects.filter(group=group, country=country, told_at__lt=until)
    return list(rows.filter(Q(told_at__gte=since) | Q(outcome="") | Q(closed_at__gte=since)).order_by("told_at", "subject"))
