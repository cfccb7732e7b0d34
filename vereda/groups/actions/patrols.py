"""What a duty officer records of the day: shifts begin and end, patrols go out, are heard, come back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from vereda.groups.entries.patrols import (
    PatrolCheckedIn,
    PatrolDeparted,
    PatrolReturned,
    PatrolStillOut,
    PatrolWithdrawn,
    ShiftEnded,
    ShiftJoined,
    ShiftStarted,
    Vehicle,
)
from vereda.groups.errors import (
    BackBeforeDeparture,
    DriverNotInTeam,
    PatrolAlreadyWithdrawn,
    PatrolNotBack,
    PatrolNotOut,
    RouteMissing,
    ShiftAlreadyOpen,
    ShiftNotOpen,
)
from vereda.groups.lookups import patrols as lookups
from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass


def start_shift(*, members: Sequence[str], by: Author, at: datetime) -> Receipt:
    """Open a shift of the author's group, or raise ShiftAlreadyOpen."""
    with in_turn("shift", by.country, by.group):
        if lookups.open_shift(by.group, by.country):
            raise ShiftAlreadyOpen
        return record(ShiftStarted(members=list(members)), by=by, at=at)


def join_shift(*, shift: UUID, member: str, by: Author, at: datetime) -> Receipt:
    """Put somebody on an open shift, or raise ShiftNotOpen."""
    _open_shift(shift, by)
    return record(ShiftJoined(member=member), subject=shift, by=by, at=at)


def end_shift(*, shift: UUID, by: Author, at: datetime) -> Receipt:
    """Close a shift, or raise ShiftNotOpen."""
    _open_shift(shift, by)
    return record(ShiftEnded(), subject=shift, by=by, at=at)


def depart(
    *,
    route: str,
    by: Author,
    at: datetime,
    team: Sequence[str] = (),
    vehicles: Sequence[Vehicle] = (),
    expected_back_min: int | None = None,
    note: str = "",
    driver: str = "",
    named_route: UUID | None = None,
    check_in_min: int | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record that a team went out on a named or numbered route. Raises RouteMissing, DriverNotInTeam.

    driver       one of the team; named_route: the route of the post that was chosen
    entry        id of the entry, where the same form sent twice must be the same entry
    """
    if not route.strip():
        raise RouteMissing
    if driver and driver not in team:
        raise DriverNotInTeam
    boxes = [Plain(cls=FieldClass.FREE_TEXT, fields={"text": note})] if note else []
    payload = PatrolDeparted(
        route=route.strip(),
        team=list(team),
        vehicles=list(vehicles),
        expected_back_min=expected_back_min,
        driver=driver or None,
        named_route=named_route,
        check_in_min=check_in_min,
    )
    return record(payload, by=by, at=at, boxes=boxes, id=entry)


def check_in(*, patrol: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a team was heard."""
    _patrol_out(patrol, by)
    return record(PatrolCheckedIn(), subject=patrol, by=by, at=at)


def come_back(*, patrol: UUID, by: Author, at: datetime, kilometres: int | None = None) -> Receipt:
    """Record that a team is back, or raise PatrolNotOut, BackBeforeDeparture."""
    out = _patrol_out(patrol, by)
    if at < out:
        raise BackBeforeDeparture(back=at.isoformat(timespec="minutes"), out=out.isoformat(timespec="minutes"))
    return record(PatrolReturned(kilometres=kilometres), subject=patrol, by=by, at=at)


def still_out(*, patrol: UUID, by: Author, at: datetime) -> Receipt:
    """Take a return back that was noted by mistake: the team is waited for again. Raises PatrolNotBack."""
    found = lookups.patrol(patrol, by.group, by.country)
    if found is None or not found.returned_at:
        raise PatrolNotBack
    return record(PatrolStillOut(), subject=patrol, by=by, at=at)


def withdraw_patrol(*, patrol: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a departure was noted by mistake: nobody went out, it does not count. Raises PatrolAlreadyWithdrawn."""
    found = lookups.patrol(patrol, by.group, by.country)
    if found is None or found.is_withdrawn:
        raise PatrolAlreadyWithdrawn
    return record(PatrolWithdrawn(), subject=patrol, by=by, at=at)


def _open_shift(shift: UUID, by: Author) -> None:
    found = lookups.open_shift(by.group, by.country)
    if found is None or found.subject != shift:
        raise ShiftNotOpen


def _patrol_out(patrol: UUID, by: Author) -> datetime:
    found = lookups.patrol(patrol, by.group, by.country)
    if found is None or found.returned_at:
        raise PatrolNotOut
    return found.departed_at
