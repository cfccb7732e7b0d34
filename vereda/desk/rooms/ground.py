"""Where teams are not to go, and where they ask first: on pages, forms of patrols, board and hand-over. Nothing blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.desk.dates import clock, shortday
from vereda.desk.labels import Labels
from vereda.desk.rooms import plans as plans_room
from vereda.desk.rooms import warnings as warnings_room
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.noticed import Asked, Level, Notice, Part
from vereda.desk.words import ground as words
from vereda.groups import door as groups
from vereda.logbook.door import Author, open_box
from vereda.logbook.schema import FieldClass
from vereda.safety.door import Clearance, ClearanceRule, ClosedArea, Way, closed_actions, ends_soon, on_the_way
from vereda.safety.door import closed_lookups as lookups


@dataclass(frozen=True)
class Area:
    """A closed area in words. left: how long it stays closed; soon: it ends within two days; note: what the box holds."""

    row: ClosedArea
    reason: str
    said_by: str
    closed_by: str
    where: str
    left: str
    soon: bool
    is_over: bool
    note: str = ""


@dataclass(frozen=True)
class Leave:
    """A leave in words. holds: it stands now; told: what was written when it was asked for; conditions: with the answer."""

    row: Clearance
    said: str
    holds: bool
    asked_of: str
    asked_by: str
    answered_by: str
    told: str = ""
    conditions: str = ""


# The way of a team --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Met:
    """One thing that a team meets on its way. is_fine: leave was given and holds."""

    said: str
    is_fine: bool = False


@dataclass(frozen=True)
class Shut:
    """All that a way can meet at a post, read once for a page. zones: sector by route."""

    areas: Sequence[ClosedArea]
    rules: Sequence[ClearanceRule]
    leaves: Mapping[UUID, Clearance]
    zones: Mapping[UUID, str]

    def closed(self, way: Way, on: date) -> list[ClosedArea]:
        """Return the areas on a way that are closed on a day."""
        return on_the_way([row for row in self.areas if row.from_on <= on <= row.until_on], way)

    def met(self, way: Way, at: datetime) -> list[Met]:
        """Return what whoever goes this way at an instant must know, what is closed first."""
        closed = [Met(area_said(row)) for row in self.closed(way, at.date())]
        return [*closed, *(self._asked(rule, at) for rule in on_the_way(self.rules, way))]

    def everywhere(self, now: datetime) -> list[Met]:
        """Return all that is closed today or asks for leave, for the top of a form."""
        today = now.date()
        closed = [Met(area_said(row)) for row in self.areas if row.from_on <= today <= row.until_on]
        return [*closed, *(self._asked(rule, now) for rule in self.rules)]

    def _asked(self, rule: ClearanceRule, at: datetime) -> Met:
        leave = self.leaves.get(rule.subject)
        if leave is None or leave.until_at is None or leave.until_at < at:
            return Met(rule_said(rule))
        when = f"{shortday(leave.until_at)} {clock(leave.until_at)}"
        return Met(_("Con permiso hasta {when}: {name}").format(when=when, name=rule.name), is_fine=True)

    def way(self, route: UUID | None, said: str) -> Way:
        """Return the way of a team by its route and how it is called."""
        return Way(route=route, zone=self.zones.get(route, "") if route else "", said=said)


def shut(group: str, country: str, now: datetime) -> Shut:
    """Return what is closed or asks for leave at a post, today and later."""
    today = now.date()
    return Shut(
        areas=[*lookups.closed_areas(group, country, today), *lookups.areas_to_come(group, country, today)],
        rules=lookups.clearance_rules(group, country),
        leaves=lookups.leaves_that_hold(group, country, now),
        zones={row.subject: row.zone for row in groups.routes(group, country, retired=True)},
    )


def area_said(row: ClosedArea) -> str:
    """Return a closed area in one line: 'CERRADO: La presa hasta 3 dic (Disparos)'."""
    return _("CERRADA: {name}, hasta {day} ({why})").format(
        name=row.name, day=shortday(row.until_on), why=words.said(words.CLOSED_FOR, row.reason)
    )


def rule_said(rule: ClearanceRule) -> str:
    """Return where leave is to be asked for."""
    return _("PIDA PERMISO: {name} ({who})").format(name=rule.name, who=words.said(words.SOURCES, rule.asked_of))


def on_form(group: str, country: str, now: datetime) -> dict[str, Any]:  # Any: what the forms of patrols draw
    """Return the routes of a post with what is closed said beside their names, all that is closed, and what is warned of."""
    known = shut(group, country, now)
    routes = []
    for row in groups.routes(group, country):
        told = known.closed(known.way(row.subject, groups.route_said(row.number, row.name)), now.date())
        said = plans_room.said(row)
        mark = _("CERRADA hasta {day}").format(day=shortday(told[0].until_on)) if told else ""
        routes.append((str(row.subject), f"{mark} · {said}" if mark else said))
    return {"routes": routes, "ground": [*warned(group, country, now), *known.everywhere(now)]}


def warned(group: str, country: str, now: datetime) -> list[Met]:
    """Return what authorities warn of around the post, for who goes out or plans to."""
    return [Met(warnings_room.said(one)) for one in warnings_room.near(group, country, now)]


def of_plans(going: Iterable[plans_room.Going], group: str, country: str, now: datetime) -> dict[UUID, list[Met]]:
    """Return by plan what a planned team that has not gone will meet on its day."""
    known = shut(group, country, now)
    made = {}
    for one in going:
        row = one.row
        if one.patrol is None and not row.is_cancelled:
            at = max(now, datetime.combine(row.on, datetime.min.time(), now.tzinfo))
            made[row.subject] = known.met(known.way(row.route, row.route_said), at)
    return made


def went_all_the_same(patrol: UUID, *, by: Author, now: datetime) -> list[str]:
    """Write that a team went out over what is closed, once each, and return in words what it met."""
    row = groups.patrol(patrol, by.group, by.country)
    if row is None:
        return []
    known, gone_at = shut(by.group, by.country, now), timezone.localtime(row.departed_at)
    way = known.way(row.named_route, row.route)
    for area in known.closed(way, gone_at.date()):
        closed_actions.pass_area(area=area.subject, patrol=patrol, by=by, at=now)
    return [one.said for one in known.met(way, gone_at) if not one.is_fine]


# Pages --------------------------------------------------------------------------------------------------------------------


def areas(rows: Sequence[ClosedArea], today: date, labels: Labels) -> list[Area]:
    """Return areas in words, without their notes."""
    names = names_of({row.closed_by for row in rows})
    return [_area(row, today, labels, names) for row in rows]


def area(row: ClosedArea, today: date, labels: Labels) -> Area:
    """Return one area with what is written in its box; the page writes the read log."""
    return _area(row, today, labels, names_of({row.closed_by}), _opened(row.note))


def _area(row: ClosedArea, today: date, labels: Labels, names: Mapping[str, str], note: str = "") -> Area:
    over = row.opened_on is not None or row.until_on < today
    place = labels.place(row.state, row.municipality) if row.state or row.municipality else ""
    return Area(
        row=row,
        reason=words.said(words.CLOSED_FOR, row.reason),
        said_by=words.said(words.SOURCES, row.said_by),
        closed_by=who_is(row.closed_by, names),
        where=" · ".join(one for one in (row.zone, place) if one),
        left=_left(row, today),
        soon=not over and row.from_on <= today and ends_soon(today, row.until_on),
        is_over=over,
        note=note,
    )


def _left(row: ClosedArea, today: date) -> str:
    if row.opened_on is not None:
        return _("se abrió el {day}").format(day=shortday(row.opened_on))
    days = (row.until_on - today).days
    if days < 0:
        return _("terminó el {day}").format(day=shortday(row.until_on))
    if row.from_on > today:
        return _("desde el {day}").format(day=shortday(row.from_on))
    if days == 0:
        return _("termina hoy")
    said = ngettext("queda %(n)d día, hasta el {day}", "quedan %(n)d días, hasta el {day}", days) % {"n": days}
    return said.format(day=shortday(row.until_on))


def leaves(group: str, country: str, now: datetime) -> list[Leave]:
    """Return leaves in words with what stands in their boxes; the page writes the read log."""
    rows = lookups.clearances(group, country, now)
    names = names_of({one for row in rows for one in (row.asked_by, row.answered_by) if one})
    return [_leave(row, now, names) for row in rows]


def _leave(row: Clearance, now: datetime, names: Mapping[str, str]) -> Leave:
    holds = row.answer == "given" and row.until_at is not None and row.until_at >= now
    by = words.said(words.SOURCES, row.answered_of)
    if not row.answer:
        said = _("Sin respuesta")
    elif row.answer == "refused":
        said = _("No dieron permiso ({by})").format(by=by)
    else:
        until = f"{shortday(row.until_at)} {clock(row.until_at)}" if row.until_at else ""
        template = _("Permiso hasta {until} ({by})") if holds else _("El permiso terminó: {until} ({by})")
        said = template.format(until=until, by=by)
    return Leave(
        row=row,
        said=said,
        holds=holds,
        asked_of=words.said(words.SOURCES, row.asked_of),
        asked_by=who_is(row.asked_by, names),
        answered_by=who_is(row.answered_by, names) if row.answered_by else "",
        told=_opened(row.note),
        conditions=_opened(row.conditions),
    )


def _opened(entry: str) -> str:
    told = open_box(entry, FieldClass.CONTACT) if entry else None
    return (told or {}).get("text", "")


# Board and hand-over --------------------------------------------------------------------------------------------------------


def notices(asked: Asked) -> Iterator[Notice]:
    """Yield what is closed, what ends soon or ended by itself, teams out over it, and leave that nobody answered."""
    today, known = asked.now.date(), shut(asked.group, asked.country, asked.now)
    for row in known.areas:
        if row.from_on <= today:
            soon = ends_soon(today, row.until_on)
            said = f"{area_said(row)}. {_('Si sigue el peligro, renuévela.')}" if soon else area_said(row)
            yield Notice(Level.WARN if soon else Level.NOTE, said, reverse("desk:closed_area", args=[row.subject]))
    for row in lookups.areas_ended(asked.group, asked.country, today):
        if row.opened_on is None and row.until_on == today - timedelta(days=1):
            said = _("«{name}» dejó de estar cerrada ayer, por su fecha.").format(name=row.name)
            yield Notice(Level.NOTE, said, reverse("desk:closed_area", args=[row.subject]))
    for team in groups.patrols_out(asked.group, asked.country):
        met = known.closed(known.way(team.named_route, team.route), today)
        if met:
            said = _("Hay un equipo fuera por donde está cerrado: {route} ({area}).").format(route=team.route, area=met[0].name)
            yield Notice(Level.WARN, said, reverse("desk:patrol", args=[team.subject]))
    waiting = [row for row in lookups.clearances(asked.group, asked.country, asked.now) if not row.answer]
    for leave in waiting:
        said = _("Se pidió permiso para {name} y nadie ha anotado la respuesta.").format(name=leave.name)
        yield Notice(Level.NOTE, said, reverse("desk:clearances"))


def parts(asked: Asked) -> Iterator[Part]:
    """Yield what the hand-over says: where not to go, where to ask, and the leaves that stand."""
    known = shut(asked.group, asked.country, asked.now)
    yield Part(_("Zonas cerradas y permisos"), [one.said for one in known.everywhere(asked.now)])
