"""What the wall of a post shows: who of ours is out and late, alarms, numbers and hours. No person we met, no place, no note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from vereda.access.door import Reader
from vereda.desk.dates import clock, lasting
from vereda.desk.labels import Labels
from vereda.desk.rooms import missions as missions_room
from vereda.desk.rooms.history import names_of
from vereda.desk.rooms.noticed import Asked, Level
from vereda.desk.rooms.notices import notices
from vereda.desk.rooms.teams import late_said
from vereda.groups import door as groups
from vereda.rescue import door as rescue
from vereda.safety import door as safety

TEAMS, MISSIONS, ON_SHIFT, NOTICES, DANGERS = 6, 5, 9, 4, 3
"""How many of each are shown: what does not fit is counted, the picture never scrolls."""
LESS = 2
"""So many fewer teams and missions are shown while an officer is in danger."""


@dataclass(frozen=True)
class Team:
    """A team that is out, by call signs or first names."""

    who: str
    route: str
    late: str
    out: str
    due: str
    heard: str


@dataclass(frozen=True)
class Shown:
    """Some rows of a list, and how many more there are."""

    rows: Sequence[Any]  # Any: of each list its own
    more: int


def picture(country: str, group: str, now: datetime) -> dict[str, Any]:  # Any: what the page draws
    """Return all that the wall shows. now: in the clock of the post."""
    names = Names(country, group)
    alerts, shift = rescue.open_alerts(group, country), groups.open_shift(group, country)
    dangers = safety.open_dangers(country, group)
    missions = sorted(rescue.open_missions(group, country), key=lambda row: row.opened_at)
    less = LESS if dangers else 0
    teams = _shown(list(_teams(country, group, now, names)), TEAMS - less)
    told = [
        one for one in notices(Asked(country, group, now, Labels(country))) if one.on_wall and one.level is Level.WARN
    ]  # an alarm has its own place
    shown = {
        "now": now,
        "dangers": _shown([(names.of([row.who]), lasting(now - row.told_at), bool(row.seen)) for row in dangers], DANGERS),
        "alerts": len(alerts),
        "unread": sum(not row.read_at for row in alerts),
        "oldest": lasting(now - min(row.told_at for row in alerts)) if alerts else "",
        "teams": teams,
        "missions": _shown(
            [(row.folio, clock(row.opened_at), lasting(now - row.opened_at)) for row in missions], MISSIONS - less
        ),
        "shift": _shown(names.each(shift.members) if shift else [], ON_SHIFT),
        "since": clock(shift.started_at) if shift else "",
        "notices": _shown(told, NOTICES),
    }
    return {**shown, "size": _size(shown)}


def _size(shown: Mapping[str, Any]) -> int:  # Any: what the page draws
    """Return how large the letters may be so that all fits, from 1 to 4: a quiet night is read from the far end of the room."""
    left = 2 + sum(4 if team.late else 3 for team in shown["teams"].rows)
    right = 8 + 2 * len(shown["missions"].rows) + 2 * len(shown["notices"].rows) + bool(shown["notices"].rows)
    lines = max(left, right) + (3 + 2 * len(shown["dangers"].rows) if shown["dangers"].rows else 0)
    return next((size for size, most in ((4, 11), (3, 14), (2, 18)) if lines <= most), 1)


class Names:
    """How people of the group are called on the wall: by call sign, else by first name."""

    def __init__(self, country: str, group: str) -> None:
        self.signs = {row.account: row.sign for row in safety.call_signs(group, country) if row.account}

    def each(self, accounts: Iterable[str]) -> list[str]:
        """Return each of some accounts, in order of what they are called."""
        wanted = list(accounts)
        names = names_of(wanted)
        return sorted(self.signs.get(one) or (names.get(one, "").split() or [_("sin nombre")])[0] for one in wanted)

    def of(self, accounts: Iterable[str]) -> str:
        """Return some accounts in one line."""
        return ", ".join(self.each(accounts))


def _teams(country: str, group: str, now: datetime, names: Names) -> Iterable[Team]:
    """Yield who is out, of patrols and of missions, who is late first."""
    rows = [*_of_missions(country, group, now), *_of_patrols(country, group, now, names)]
    yield from sorted(rows, key=lambda one: not one.late)


def _of_missions(country: str, group: str, now: datetime) -> Iterable[Team]:
    for mission in missions_room.on_board(group, country, now, Labels(country)):
        for team in mission.teams:
            heard = max((datetime.fromisoformat(one[0]) for one in team.row.heard), default=None)
            late = _("SIN REPORTARSE {time}").format(time=team.late) if team.late else ""
            out = clock(team.row.departed_at or team.row.dispatched_at)
            yield Team(who=team.sign, route=mission.row.folio, late=late, out=out, due="", heard=clock(heard))


def _of_patrols(country: str, group: str, now: datetime, names: Names) -> Iterable[Team]:
    late = {row.subject for row in groups.overdue(group, country, now)}
    rows = groups.patrols_out(group, country)
    for row in sorted(rows, key=lambda row: (row.subject not in late, row.due_at or row.departed_at)):
        yield Team(
            who=names.of(row.team) or _("Equipo"),
            route=_route(row, group, country),
            late=late_said(row, now) if row.subject in late else "",
            out=clock(row.departed_at),
            due=clock(row.due_at),
            heard=clock(row.heard_at),
        )


def _route(row: Any, group: str, country: str) -> str:  # Any: the read model of groups
    """Return the name of a route of the post's plan; what somebody typed for one patrol may say where people are."""
    found = groups.route(row.named_route, group, country) if row.named_route else None
    return f"{found.number} {found.name}".strip() if found else ""


def _shown(rows: Sequence[Any], most: int) -> Shown:  # Any: of each list its own
    return Shown(rows[:most], max(0, len(rows) - most))


@dataclass(frozen=True)
class Screen:
    """A wall as its coordinator sees it in the list."""

    id: Any  # Any: UUID
    label: str
    by: str
    made_at: datetime
    asked: str
    is_silent: bool


def screens(rows: Sequence[Any], reader: Reader, now: datetime) -> list[Screen]:  # Any: the table of access
    """Return the walls of a group in words."""
    names = names_of([str(row.made_by) for row in rows])
    return [
        Screen(
            row.id,
            row.label,
            names.get(str(row.made_by), ""),
            row.made_at,
            lasting(now - row.asked_at),
            is_silent=(now - row.asked_at).total_seconds() > SILENT_S,
        )
        for row in rows
    ]


SILENT_S = 600
