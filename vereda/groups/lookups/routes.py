"""What pages ask of routes and of the plan of patrols."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.groups.models import NamedRoute, Patrol, PatrolPlan
from vereda.groups.rules.routes import NOT_GONE, patrol_of_plan

ATTEMPTS = 5
"""How often a planned patrol may be noted as gone by mistake: each time is a patrol of its own, withdrawn."""


def routes(group: str, country: str, *, retired: bool = False) -> list[NamedRoute]:
    """Return the routes of a post by zone and number; those no longer used only when asked."""
    rows = NamedRoute.objects.filter(country=country, group=group)
    return sorted(rows if retired else rows.filter(is_retired=False), key=_by_number)


def _by_number(row: NamedRoute) -> tuple[bool, str, int, str, str]:
    digits = "".join(sign for sign in row.number if sign.isdecimal() and sign.isascii())
    return row.is_retired, row.zone.casefold(), int(digits or 10**9), row.number, row.name


def route(subject: UUID, group: str, country: str) -> NamedRoute | None:
    """Return a route of the group."""
    return NamedRoute.objects.filter(subject=subject, group=group, country=country).first()


def plan(subject: UUID, group: str, country: str) -> PatrolPlan | None:
    """Return a planned patrol of the group."""
    return PatrolPlan.objects.filter(subject=subject, group=group, country=country).first()


@dataclass(frozen=True)
class PlannedPatrol:
    """A planned patrol, when it is to leave (aware), and the patrol that it became."""

    row: PatrolPlan
    leaves_at: datetime
    patrol: Patrol | None


def plans(group: str, country: str, from_on: date, to_on: date) -> list[PlannedPatrol]:
    """Return the patrols planned for some days in the order in which they leave, cancelled ones as well."""
    rows = list(PatrolPlan.objects.filter(country=country, group=group, on__gte=from_on, on__lte=to_on))
    became, zone = became_of(rows), ZoneInfo(pack(country).groups[group].zone)
    made = [PlannedPatrol(row, _leaves_at(row, zone), became.get(row.subject)) for row in rows]
    return sorted(made, key=lambda one: (one.leaves_at, one.row.route_said, str(one.row.subject)))


def _leaves_at(row: PatrolPlan, zone: ZoneInfo) -> datetime:
    return datetime.combine(row.on, time.fromisoformat(row.leaves), zone)


def became_of(rows: Sequence[PatrolPlan]) -> dict[UUID, Patrol]:
    """Return the patrols that plans became, by plan; those noted by mistake are none."""
    wanted = {patrol_of_plan(row.subject, attempt): row.subject for row in rows for attempt in range(ATTEMPTS)}
    there = Patrol.objects.filter(subject__in=list(wanted), is_withdrawn=False)
    return {wanted[patrol.subject]: patrol for patrol in there}


def not_gone(group: str, country: str, now: datetime) -> list[PlannedPatrol]:
    """Return patrols of today and yesterday that were to leave and did not. now: in the clock of the post."""
    found = plans(group, country, now.date() - timedelta(days=1), now.date())
    return [
        one
        for one in found
        if one.patrol is None and not one.row.is_cancelled and now - timedelta(days=1) < one.leaves_at < now - NOT_GONE
    ]
