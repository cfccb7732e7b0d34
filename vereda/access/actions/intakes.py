"""An emergency centre gets a token with which it sends alerts, and loses it. The token is shown once; here is its hash."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from vereda.access.actions.readlog import log_read
from vereda.access.errors import NotAnEmergencyCentre, NotYourUsers
from vereda.access.intakes import is_emergency_centre
from vereda.access.models import Intake
from vereda.access.rules.policy import holds
from vereda.access.rules.tokens import token_hash
from vereda.access.words import Action, Reader, RecordClass

USED_EVERY = timedelta(minutes=10)


def make_intake(*, institution: str, by: Reader, at: datetime, days: int | None = None) -> tuple[Intake, str]:
    """Return a new intake and its token. Raises NotYourUsers; NotAnEmergencyCentre for every other institution.

    days  after which it ends; None: when somebody ends it
    """
    _demand_administrator(by)
    if not is_emergency_centre(institution, by.country, at):
        raise NotAnEmergencyCentre
    token = secrets.token_urlsafe(32)
    row = Intake.objects.create(
        token_hash=token_hash(token), country=by.country, institution=institution, made_by=UUID(by.account), made_at=at,
        expires_at=at + timedelta(days=days) if days else None,
    )  # fmt: skip
    log_read(by, RecordClass.K10, Action.WRITE, subject=row.id)
    return row, token


def end_intake(*, intake: UUID, by: Reader, at: datetime) -> bool:
    """End an intake; return False where there is none. Raises NotYourUsers."""
    _demand_administrator(by)
    is_there = bool(Intake.objects.filter(pk=intake, country=by.country, ended_at=None).update(ended_at=at))
    if is_there:
        log_read(by, RecordClass.K10, Action.WRITE, subject=intake)
    return is_there


def note_intake_use(row: Intake, now: datetime) -> None:
    """Note that a token is used, at most every ten minutes."""
    if row.used_at is None or now - row.used_at > USED_EVERY:
        Intake.objects.filter(pk=row.pk).update(used_at=now)


def _demand_administrator(by: Reader) -> None:
    if not holds(by.role, RecordClass.K10, Action.WRITE) or by.group:
        raise NotYourUsers
