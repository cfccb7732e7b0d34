"""The mission of today in a demonstration: a team that is out and was just heard, what it told, a clue, whom it reached.

All of it is told from the present: the team is waited for in the first hour, and nothing rings in the first minutes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from vereda.countries.door import MissionWordKind, pack
from vereda.demo.writing import Scribe
from vereda.encounters.door import Where
from vereda.logbook.door import record_all
from vereda.rescue import door as rescue
from vereda.rescue.door import Means, Team

SIGN = "Lobo 4"


def send_team(scribe: Scribe, group: str, mission: UUID, now: datetime) -> UUID:
    """Send a team, have it heard twice, tell and find something; return its line. now: in the clock of the post."""
    desk, leader = scribe.author(group, 1), scribe.account(group, 3)
    means = [Means(code=code, number="04") for code in _first(MissionWordKind.MEANS, desk.country)]
    who = Team(call_sign=SIGN, members=[leader], means=means, check_in_min=60)
    rescue.dispatch_team(mission=mission, who=who, by=desk, at=now - timedelta(minutes=90))
    team = rescue.teams_of(mission, group, desk.country)[-1].team
    rescue.depart_team(mission=mission, team=team, by=desk, at=now - timedelta(minutes=82))
    for minutes in (55, 12):
        rescue.hear_team(mission=mission, team=team, by=desk, at=now - timedelta(minutes=minutes), reported_by=leader)
    for code in _first(MissionWordKind.CLUE, desk.country):
        said = "De tres personas, rumbo al río. Seguimos a pie por la orilla."
        rescue.note_clue(mission=mission, team=team, by=desk, what=code, at=now - timedelta(minutes=55), text=said)
    said = "Los vemos del otro lado del brazo. Pedimos lancha."
    rescue.report_situation(mission=mission, team=team, by=desk, text=said, at=now - timedelta(minutes=40))
    return team


def reached(scribe: Scribe, group: str, *, mission: UUID, team: UUID, encounter: UUID, where: Where, at: datetime) -> None:
    """Record that the team reached the three people of an encounter."""
    by = scribe.author(group, 1)
    found = rescue.found_draft(mission=mission, people=3, encounter=encounter, by=by, at=at, where=where, team=team)
    record_all([found])


def _first(kind: MissionWordKind, country: str) -> list[str]:
    """Return the code of the first word of a kind that the country has, or nothing."""
    rows = sorted((row.order, row.code) for row in pack(country).mission_words.values() if row.kind == kind)
    return [code for _order, code in rows[:1]]
