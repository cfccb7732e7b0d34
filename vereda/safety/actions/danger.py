"""An alarm of an officer: raised, read, answered, ended, opened again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import Channel, FieldClass
from vereda.safety.entries.danger import DangerReopened, DangerResolved, DangerSeen, DangerStepTaken, OfficerInDanger
from vereda.safety.errors.danger import DangerNotClosed, DangerNotOpen
from vereda.safety.lookups.danger import danger
from vereda.safety.lookups.radio import sign_of
from vereda.safety.models.danger import Danger
from vereda.safety.words import DangerOutcome, DangerStep


def raise_danger(
    *,
    by: Author,
    at: datetime,
    who: str = "",
    patrol: UUID | None = None,
    channel: Channel = Channel.DESK,
    subject: UUID | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record that an officer is in danger. Nothing is asked that has to be looked up first.

    who      account of the officer, '' where nobody knows yet
    subject  the alarm that a phone gave an id and that reached us another way: it is the same one
    entry    id of the entry, where the same form sent twice must be one alarm
    """
    payload = OfficerInDanger(who=who, call_sign=sign_of(who, by.group, by.country) if who else "", patrol=patrol)
    return record(payload, subject=subject, by=by, at=at, channel=channel, reported_by=who or by.account, id=entry)


def see_danger(*, danger: UUID, by: Author, at: datetime, everywhere: bool = False) -> Receipt | None:
    """Record who read it; None where the same person had. Raises DangerNotOpen. everywhere: for the duty of headquarters."""
    with in_turn("danger", str(danger)):
        found = _open(danger, by, everywhere)
        if any(account == by.account for _at, account, _group in found.seen):
            return None
        return record(DangerSeen(), subject=danger, by=by, at=at)


def take_step(*, danger: UUID, step: DangerStep, by: Author, at: datetime, note: str = "", everywhere: bool = False) -> Receipt:
    """Record what was done about it. Raises DangerNotOpen."""
    _open(danger, by, everywhere)
    boxes = [Plain(cls=FieldClass.FREE_TEXT, fields={"text": note.strip()})] if note.strip() else []
    return record(DangerStepTaken(step=step), subject=danger, by=by, at=at, boxes=boxes)


def resolve_danger(*, danger: UUID, outcome: DangerOutcome, by: Author, at: datetime, everywhere: bool = False) -> Receipt:
    """Record that it is over, and what it was. Raises DangerNotOpen."""
    with in_turn("danger", str(danger)):
        _open(danger, by, everywhere)
        return record(DangerResolved(outcome=outcome), subject=danger, by=by, at=at)


def reopen_danger(*, danger: UUID, by: Author, at: datetime, everywhere: bool = False) -> Receipt:
    """Record that it was ended too early. Raises DangerNotClosed."""
    found = _danger(danger, by, everywhere)
    if found is None or not found.outcome:
        raise DangerNotClosed
    return record(DangerReopened(), subject=danger, by=by, at=at)


def _open(subject: UUID, by: Author, everywhere: bool) -> Danger:
    found = _danger(subject, by, everywhere)
    if found is None or found.outcome:
        raise DangerNotOpen
    return found


def _danger(subject: UUID, by: Author, everywhere: bool) -> Danger | None:
    return danger(subject, by.country, None if everywhere else by.group)
