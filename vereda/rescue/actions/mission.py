"""Missions: opened, closed, opened again; an attempt that ends."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.logbook.door import Author, Draft, Receipt, in_turn, record, record_all
from vereda.rescue.entries.attempt import AttemptEnded
from vereda.rescue.entries.mission import MissionClosed, MissionOpened, MissionReopened
from vereda.rescue.errors.mission import AttemptNotOpen, MissionNotClosed, MissionNotOpen, TeamsStillOut
from vereda.rescue.lookups import missions, teams
from vereda.rescue.models.mission import Mission
from vereda.rescue.words import AttemptResult


def open_mission(*, by: Author, at: datetime, folio: str = "", terrain: str | None = None) -> Receipt:
    """Open a mission of the author's group. The folio is what people say on the radio; made from the day when not given."""
    return record(MissionOpened(folio=folio or usual_folio(by, at), terrain=terrain), by=by, at=at)


def usual_folio(by: Author, at: datetime) -> str:
    """Return the folio of a mission to which nobody gave one."""
    return f"{by.group[:3].upper()}-{at:%m%d-%H%M}"


def close_mission(*, mission: UUID, by: Author, at: datetime, outcome: str = "unknown") -> Receipt:
    """Record that a mission ended, and its open attempt with it, in one block.

    Raises MissionNotOpen; TeamsStillOut, since a closed mission is looked at by nobody; and writes nothing then.
    """
    with in_turn("mission", str(mission)):
        found = still_open(mission, by)
        out = [row.call_sign for row in teams.teams_of(mission, by.group, by.country) if row.is_out]
        if out:
            raise TeamsStillOut(signs=", ".join(out))
        drafts = [Draft(payload=MissionClosed(outcome=outcome), subject=mission, by=by, at=at)]
        attempt = open_attempt(found)
        if attempt:
            result = AttemptResult(outcome) if outcome in set(AttemptResult) else AttemptResult.UNKNOWN
            drafts.insert(0, Draft(payload=AttemptEnded(attempt=attempt, result=result), subject=mission, by=by, at=at))
        return record_all(drafts)[-1]


def reopen_mission(*, mission: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a mission goes on: its places are held again. Raises MissionNotClosed."""
    found = missions.mission(mission, by.group, by.country)
    if found is None or not found.closed_at:
        raise MissionNotClosed
    return record(MissionReopened(), subject=mission, by=by, at=at)


def end_attempt(*, mission: UUID, result: AttemptResult, by: Author, at: datetime) -> Receipt:
    """Record how the open attempt ended; the mission goes on. Raises MissionNotOpen, AttemptNotOpen, TeamsStillOut."""
    with in_turn("mission", str(mission)):
        attempt = open_attempt(still_open(mission, by))
        if attempt is None:
            raise AttemptNotOpen
        rows = teams.teams_of(mission, by.group, by.country)
        out = [row.call_sign for row in rows if row.is_out and row.attempt == str(attempt)]
        if out:
            raise TeamsStillOut(signs=", ".join(out))
        return record(AttemptEnded(attempt=attempt, result=result), subject=mission, by=by, at=at)


def still_open(mission: UUID, by: Author) -> Mission:
    """Return an open mission of the author's group, or raise MissionNotOpen."""
    found = missions.mission(mission, by.group, by.country)
    if found is None or found.closed_at:
        raise MissionNotOpen
    return found


def open_attempt(mission: Mission) -> UUID | None:
    """Return the attempt that is under way: the latest that has no result."""
    return next((UUID(line) for line, _begun, _ended, result in reversed(mission.attempts) if not result), None)
