"""Missions: opened, closed, opened again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.logbook.door import Author, Receipt, record
from vereda.rescue.entries.mission import MissionClosed, MissionOpened, MissionReopened
from vereda.rescue.errors.mission import MissionNotClosed, MissionNotOpen
from vereda.rescue.lookups import missions


def open_mission(*, by: Author, at: datetime, folio: str = "", terrain: str | None = None) -> Receipt:
    """Open a mission of the author's group. The folio is what people say on the radio; made from the day when not given."""
    return record(MissionOpened(folio=folio or usual_folio(by, at), terrain=terrain), by=by, at=at)


def usual_folio(by: Author, at: datetime) -> str:
    """Return the folio of a mission to which nobody gave one."""
    return f"{by.group[:3].upper()}-{at:%m%d-%H%M}"


def close_mission(*, mission: UUID, by: Author, at: datetime, outcome: str = "unknown") -> Receipt:
    """Record that a mission ended, or raise MissionNotOpen and write nothing."""
    found = missions.mission(mission, by.group, by.country)
    if found is None or found.closed_at:
        raise MissionNotOpen
    return record(MissionClosed(outcome=outcome), subject=mission, by=by, at=at)


def reopen_mission(*, mission: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a mission goes on: its places are held again. Raises MissionNotClosed."""
    found = missions.mission(mission, by.group, by.country)
    if found is None or not found.closed_at:
        raise MissionNotClosed
    return record(MissionReopened(), subject=mission, by=by, at=at)
