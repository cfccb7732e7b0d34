"""What a notice is after its entries, and whether it holds at an instant. Pure.

A notice ends by itself: whether it holds follows from its hours, its season and the instant, and is asked at each reading.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from vereda.logbook.schema import Entry, State, reach, write
from vereda.notices.entries import NoticeEnded, NoticeGiven, NoticeSet
from vereda.notices.errors import PeriodBackwards, PeriodLong, PeriodOver
from vereda.notices.words import DAYS_MOST
from vereda.safety.schema import CapSeverity

LOUDEST = (CapSeverity.EXTREME, CapSeverity.SEVERE, CapSeverity.MODERATE, CapSeverity.MINOR, CapSeverity.UNKNOWN)
TOPIC = "notice-"


def topic_of(subject: UUID) -> str:
    """Return the code of the topic under which the texts of a notice stand in the library."""
    return f"{TOPIC}{subject.hex}"


def subject_of(topic: str) -> UUID | None:
    """Return the notice that a topic is of; None: it is another topic."""
    try:
        return UUID(hex=topic.removeprefix(TOPIC)) if topic.startswith(TOPIC) else None
    except ValueError:
        return None


def start() -> State:
    """Return a notice of which nothing is known."""
    return {"fields": {}, "given": {}}


def step(state: State, entry: Entry) -> State:
    """Return the notice after one more entry. What was ended stays ended, whatever was changed elsewhere meanwhile."""
    payload = entry.payload
    if isinstance(payload, NoticeSet):
        write(state["fields"], "danger_notice", payload.model_dump(mode="json"), entry)
        state["set_by"] = [entry.occurred_at.isoformat(), entry.author]
    elif isinstance(payload, NoticeEnded):
        reach(state["fields"], "notice_ended", True, entry)
        state.setdefault("ends", {})[entry.id] = [payload.reason, entry.occurred_at.isoformat(), entry.author]
    elif isinstance(payload, NoticeGiven):
        state["given"][entry.id] = [entry.occurred_at.isoformat(), entry.author, payload.model_dump(mode="json")]
    return state


class Noticed(Protocol):
    """A notice as a table has it."""

    starts_at: datetime
    ends_at: datetime
    is_ended: bool
    months: Collection[int]


def is_over(row: Noticed, now: datetime) -> bool:
    return row.is_ended or row.ends_at <= now


def holds(row: Noticed, now: datetime) -> bool:
    """Return whether a notice is shown at an instant. now: in the clock of the place, for the month of its season."""
    return not is_over(row, now) and row.starts_at <= now and (not row.months or now.month in row.months)


def comes(row: Noticed, now: datetime) -> bool:
    """Return whether it will hold later on: its day or its season is still to come."""
    return not is_over(row, now) and not holds(row, now) and bool(_next_month(row, now))


def demand_period(starts: datetime, ends: datetime, now: datetime) -> None:
    """Raise PeriodBackwards, PeriodOver or PeriodLong."""
    if ends <= starts:
        raise PeriodBackwards
    if ends <= now:
        raise PeriodOver
    if ends - max(starts, now) > timedelta(days=DAYS_MOST):
        raise PeriodLong


def _next_month(row: Noticed, now: datetime) -> date | None:
    """Return a day of its period on which it holds, from now on; None: its season does not come again before it ends."""
    day = max(row.starts_at, now).astimezone(now.tzinfo).date()
    while day <= row.ends_at.astimezone(now.tzinfo).date():
        if not row.months or day.month in row.months:
            return day
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return None
