"""Is a report fresh (an alert is proposed) or old (it is traced)? With reasons; a person decides. Pure.

The hours are this program's own proposal: no source sets them, and nobody has signed them. Where the pack's legal deadlines
name no waiting period the law knows none: 'old' never means that nobody looks.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from vereda.encounters.schema import AgeBand
from vereda.tracing.words import Danger

FRESH_H = 72
"""An alert to groups on the route is thought for so many hours (background, protection 6.7: own proposal). Unsigned."""

FRESH_IN_DANGER_H = 168
"""Whoever was in danger, or is a child, is alerted for a week: so long the exact place of the last contact is kept. Unsigned."""

ALERT_MOST_H = 720
"""An alert knows no older last contact (`rescue`): thirty days."""

REVIEW_AFTER_DAYS = (7, 30, 90)
"""Days until a file is looked at again: after the opening, after the first review, after each later one. Unsigned."""

REVIEW_MOST_DAYS = 366
"""No review is put off for longer than a year."""

CHILDREN = frozenset({AgeBand.INFANT, AgeBand.CHILD, AgeBand.TEEN, AgeBand.MINOR})


class Because(StrEnum):
    """Why a report is fresh or old."""

    WITHIN = "within"  # heard of within FRESH_H
    DANGER = "danger"  # danger was said, within FRESH_IN_DANGER_H or at an unknown time
    CHILD = "child"
    UNKNOWN_TIME = "unknown_time"
    LONG_AGO = "long_ago"


@dataclass(frozen=True)
class Judged:
    """What is proposed, and why. hours: since the last contact; None: not known."""

    is_fresh: bool
    because: Sequence[Because]
    hours: int | None


def judged(*, last_contact_at: datetime | None, danger: Collection[Danger | str], age_band: str, now: datetime) -> Judged:
    """Return whether an alert is proposed, with every reason that holds.

    last_contact_at  when somebody heard of them last (aware); None: not known
    danger           what was said of the danger; age_band: of the person sought
    """
    passed = now - last_contact_at if last_contact_at else None
    hours = max(0, int(passed / timedelta(hours=1))) if passed is not None else None
    raised = [Because.DANGER] * bool(danger) + [Because.CHILD] * (age_band in CHILDREN)
    if hours is None:
        return Judged(bool(raised), [*raised, Because.UNKNOWN_TIME], None)
    if hours < FRESH_H:
        return Judged(True, [Because.WITHIN, *raised], hours)
    if raised and hours < FRESH_IN_DANGER_H:
        return Judged(True, raised, hours)
    return Judged(False, [Because.LONG_AGO], hours)


def first_review_on(opened_on: date) -> date:
    """Return the day on which a file is looked at again to which nobody gave one."""
    return opened_on + timedelta(days=REVIEW_AFTER_DAYS[0])


def next_review_on(today: date, reviews: int) -> date:
    """Return the day that is proposed for the next review, after so many were made."""
    return today + timedelta(days=REVIEW_AFTER_DAYS[min(reviews + 1, len(REVIEW_AFTER_DAYS) - 1)])
