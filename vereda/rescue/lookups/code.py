"""What a caller's code answers: open, searched or closed, and nothing about anybody."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.rescue.models.alert import Alert
from vereda.rescue.models.code import CallerCode
from vereda.rescue.models.mission import Mission
from vereda.rescue.rules.code import BEGINS, CallerState, is_same
from vereda.rescue.words import AlertOutcome

ANSWERS_FOR = timedelta(days=90)
JOINS_MOST = 5  # alerts joined to alerts; a circle ends here


def state_of_code(code: str, country: str, now: datetime) -> CallerState | None:
    """Return how the alert of a code stands, None for a code that is wrong or too old. code: twelve digits."""
    rows = CallerCode.objects.filter(country=country, begins=code[:BEGINS], given_at__gte=now - ANSWERS_FOR)
    for row in rows.order_by("entry"):
        told = open_box(row.entry, FieldClass.CONTACT)
        if told and is_same(told["key"], code, row.digest):
            return _state(row.subject)
    return None


def has_code(alert: UUID) -> bool:
    """Tell whether somebody got a code for an alert."""
    return CallerCode.objects.filter(subject=alert).exists()


def _state(alert: UUID) -> CallerState | None:
    row = Alert.objects.filter(subject=alert).first()
    for _ in range(JOINS_MOST):
        if row is None or row.outcome != AlertOutcome.JOINED or row.into is None:
            break
        row = Alert.objects.filter(subject=row.into).first() or row
    if row is None:
        return None
    if row.outcome == AlertOutcome.MISSION_OPENED and row.mission:
        is_over = Mission.objects.filter(subject=row.mission, closed_at__isnull=False).exists()
        return CallerState.CLOSED if is_over else CallerState.SEARCHED
    return CallerState.CLOSED if row.outcome else CallerState.OPEN
