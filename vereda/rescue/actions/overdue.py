"""A team that was not heard rings: post and coordinator, again, headquarters. A post that went silent rings at headquarters.

Called by the clock of `serve`, at the post and at headquarters, with no browser anywhere. Each step is an entry, and each machine
counts its own: headquarters watches every open mission a second time, on its own copy, and needs nothing of the post for it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.access.door import HEADQUARTERS, author_of, contacts, devices_of, operator
from vereda.countries.door import pack
from vereda.logbook.door import Author, Receipt, in_turn, record, this_node
from vereda.messages.door import queue, warned_at
from vereda.practice import is_practice
from vereda.rescue.entries.overdue import OverdueRang, OverdueSeen, PostFellSilent
from vereda.rescue.errors.mission import TeamNotOut
from vereda.rescue.lookups import missions, teams
from vereda.rescue.models.mission import Mission, MissionTeam
from vereda.rescue.rules import overdue as rules
from vereda.rescue.rules.team import rung
from vereda.rescue.words import OVERDUE_WARNS, OverdueStep


def watch_missions(*, now: datetime) -> int:
    """Take every step that is due for teams that were not heard; at headquarters look at the posts too. Returns how many."""
    taken = sum(_ring(row, now) for row in teams.all_waited_for() if _due(row, now))
    return taken + (0 if this_node().is_post else _look_at_posts(now))


def see_overdue(*, mission: UUID, team: UUID, by: Author, at: datetime, everywhere: bool = False) -> Receipt:
    """Record who read that a team is overdue and asks for it. Raises TeamNotOut. everywhere: for the duty of headquarters."""
    known = missions.missions_named([mission]).get(mission)
    group = known.group if known and everywhere else by.group
    found = teams.team(mission, team, group, by.country)
    if found is None or not found.is_out:
        raise TeamNotOut
    return record(OverdueSeen(team=team), subject=mission, by=by, at=at)


def is_unread(row: MissionTeam, now: datetime) -> bool:
    """Return whether a team rings now: it is overdue and nobody said to have read that."""
    return now >= rules.rings_from(teams.watched(row, now), now)


def _place() -> str:
    return "post" if this_node().is_post else "central"


def _due(row: MissionTeam, now: datetime) -> list[OverdueStep]:
    return rules.steps_due(teams.watched(row, now), _rang(row), _place(), now)


def _rang(row: MissionTeam) -> set[str]:
    return {rung(datetime.fromisoformat(since), step, place) for since, step, place, _at, _numbers in row.rang}


def _ring(row: MissionTeam, now: datetime) -> int:
    """Take the steps in turn, looked at again: another process of this machine may be at it, or the team was just heard."""
    with in_turn("overdue", str(row.team)):
        fresh = teams.team(row.subject, row.team, row.group, row.country)
        mission = missions.missions_named([row.subject]).get(row.subject)
        if fresh is None or mission is None or not fresh.is_out:
            return 0
        by, since, due = _machine(row.country, row.group), rules.rings_from(teams.watched(fresh, now), now), _due(fresh, now)
        for step in due:
            numbers = _warn(fresh, mission, step, now)
            payload = OverdueRang(team=row.team, since=since, step=step, at_post=_place() == "post", numbers=numbers)
            record(payload, subject=row.subject, by=by, at=now.astimezone(ZoneInfo(by.zone)), now=now)
        return len(due)


def _warn(row: MissionTeam, mission: Mission, step: OverdueStep, now: datetime) -> int:
    if is_practice(row.group):
        return 0  # a practice is never sent out
    due = rules.hear_by(teams.watched(row, now), now)
    text = rules.overdue_text(
        group=_name(row.country, row.group), folio=mission.folio, sign=row.call_sign, due=_hour(due, row), step=step
    )
    warned = set(OVERDUE_WARNS[step]) | ({"headquarters"} if _is_post_gone(row, now) else set())
    key = f"overdue:{row.team}:{due:%Y%m%d%H%M%S}:{step}"
    return queue(warned_at((row.group, HEADQUARTERS), row.country, warned), text, key=key, now=now)


def _is_post_gone(row: MissionTeam, now: datetime) -> bool:
    """Tell, at headquarters, whether the post's machine is silent, which should ring: then the own duty is told at once."""
    last = None if this_node().is_post else _last_contact(row.country, row.group)
    return last is not None and now - last >= rules.SILENT


def _look_at_posts(now: datetime) -> int:
    told = 0
    for row in missions.missions_watched():
        since = rules.went_silent(_last_contact(row.country, row.group), [one[0] for one in row.silent], now)
        if since is not None:
            told += _tell_silence(row, since, now)
    return told


def _tell_silence(row: Mission, since: datetime, now: datetime) -> int:
    with in_turn("silent", str(row.subject)):
        fresh = missions.missions_named([row.subject])[row.subject]
        if rules.went_silent(since, [one[0] for one in fresh.silent], now) is None:
            return 0
        by = _machine(row.country, row.group)
        hour = f"{since.astimezone(ZoneInfo(by.zone)):%H:%M}"
        text = rules.silent_text(group=_name(row.country, row.group), folio=row.folio, since=hour)
        warned = warned_at((row.group, HEADQUARTERS), row.country, {"coordinator", "headquarters"})
        numbers = queue(warned, text, key=f"silent:{row.group}:{since:%Y%m%d%H%M%S}", now=now)
        payload = PostFellSilent(since=since, numbers=numbers)
        record(payload, subject=row.subject, by=by, at=now.astimezone(ZoneInfo(by.zone)), now=now)
        return 1


def _last_contact(country: str, group: str) -> datetime | None:
    """Return when a machine of the post spoke last; None where the post has none, or it never spoke."""
    nodes = [row.subject for row in devices_of(country, group) if row.is_node and row.revoked_at is None]
    return max((one.at for one in contacts(nodes).values()), default=None)


def _hour(at: datetime, row: MissionTeam) -> str:
    return f"{at.astimezone(ZoneInfo(_machine(row.country, row.group).zone)):%H:%M}"


def _name(country: str, group: str) -> str:
    found = pack(country).groups.get(group)
    return found.name if found else group


def _machine(country: str, group: str) -> Author:
    return author_of(replace(operator(), country=country, group=group, device="desk"))
