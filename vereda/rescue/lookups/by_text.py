"""Which alert a telephone number told of. Numbers are in no index: the boxes of the few that can be meant are opened."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from vereda.logbook.door import history, open_box
from vereda.logbook.schema import Channel, FieldClass
from vereda.messages.door import is_same_number
from vereda.practice import PREFIX
from vereda.rescue.entries.alert import AlertReceived
from vereda.rescue.models.alert import Alert
from vereda.rescue.models.mission import Mission
from vereda.rescue.words import AlertOutcome

SAME_EMERGENCY = timedelta(hours=48)
"""What a number writes within so long, while its alert or the mission for it is open, is of the same emergency."""
MOST = 300  # boxes that are opened for one text


def alert_of_number(number: str, country: str, now: datetime) -> Alert | None:
    """Return the alert that a number told of by text and that goes on, the latest of several; none that is practised."""
    rows = Alert.objects.filter(country=country, told_at__gte=now - SAME_EMERGENCY).exclude(group__startswith=PREFIX)
    searched = Mission.objects.filter(country=country, closed_at__isnull=True).values("subject")
    goes_on = Q(outcome="") | Q(outcome=AlertOutcome.MISSION_OPENED, mission__in=searched)
    found = rows.filter(goes_on).order_by("-told_at", "subject")[:MOST]
    return next((row for row in found if _told_by(row.subject, number)), None)


def _told_by(alert: UUID, number: str) -> bool:
    for one in history(alert):
        if one.kind == AlertReceived.kind and one.channel == Channel.SMS and not one.held:
            told = open_box(one.id, FieldClass.IDENTITY) or {}
            if is_same_number(told.get("call_back", ""), number):
                return True
    return False
