"""A browser becomes a wall and ends as one. The token stands in its cookie alone; here is its hash."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from vereda.access.actions.readlog import log_read
from vereda.access.errors import NotYourUsers
from vereda.access.models import Wall
from vereda.access.rules.policy import holds
from vereda.access.rules.sessions import TOUCH_S
from vereda.access.rules.tokens import token_hash
from vereda.access.words import Action, Part, Reader, RecordClass, Role
from vereda.practice import is_practice


def make_wall(*, label: str, by: Reader, at: datetime) -> tuple[Wall, str]:
    """Return a new wall of the coordinator's group, and the token that its browser keeps. Raises NotYourUsers."""
    _demand_coordinator(by)
    token = secrets.token_urlsafe(32)
    row = Wall.objects.create(
        token_hash=token_hash(token),
        country=by.country,
        group=by.group,
        label=label,
        made_by=UUID(by.account),
        made_at=at,
        asked_at=at,
    )
    log_read(by, RecordClass.K10, Action.WRITE, subject=row.id)
    return row, token


def end_wall(*, wall: UUID, by: Reader, at: datetime) -> bool:
    """End a wall of the coordinator's group; return False where there is none. Raises NotYourUsers."""
    _demand_coordinator(by)
    rows = Wall.objects.filter(pk=wall, country=by.country, group=by.group, ended_at=None)
    is_there = bool(rows.update(ended_at=at))
    if is_there:
        log_read(by, RecordClass.K10, Action.WRITE, subject=wall)
    return is_there


def note_asked(row: Wall, *, at: datetime) -> None:
    """Keep that a wall asked for its picture, at most once a minute."""
    if at - row.asked_at > timedelta(seconds=TOUCH_S):
        Wall.objects.filter(pk=row.pk).update(asked_at=at)


def _demand_coordinator(by: Reader) -> None:
    may = by.role == Role.COORDINATOR and holds(by.role, RecordClass.K10, Action.WRITE, Part.GROUP_USERS)
    if not may or not by.group or is_practice(by.group):
        raise NotYourUsers
