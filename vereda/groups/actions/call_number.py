"""Keeping the group's number for migrants, ringing it as a second person, trying it each day, taking it off."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from vereda.groups.entries.call_number import CallNumberKept, CallNumberTested, CallNumberVerified, CallNumberWithdrawn
from vereda.groups.errors import CallNotToday, CallNumberGone, CallNumberOwn, CallNumberWrong
from vereda.groups.lookups.call_number import call_number, call_number_one
from vereda.groups.models import CallNumber
from vereda.groups.rules.call_number import AHEAD, TESTED_WITHIN
from vereda.logbook.door import Author, Receipt, in_turn, record


def keep_call_number(*, number: str, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Keep the number of the group, in place of the one before. Raises CallNumberWrong.

    entry  id of the entry, where the same form sent twice must be one number
    """
    digits = re.sub(r"[\s().\-]", "", number)
    if not re.fullmatch(r"\+?[0-9]{3,15}", digits):
        raise CallNumberWrong
    with in_turn("call-number", by.group):
        known = call_number(by.group, by.country)
        return record(CallNumberKept(number=digits), subject=known.subject if known else None, by=by, at=at, id=entry)


def verify_call_number(*, subject: UUID, number: str, by: Author, at: datetime) -> Receipt:
    """Record that the author rang the number and the group answered. Raises CallNumberGone, CallNumberOwn."""
    if _row(subject, number, by).kept_by == by.account:
        raise CallNumberOwn
    return record(CallNumberVerified(number=number), subject=subject, by=by, at=at)


def note_test_call(*, subject: UUID, number: str, by: Author, at: datetime, now: datetime) -> Receipt:
    """Record that the day's test call was answered at some hour. Raises CallNumberGone, CallNotToday."""
    _row(subject, number, by)
    if not -AHEAD <= now - at < TESTED_WITHIN:
        raise CallNotToday
    return record(CallNumberTested(number=number), subject=subject, by=by, at=at, now=now)


def withdraw_call_number(*, subject: UUID, by: Author, at: datetime) -> Receipt:
    """Take the number off. Raises CallNumberGone."""
    _row(subject, None, by)
    return record(CallNumberWithdrawn(), subject=subject, by=by, at=at)


def _row(subject: UUID, number: str | None, by: Author) -> CallNumber:
    """Return the number as its reader saw it: somebody may have written another one meanwhile."""
    found = call_number_one(subject, by.group, by.country)
    if found is None or number not in (None, found.number):
        raise CallNumberGone
    return found
