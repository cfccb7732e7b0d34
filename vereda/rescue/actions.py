"""Opening and closing a mission, and opening it again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.logbook.door import Author, Receipt, record
from vereda.rescue import lookups
from vereda.rescue.entries import MissionClosed, MissionOpened, MissionReopened
from vereda.rescue.errors import MissionNotClosed, MissionNotOpen


def open_mission(*, by: Author, at: datetime, folio: str = "", terrain: str | None = None) -> Receipt:
    """Open a mission of the author's group. The folio is what people say on the radio; made from the day when not given."""
    made = folio or f"{by.group[:3].upper()}-{at:%m%d-%H%M}"
    return record(MissionOpened(folio=made, terrain=terrain), by=by, at=at)


def close_mission(*, mission: UUID, by: Author, at: datetime, outcome: str = "unknown") -> Receipt:
    """Record that a mission ended, or raise MissionNotOpen and write nothing."""
    found = lookups.mission(mission, by.group, by.country)
    if found is None or found.closed_at:
        raise MissionNotOpen
    return record(MissionClosed(outcome=outcome), subject=mission, by=by, at=at)


def reopen_mission(*, mission: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a mission goes on: its places are held again. Raises MissionNotClosed."""
    found = lookups.mission(mission, by.group, by.country)
    if found is None or not found.closed_at:
        raise MissionNotClosed
    return record(MissionReopened(), subject=mission, by=by, at=at)
