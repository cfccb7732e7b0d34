"""A team on a mission that writes a text message is heard: the number is of ours, and its holder is on a team that is out.

It is the face's part to ask first whether somebody is in danger or asks for help: what comes here is neither.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from vereda.access.door import author_of, operator
from vereda.countries.door import pack
from vereda.logbook.schema import Channel
from vereda.messages.door import Came, Understood
from vereda.places.door import BadPoint, plain_text, read_point
from vereda.rescue.actions.team import hear_team
from vereda.rescue.errors.mission import BeforeDispatch, TeamNotOut
from vereda.rescue.lookups.missions import missions_named
from vereda.rescue.lookups.teams import teams_on_missions
from vereda.rescue.models.mission import MissionTeam
from vereda.rescue.rules.check_in_text import CheckIn, Names, heard_text, hour_written, read_check_in, which_text


def take_check_in(came: Came, account: str, country: str, at: datetime) -> Understood | None:
    """Hear the team that wrote; ask back where it may be one of two; None where the text is no check-in of a team that is out.

    A text that also says where they are, or that they come back, waits for a person besides: nobody is brought back by a text.
    So does one that came late: the team was well when it wrote, and what was since then only a person can find out.
    """
    rows, told = read_of(came.text, account, country)
    if told is None:
        return None
    if len(rows) > 1:
        return Understood(is_settled=False, answer=which_text(_names(rows)))
    (row,) = rows
    by = author_of(replace(operator(), country=country, group=row.group, device="desk"))
    wrote = hour_written(came.sent_at, at, may_lie=came.may_lie)
    here = wrote.at.astimezone(ZoneInfo(by.zone))
    try:
        hear_team(mission=row.subject, team=row.team, by=by, at=here, channel=Channel.SMS, reported_by=account)
    except (TeamNotOut, BeforeDispatch):
        return None  # somebody at the post was faster: the text waits, as it always did
    due = here + timedelta(minutes=row.check_in_min)
    answer = heard_text(_names(rows)[0], f"{here:%H:%M}", f"{due:%H:%M}" if due > at else "", is_back=told.is_back)
    return Understood(is_settled=not (told.is_back or told.has_point or wrote.is_late), answer=answer)


def read_of(text: str, account: str, country: str) -> tuple[list[MissionTeam], CheckIn | None]:
    """Return the writer's teams that are out and are meant, all where none is named; and what the text says of them."""
    rows = [row for row in teams_on_missions(country) if account in row.members]
    names = _names(rows)
    told = read_check_in(plain_text(text), names, lambda said: _without_point(said, country, rows[0].group)) if rows else None
    if told is None or not told.named:
        return rows, told
    return [rows[place] for place in told.named], told


def _names(rows: list[MissionTeam]) -> list[Names]:
    missions = missions_named([row.subject for row in rows])
    folios = {subject: one.folio for subject, one in missions.items()}
    return [Names(folio=folios.get(row.subject, ""), sign=row.call_sign) for row in rows]


def _without_point(said: str, country: str, group: str) -> str | None:
    post = pack(country).groups.get(group)
    try:
        found = read_point(country, said, (post.lat, post.lon) if post else None)
    except BadPoint:
        return None
    return plain_text(said).replace(found.text, " ")
