"""Opening one record in an emergency: for how long, who may still, what a reason must say, and what is overdue. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

from vereda.access.entries import GlassBroken, GlassReviewed, GlassTold
from vereda.logbook.schema import Entry, State

GLASS_MIN = 60
"""Minutes for which a record stays open."""

REVIEW_H = 72
"""Hours after which a review that nobody wrote is overdue (SEC-044)."""

WORDS_LEAST = 20
"""Signs that a reason and a review have at least (SEC-044)."""

MOST_A_DAY = 5
"""Asked for by one account within 24 hours, at most."""

TOLD_DAYS = 7
"""Days for which a post shows what it was told, where it cannot know of the review."""


def start() -> State:
    return {}


def step(state: State, entry: Entry) -> State:
    """Return what was asked for after one more entry: the first asking stands, all reviews are kept, the earliest counts."""
    match entry.payload:
        case GlassBroken() if "broken" not in state:
            return {**state, "broken": [entry.occurred_at.isoformat(), entry.author, entry.id, _told(entry)]}
        case GlassReviewed(justified=justified):
            told = [entry.occurred_at.isoformat(), entry.author, justified]
            return {**state, "reviews": {**state.get("reviews", {}), entry.id: told}}
    return state


def goes_with(state: State) -> list[str]:
    """Return with whose erasure the words go."""
    return list(state["broken"][3]["goes_with"]) if "broken" in state else []


def start_told() -> State:
    return {}


def step_told(state: State, entry: Entry) -> State:
    """Return what a group was told: once."""
    if isinstance(entry.payload, GlassTold) and "told" not in state:
        return {"told": [entry.occurred_at.isoformat(), entry.author, _told(entry)]}
    return state


def _told(entry: Entry) -> dict[str, object]:
    return dict(entry.payload.model_dump(mode="json"))


def ends_at(at: datetime) -> datetime:
    """Return when a record that was opened at an instant is closed again."""
    return at + timedelta(minutes=GLASS_MIN)


def is_open(at: datetime, now: datetime) -> bool:
    """Return whether it is open now; what claims to be of the future is not."""
    return at <= now < ends_at(at)


def is_overdue(at: datetime, now: datetime) -> bool:
    """Return whether a review that is still missing should have been written."""
    return now - at >= timedelta(hours=REVIEW_H)


def folio_of(typed: str) -> str:
    """Return a folio as it is kept, '' for what is none: its last six signs, as people say them; 'P-' may stand before."""
    said = "".join(sign for sign in typed.upper() if sign.isalnum())
    found = said.removeprefix("P")
    return found if len(found) == 6 and set(found) <= set("0123456789ABCDEF") else ""
