"""Whom the clock of children who are alone rings when an office does not answer. A function of what was written and of now.

Half an hour is the program's own proposal, unsigned. First the coordinator; then the next office of the country that nobody told
yet; when all were told, the coordinator again, until somebody answers: a child at two in the morning never falls silent. Where
nobody noted a call at all it rings too, on the first day: an agent who is alone with children may not come to write anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from vereda.protection.words import PathRing

UNANSWERED = timedelta(minutes=30)
AHEAD = timedelta(minutes=10)  # clocks differ by so much before an hour is 'in the future'
FIRST_DAY = timedelta(hours=24)
"""For how long a path rings of which nobody noted a call: an older one was written down afterwards, and stands on the board."""


class Call(NamedTuple):
    """An office was told or tried at an hour."""

    at: datetime
    office: str
    by: str
    answered: bool


class Ring(NamedTuple):
    """The clock rang at an hour. office: which is to be told next, '' for none."""

    at: datetime
    to: PathRing
    office: str


def ring_due(
    *, opened_at: datetime, calls: Sequence[Call], rang: Sequence[Ring], offices: Sequence[str], now: datetime
) -> Ring | None:
    """Return whom to ring now, or None.

    calls, rang  in the order of their hours;  offices: codes of the country's offices for children, in the order of the pack
    A call that nobody answered starts it, or the path itself where nobody noted one; further calls do not put the coordinator
    off; an answer of one of these offices stops it, and of nobody else.
    """
    if any(one.answered and one.office in offices for one in calls) or not (calls or now - opened_at < FIRST_DAY):
        return None
    hours = [_told(one.at, now) for one in calls] or [_told(opened_at, now)]
    if not rang:
        return Ring(now, PathRing.COORDINATOR, "") if now - min(hours) >= UNANSWERED else None
    if now - max(rang[-1].at, *hours) < UNANSWERED:
        return None
    tried = {one.office for one in calls} | {one.office for one in rang}
    left = next((one for one in offices if one not in tried), None)
    return Ring(now, PathRing.NEXT_OFFICE, left) if left else Ring(now, PathRing.COORDINATOR, "")


def _told(at: datetime, now: datetime) -> datetime:
    """Return an hour as it was told; one that cannot be yet is of a phone whose clock is ahead, and must make no child wait."""
    return at if at <= now + AHEAD else now - UNANSWERED


def instant_of(told: str) -> datetime:
    """Return the instant that a state tells."""
    return datetime.fromisoformat(told)
