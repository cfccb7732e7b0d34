"""Teams that are out, in words: since when, how late, with whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from vereda.desk.dates import clock, lasting
from vereda.desk.labels import Labels
from vereda.desk.rooms.history import names_of, who_is
from vereda.groups import door as groups


@dataclass(frozen=True)
class Out:
    """A team that is out. late: '' or how late it is, in words."""

    row: Any  # Any: the read model of groups, whose class is not offered
    late: str
    said: str
    team: str
    vehicles: str


def teams_out(group: str, country: str, now: datetime, labels: Labels) -> list[Out]:
    """Return the teams that are out, late ones first and loud."""
    late = {row.subject for row in groups.overdue(group, country, now)}
    rows = groups.patrols_out(group, country)
    names = names_of({account for row in rows for account in row.team})
    made = []
    for row in sorted(rows, key=lambda row: (row.subject not in late, row.due_at or row.departed_at)):
        vehicles = ", ".join(f"{labels.vehicle(one['kind'])} {one.get('number', '')}".strip() for one in row.vehicles)
        team = ", ".join(who_is(account, names) for account in row.team)
        made.append(Out(row, late_said(row, now) if row.subject in late else "", out_said(row), team, vehicles))
    return made


def back_lately(group: str, country: str, now: datetime) -> list[groups.Patrol]:
    """Return the teams that left today or yesterday and are back, the latest first: much is written only afterwards."""
    days = (now.date(), now.date() - timedelta(days=1))
    rows = [one for day in days for one in groups.patrols_of_day(group, country, day) if one.returned_at and one.patrols == 1]
    return sorted(rows, key=lambda one: one.departed_at, reverse=True)


def late_said(row: Any, now: datetime) -> str:  # Any: the read model of groups
    """Return how late a team is: past its hour, or not heard for long where it gave none."""
    if row.due_at and row.due_at < now:
        return _("ATRASADO {time}").format(time=lasting(now - row.due_at))
    if row.hear_by and row.hear_by < now:
        return _("NO SE REPORTÓ A LAS {hour}").format(hour=clock(row.hear_by))
    return _("SIN REPORTARSE {time}").format(time=lasting(now - (row.heard_at or row.departed_at)))


def out_said(row: Any) -> str:  # Any: the read model of groups
    parts = [_("salió {hour}").format(hour=clock(row.departed_at))]
    if row.due_at:
        parts.append(_("vuelve {hour}").format(hour=clock(row.due_at)))
    if row.heard_at:
        parts.append(_("se reportó {hour}").format(hour=clock(row.heard_at)))
    return " · ".join(parts)
