"""What pages and the watch ask of the teams of missions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from vereda.logbook.door import history
from vereda.once import once
from vereda.practice import PREFIX
from vereda.rescue.models.mission import MissionTeam
from vereda.rescue.rules.overdue import AHEAD, Watched


def teams_of(mission: UUID, group: str, country: str) -> list[MissionTeam]:
    """Return the teams of a mission of the group, the first sent first."""
    rows = MissionTeam.objects.filter(subject=mission, group=group, country=country)
    return list(rows.order_by("dispatched_at", "team"))


def team(mission: UUID, line: UUID, group: str, country: str) -> MissionTeam | None:
    """Return one team of a mission of the group."""
    return MissionTeam.objects.filter(subject=mission, team=line, group=group, country=country).first()


@once
def teams_on_missions(country: str, group: str | None = None) -> list[MissionTeam]:
    """Return the teams that are out on missions of a group, or of the whole country; what is practised only in its own group."""
    rows = MissionTeam.objects.filter(is_out=True, country=country)
    rows = rows.filter(group=group) if group is not None else rows.exclude(group__startswith=PREFIX)
    return list(rows.order_by("dispatched_at", "team"))


def all_waited_for() -> list[MissionTeam]:
    """Return every team that is out on a mission, of all groups, practised ones as well."""
    return list(MissionTeam.objects.filter(is_out=True).order_by("dispatched_at", "team"))


def watched(row: MissionTeam, now: datetime) -> Watched:
    """Return a team as the rule of overdue teams sees it."""
    return Watched(
        since=_since(row, now),
        heard=instants(row.heard),
        seen=instants(row.seen),
        check_in_min=row.check_in_min,
        grace_min=row.grace_min,
    )


def instants(told: Iterable[list[str]]) -> list[datetime]:
    """Return the instants with which the rows of a list begin."""
    return [datetime.fromisoformat(one[0]) for one in told]


def _since(row: MissionTeam, now: datetime) -> datetime:
    """Return from when a team is waited for. What a wrong clock dates into the future counts from when it came here."""
    if row.departed_at and row.departed_at <= now + AHEAD:
        return row.departed_at
    if row.meet_at:
        return row.meet_at
    if row.dispatched_at <= now + AHEAD:
        return row.dispatched_at
    return min((one.received_at for one in history(row.subject)), default=now)
