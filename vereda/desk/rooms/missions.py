"""A mission as the duty officer sees it: who is out, who is due or overdue now, what was found; teams and board in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.access.door import Reader
from vereda.countries.door import pack
from vereda.desk.dates import clock, lasting
from vereda.desk.frame import ON_THE_PATH
from vereda.desk.labels import Labels
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.mission_wording import means_said
from vereda.desk.rooms.noticed import Asked, Level, Notice
from vereda.encounters import door as encounters
from vereda.logbook.door import open_box
from vereda.logbook.schema import FieldClass
from vereda.once import once
from vereda.rescue import door as rescue
from vereda.rescue.door import Mission, MissionTeam


@dataclass(frozen=True)
class TeamOut:
    """A team of a mission in words.

    late   '' or how long it has not been heard; unread: it rings and nobody said 'enterado'; asked: who did, and when
    due    when it is to be heard next; said: what is known of it, in one line
    """

    row: MissionTeam
    sign: str
    people: str
    means: str
    said: str
    due: str
    late: str
    unread: bool
    asked: str
    meet: str
    url: str


@dataclass(frozen=True)
class OnBoard:
    """An open mission on the board: its teams, late ones first."""

    row: Mission
    teams: Sequence[TeamOut]
    late: bool


def described(rows: Sequence[MissionTeam], now: datetime, labels: Labels, reader: Reader | None = None) -> list[TeamOut]:
    """Return teams in words, those that rang longest ago first, then by the hour at which they are to be heard.

    reader  who may be shown the meeting point, None: nobody
    """
    names = names_of({one for row in rows for one in (*row.members, *(seen[1] for seen in row.seen))})
    ordered = sorted(rows, key=lambda row: (not row.is_out, rescue.hear_by(rescue.watched(row, now), now)))
    return [_described(row, now, labels, names, reader) for row in ordered]


def _described(row: MissionTeam, now: datetime, labels: Labels, names: dict[str, str], reader: Reader | None) -> TeamOut:
    watched = rescue.watched(row, now)
    is_late = row.is_out and rescue.is_overdue(watched, now)
    due = rescue.hear_by(watched, now)
    return TeamOut(
        row=row,
        sign=row.call_sign,
        people=", ".join(who_is(account, names) for account in row.members),
        means=means_said(row.means, labels),
        said=_said(row),
        due=_due(due, now) if row.is_out else "",
        late=lasting(now - rescue.last_word(watched, now)) if is_late else "",
        unread=is_late and rescue.is_unread(row, now),
        asked=_asked(row, due, now, names) if is_late else "",
        meet=place_in(row.where, reader) if reader and row.is_out else "",
        url=reverse("desk:mission", args=[row.subject]),
    )


def _said(row: MissionTeam) -> str:
    heard = max((datetime.fromisoformat(one[0]) for one in row.heard), default=None)
    parts = [
        _("despachado {hour}").format(hour=clock(row.dispatched_at)),
        _("cita {hour}").format(hour=clock(row.meet_at)) if row.meet_at and not row.departed_at else "",
        _("salió {hour}").format(hour=clock(row.departed_at)) if row.departed_at else "",
        _("se reportó {hour}").format(hour=clock(heard)) if heard else "",
        _("regresó {hour}").format(hour=clock(row.returned_at)) if row.returned_at else "",
        _("no salió") if row.stood_down_at and not row.returned_at else "",
    ]
    return " · ".join(part for part in parts if part)


def _due(due: datetime, now: datetime) -> str:
    if due > now:
        return _("debe reportarse a las {hour}, en {time}").format(hour=clock(due), time=lasting(due - now))
    return _("debía reportarse a las {hour}").format(hour=clock(due))


def _asked(row: MissionTeam, due: datetime, now: datetime, names: dict[str, str]) -> str:
    read = [one for one in row.seen if due <= datetime.fromisoformat(one[0]) <= now]
    if not read:
        return ""
    at, account, _group = read[-1]
    return _("{who} pregunta por ellos desde las {hour}").format(
        who=who_is(account, names), hour=clock(datetime.fromisoformat(at))
    )


def place_in(entry: UUID | str | None, reader: Reader) -> str:
    """Return an exact place that a box holds, for who helps or rescues; '' where there is none, or its key is gone."""
    if not entry or reader.purpose not in ON_THE_PATH:
        return ""
    found = open_box(entry, FieldClass.WHEREABOUTS) or {}
    point = f"{found['lat']:.5f}, {found['lon']:.5f}" if found.get("lat") is not None else ""
    return " · ".join(part for part in (found.get("place", ""), point) if part)


def on_board(group: str, country: str, now: datetime, labels: Labels) -> list[OnBoard]:
    """Return the open missions of a group with their teams that are out, those with an overdue team first."""
    out: dict[UUID, list[TeamOut]] = {}
    for team in described(rescue.teams_on_missions(country, group), now, labels):
        out.setdefault(team.row.subject, []).append(team)
    rows = rescue.open_missions(group, country)
    made = [OnBoard(row, teams := out.get(row.subject, []), any(one.late for one in teams)) for row in rows]
    return sorted(made, key=lambda one: (not one.late, one.row.opened_at))


@dataclass(frozen=True)
class Overdue:
    """An overdue team on the band that every page has. place: its post; read: who asks for it; url: where one answers."""

    team: TeamOut
    folio: str
    place: str
    url: str


@once
def overdue(group: str | None, country: str, now: datetime, url: str = "") -> list[Overdue]:
    """Return the overdue teams of a group, or of the whole country, those that nobody asks for first. url: of headquarters."""
    teams = described(rescue.teams_on_missions(country, group), now, Labels(country))
    late = [one for one in teams if one.late]
    missions = rescue.missions_named(one.row.subject for one in late)
    made = [Overdue(one, missions[one.row.subject].folio, _post(one.row), url or one.url) for one in late]
    return sorted(made, key=lambda one: not one.team.unread)


def _post(row: MissionTeam) -> str:
    group = pack(row.country).groups.get(row.group)
    return group.name if group else row.group


def found_said(row: Mission) -> tuple[int, list[dict[str, Any]]]:  # Any: what the page draws
    """Return how many people the mission found as their encounters count them now, and each finding."""
    made, total = [], 0
    for one in row.found:
        met = encounters.encounter(UUID(one["encounter"]), [row.group], row.country)
        people = met.people_met if met and not met.is_withdrawn else 0 if met else one["people"]
        total += people
        made.append(
            {**one, "at": datetime.fromisoformat(one["at"]), "people": people, "is_withdrawn": bool(met and met.is_withdrawn)}
        )
    return total, made


def people_said(people: int) -> str:
    """Return a number of people."""
    return ngettext("%(n)d persona", "%(n)d personas", people) % {"n": people}


def notices(asked: Asked) -> Iterable[Notice]:
    """Yield the teams that were not heard: on the board and on the wall, by call sign and folio."""
    for one in overdue(asked.group, asked.country, asked.now):
        said = _("{sign} de la misión {folio}: SIN REPORTARSE {time}").format(
            sign=one.team.sign, folio=one.folio, time=one.team.late
        )
        yield Notice(Level.WARN, said, one.url, on_wall=True)
