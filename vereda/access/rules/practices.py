"""What a practice is after its entries, and until when it lasts. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from vereda.access.entries import PracticeBegun, PracticeEnded
from vereda.logbook.schema import Entry, State

LONGEST = timedelta(hours=12)
"""As long as a session at a desk lasts."""


def start() -> State:
    return {}


def step(state: State, entry: Entry) -> State:
    """Return the practice after one more entry: the first beginning stands, and so does the first end."""
    at, by = entry.occurred_at.isoformat(), entry.author
    match entry.payload:
        case PracticeBegun() if "begun" not in state:
            return {**state, "begun": [at, by, entry.payload.until.isoformat()]}
        case PracticeEnded() if "ended" not in state:
            return {**state, "ended": [at, by]}
    return state


def is_on(*, begun_at: datetime, until: datetime, ended_at: datetime | None, now: datetime) -> bool:
    """Return whether people are in the practice now: not ended, not past its hour, and never longer than a session.

    Its hour is claimed by who began it; a wrong clock must not keep a post in practice for days.
    """
    return ended_at is None and now < min(until, begun_at + LONGEST)


def may_last(at: datetime, until: datetime) -> bool:
    """Return whether a practice that begins at an instant may end at another."""
    return at < until <= at + LONGEST
