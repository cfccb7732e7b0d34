"""The plan of patrols as a page shows it, and the forms of a route, of a plan and of a departure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.desk.dates import clock
from vereda.desk.labels import VEHICLES, Labels
from vereda.desk.rooms.history import names_of, who_is
from vereda.desk.rooms.typed import Typed
from vereda.groups import door as groups
from vereda.groups.door import NamedRoute, Outing, PlannedPatrol, Vehicle

FIELDS = {
    "groups.route_missing": "route",
    "groups.hour_wrong": "leaves",
    "groups.driver_not_in_team": "driver",
    "groups.name_missing": "name",
}
HOURS_MOST = 168
NEAR = timedelta(hours=12)


@dataclass(frozen=True)
class Going:
    """A planned patrol in words. late: '' unless it should have left; said: what became of it."""

    row: groups.PatrolPlan
    patrol: groups.Patrol | None
    late: bool
    said: str
    team: str
    driver: str
    vehicles: str


def not_gone(group: str, country: str, now: datetime) -> list[PlannedPatrol]:
    """Return who was planned and has not left: of today, and of a night that began yesterday or ends tomorrow."""
    today, day = now.date(), timedelta(days=1)
    return [
        one
        for one in groups.patrol_plans(group, country, today - day, today + day)
        if one.patrol is None and not one.row.is_cancelled and (one.row.on == today or abs(one.leaves_at - now) <= NEAR)
    ]


def going(plans: Sequence[PlannedPatrol], now: datetime, labels: Labels) -> list[Going]:
    """Return planned patrols in words."""
    names = names_of({member for one in plans for member in one.row.team})
    return [_going(one, now, labels, names) for one in plans]


def _going(one: PlannedPatrol, now: datetime, labels: Labels, names: Mapping[str, str]) -> Going:
    row = one.row
    waits = one.patrol is None and not row.is_cancelled
    return Going(
        row=row,
        patrol=one.patrol,
        late=waits and one.leaves_at + timedelta(minutes=30) < now,
        said=_became(one),
        team=", ".join(who_is(member, names) for member in row.team),
        driver=who_is(row.driver, names) if row.driver else "",
        vehicles=vehicles_said(row.vehicles, labels),
    )


def _became(one: PlannedPatrol) -> str:
    if one.row.is_cancelled:
        return _("Cancelado")
    if one.patrol is None:
        return _("No ha salido")
    if one.patrol.returned_at:
        return _("salió {out}, regresó {back}").format(out=clock(one.patrol.departed_at), back=clock(one.patrol.returned_at))
    return _("salió {out}, está fuera").format(out=clock(one.patrol.departed_at))


def vehicles_said(vehicles: Sequence[Mapping[str, str]], labels: Labels) -> str:
    """Return vehicles in words: 'Camioneta 03, Lancha 02'."""
    return ", ".join(f"{labels.vehicle(one['kind'])} {one.get('number', '')}".strip() for one in vehicles)


def offered(group: str, country: str) -> list[tuple[str, str]]:
    """Return the routes of the post to choose from, with their zone."""
    return [(str(row.subject), said(row)) for row in groups.routes(group, country)]


def said(row: NamedRoute) -> str:
    """Return a route as people say it, with its zone."""
    name = groups.route_said(row.number, row.name)
    return f"{name} · {row.zone}" if row.zone else name


@dataclass(frozen=True)
class Way:
    """Where a team goes: the route that was chosen, how it is called, and how often it is to be heard."""

    route: UUID | None
    said: str
    check_in_min: int | None


def way(typed: Typed, group: str, country: str) -> Way:
    """Return the route of a form: what was typed is what it is called; else the name of the one chosen."""
    chosen = {str(row.subject): row for row in groups.routes(group, country, retired=True)}.get(typed.get("named_route"))
    text = typed.text("route", 80)
    hours = typed.number_or_none("heard_h", HOURS_MOST)
    if hours == 0:
        typed.wrong("heard_h", _("Cada cuántas horas: 1 o más; vacío si no se acordó."))
    minutes = hours * 60 if hours else chosen.check_in_min if chosen else None
    name = text or (groups.route_said(chosen.number, chosen.name)[:80] if chosen else "")
    return Way(chosen.subject if chosen else None, name, minutes)


def team(typed: Typed, members: Mapping[str, str]) -> tuple[list[str], str]:
    """Return who goes, and who of them drives; '' when nobody was said to. Who drives, goes."""
    going = [rest for rest, _name in typed.named("team:") if rest in members]
    driver = typed.get("driver") if typed.get("driver") in members else ""
    return ([*going, driver] if driver and driver not in going else going), driver


def vehicles(typed: Typed) -> list[Vehicle]:
    """Return what the team goes with."""
    kind, number = typed.get("vehicle"), typed.text("number", 20)
    if number and kind not in VEHICLES:
        typed.wrong("vehicle", _("Diga qué vehículo es el número {number}.").format(number=number))
    return [Vehicle(kind=kind, number=number)] if kind in VEHICLES else []


def outing(typed: Typed, group: str, country: str, members: Mapping[str, str]) -> Outing | None:
    """Return what was planned; None with the errors beside their fields."""
    on, chosen = typed.day("on"), way(typed, group, country)
    if on is None:
        typed.wrong("on", _("Diga para qué día."))
    elif not date(2000, 1, 1) <= on <= date(2100, 1, 1):
        typed.wrong("on", _("Revise el año."))
    back = typed.number("back_h", HOURS_MOST) * 60 + typed.number("back_min", 59)
    going, driver = team(typed, members)
    cars = vehicles(typed)
    if typed.errors or on is None:
        return None
    return Outing(
        on=on,
        leaves=typed.get("leaves"),
        route_said=chosen.said,
        route=chosen.route,
        back_after_min=back or None,
        team=going,
        vehicles=cars,
        driver=driver,
        check_in_min=chosen.check_in_min,
    )


def filled(row: groups.PatrolPlan) -> dict[str, str]:
    """Return a plan as the values of its form."""
    car = row.vehicles[0] if row.vehicles else {}
    return {
        "on": row.on.isoformat(),
        "leaves": row.leaves,
        "named_route": str(row.route or ""),
        "route": "" if row.route else row.route_said,
        "back_h": str(row.back_after_min // 60) if row.back_after_min else "",
        "back_min": str(row.back_after_min % 60 or "") if row.back_after_min else "",
        "heard_h": str(row.check_in_min // 60) if row.check_in_min else "",
        "driver": row.driver,
        "vehicle": car.get("kind", ""),
        "number": car.get("number", ""),
        **{f"team:{member}": "on" for member in row.team},
    }


def leaves_first(now: datetime) -> str:
    """Return the usual hour of an empty plan: the next full hour."""
    return clock(now.replace(minute=0) + timedelta(hours=1))
