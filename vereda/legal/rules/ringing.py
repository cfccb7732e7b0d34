"""Whom a term that presses rings: the adviser first, the coordinator of the group when nobody answered for it. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from vereda.legal.words import TermRing

UNANSWERED_H = 4
"""Hours for which an adviser may leave a term that presses without a word (own proposal, unsigned)."""

LAST_H = 2
"""So near to its end a term waits for nobody: both are rung (own proposal, unsigned)."""


def rings_due(
    *, remind_at: datetime, due_at: datetime, rang: Collection[str], is_seen: bool, has_adviser: bool, now: datetime
) -> list[TermRing]:
    """Return whom the term must ring now. One that somebody answers for, or that is over for a day, rings nobody.

    remind_at, due_at   from when it presses, and when it is over
    is_seen             whether somebody said since that they answer for it
    has_adviser         whether anybody has the case; without one it rings the coordinator at once
    """
    if is_seen or now < remind_at or now > due_at + timedelta(days=1):
        return []
    presses = now - remind_at >= timedelta(hours=UNANSWERED_H) or due_at - now <= timedelta(hours=LAST_H)
    due = [TermRing.ADVISER] * has_adviser + [TermRing.COORDINATOR] * (presses or not has_adviser)
    return [one for one in due if one not in rang]
