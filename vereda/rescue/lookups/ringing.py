"""What pages and the machine that rings ask of unread alerts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from vereda.logbook.door import last_received
from vereda.practice import PREFIX
from vereda.rescue.models.alert import Alert
from vereda.rescue.models.ringing import Ringing
from vereda.rescue.words import RingStep

RINGS_FOR = timedelta(days=3)
"""What came longer ago than this stands on the board and rings nobody: an old installation must not ring by the hundred."""


def unread_alerts(now: datetime) -> list[Alert]:
    """Return the open alerts that nobody has read and of which something came here lately, the oldest first.

    The hour that they claim says nothing here: the clock of a phone whose battery was empty is years behind.
    """
    rows = list(Alert.objects.filter(outcome="", read_at__isnull=True).order_by("told_at", "subject"))
    came = last_received(row.subject for row in rows)
    return [row for row in rows if row.subject in came and came_lately(came[row.subject], now)]


def rang(subjects: Iterable[UUID]) -> dict[UUID, list[list[object]]]:
    """Return whom some alerts rang: [instant, step, at the post, numbers] by alert."""
    return {row.subject: row.rang for row in Ringing.objects.filter(subject__in=list(subjects))}


def ringing_alerts(group: str, country: str) -> list[Alert]:
    """Return the open alerts of a group that rang and that still nobody has read, the oldest first."""
    rung = Ringing.objects.filter(group=group, country=country).values_list("subject", flat=True)
    rows = Alert.objects.filter(group=group, country=country, outcome="", read_at__isnull=True, subject__in=list(rung))
    return list(rows.order_by("told_at", "subject"))


def rang_headquarters(country: str) -> list[Alert]:
    """Return the open alerts of a country that went unread until headquarters was rung, those still unread first."""
    told = Ringing.objects.filter(country=country).exclude(group__startswith=PREFIX)
    rung = [row.subject for row in told if any(one[1] == RingStep.HEADQUARTERS for one in row.rang)]
    rows = Alert.objects.filter(country=country, outcome="", subject__in=rung)
    return sorted(rows, key=lambda row: (row.read_at is not None, row.told_at, str(row.subject)))


def came_lately(at: datetime, now: datetime) -> bool:
    """Tell whether an alert that came here then still rings."""
    return now - at <= RINGS_FOR
