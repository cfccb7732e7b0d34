"""Whom a term that presses rings: the adviser, the coordinator of the group, headquarters, until somebody answers. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from vereda.legal.words import TermRing

UNANSWERED_H = 4
"""Hours for which whoever was rung may leave a term that presses without a word (own proposal, unsigned)."""

LAST_H = 2
"""So near to its end a term waits for nobody: all are rung (own proposal, unsigned)."""


def rings_due(
    *, remind_at: datetime, due_at: datetime, rang: Collection[str], is_seen: bool, has_adviser: bool, now: datetime
) -> list[TermRing]:
    """Return whom the term must ring now. One that somebody answers for rings nobody.

    One that was over while this machine was off still rings everybody who was not rung, once: it may be lost, and nobody knows.

    remind_at, due_at   from when it presses, and when it is over
    is_seen             whether somebody said since that they answer for it
    has_adviser         whether anybody has the case; without one it rings the coordinator at once
    """
    if is_seen or now < remind_at:
        return []
    order = [*([TermRing.ADVISER] if has_adviser else []), TermRing.COORDINATOR, TermRing.HEADQUARTERS]
    waited = (now - remind_at) // timedelta(hours=UNANSWERED_H)
    due = order if due_at - now <= timedelta(hours=LAST_H) else order[: waited + 1]
    return [one for one in due if one not in rang]
