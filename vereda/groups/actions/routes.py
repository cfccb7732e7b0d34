"""The routes of the post, the plan of patrols, and the departure of a team that was planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from vereda.groups.actions.roster import hour
from vereda.groups.entries.patrols import PatrolDeparted, Vehicle
from vereda.groups.entries.routes import PatrolPlanCancelled, PatrolPlanned, RouteNamed, RouteReinstated, RouteRetired
from vereda.groups.errors import DriverNotInTeam, NameMissing, NotOfThePost, PlanCancelled, PlanGone, RouteMissing
from vereda.groups.lookups import patrols, routes
from vereda.groups.models import PatrolPlan
from vereda.groups.rules.routes import patrol_of_plan
from vereda.logbook.door import Author, Receipt, in_turn, record


@dataclass(frozen=True, kw_only=True)
class Outing:
    """A team that is to go out. leaves: the hour at the post, 'HH:MM'; driver: one of the team."""

    on: date
    leaves: str
    route_said: str
    route: UUID | None = None
    back_after_min: int | None = None
    team: Sequence[str] = ()
    vehicles: Sequence[Vehicle] = field(default_factory=tuple)
    driver: str = ""
    check_in_min: int | None = None


def name_route(
    *,
    name: str,
    by: Author,
    at: datetime,
    number: str = "",
    zone: str = "",
    check_in_min: int | None = None,
    route: UUID | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Name a route, or change one. Raises NameMissing, NotOfThePost."""
    if not name.strip():
        raise NameMissing
    if route is not None:
        _is_retired(route, by)
    payload = RouteNamed(number=number.strip(), name=name.strip(), zone=zone.strip(), check_in_min=check_in_min)
    return record(payload, subject=route, by=by, at=at, id=entry)


def retire_route(*, route: UUID, by: Author, at: datetime) -> Receipt | None:
    """Record that nobody is sent there any more; None when that was recorded. Raises NotOfThePost."""
    with in_turn("route", str(route)):
        return None if _is_retired(route, by) else record(RouteRetired(), subject=route, by=by, at=at)


def reinstate_route(*, route: UUID, by: Author, at: datetime) -> Receipt | None:
    """Record that a route is used again; None when it is. Raises NotOfThePost."""
    with in_turn("route", str(route)):
        return record(RouteReinstated(), subject=route, by=by, at=at) if _is_retired(route, by) else None


def plan_patrol(outing: Outing, *, by: Author, at: datetime, plan: UUID | None = None, entry: UUID | None = None) -> Receipt:
    """Plan a patrol, or change a plan. Raises RouteMissing, HourWrong, DriverNotInTeam, NotOfThePost, PlanGone."""
    if not outing.route_said.strip():
        raise RouteMissing
    if outing.driver and outing.driver not in outing.team:
        raise DriverNotInTeam
    if plan is not None and (row := _plan(plan, by)) and routes.became_of([row]):
        raise PlanGone
    payload = PatrolPlanned(
        on=outing.on,
        leaves=hour(outing.leaves),
        back_after_min=outing.back_after_min,
        route=outing.route,
        route_said=outing.route_said.strip(),
        team=list(outing.team),
        vehicles=list(outing.vehicles),
        driver=outing.driver or None,
        check_in_min=outing.check_in_min,
    )
    return record(payload, subject=plan, by=by, at=at, id=entry)


def cancel_plan(*, plan: UUID, by: Author, at: datetime) -> Receipt | None:
    """Record that a planned team is not to go out; None when that was recorded. Raises NotOfThePost, PlanGone."""
    with in_turn("patrol plan", str(plan)):
        row = _plan(plan, by)
        if routes.became_of([row]):
            raise PlanGone
        return None if row.is_cancelled else record(PatrolPlanCancelled(), subject=plan, by=by, at=at)


def depart_as_planned(*, plan: UUID, by: Author, at: datetime) -> UUID:
    """Record that a planned team went out, and return its patrol: the same, however often somebody taps.

    Two desks that do not hear each other write of one patrol as well: its subject follows from the plan.
    Raises NotOfThePost, PlanCancelled.
    """
    with in_turn("patrol plan", str(plan)):
        row = _plan(plan, by)
        if row.is_cancelled:
            raise PlanCancelled
        subject = _next_patrol(row, by)
        if patrols.patrol(subject, by.group, by.country) is None:
            record(_departure(row), subject=subject, by=by, at=at)
        return subject


def _next_patrol(row: PatrolPlan, by: Author) -> UUID:
    """Return the patrol that a plan became, or is to become after those that were noted by mistake."""
    for attempt in range(routes.ATTEMPTS):
        subject = patrol_of_plan(row.subject, attempt)
        there = patrols.patrol(subject, by.group, by.country)
        if there is None or not there.is_withdrawn:
            return subject
    raise PlanCancelled  # withdrawn as often as that: it is planned anew


def _departure(row: PatrolPlan) -> PatrolDeparted:
    return PatrolDeparted(
        route=row.route_said,
        team=row.team,
        vehicles=[Vehicle.model_validate(one) for one in row.vehicles],
        expected_back_min=row.back_after_min,
        driver=row.driver or None,
        named_route=row.route,
        check_in_min=row.check_in_min,
    )


def _plan(plan: UUID, by: Author) -> PatrolPlan:
    found = routes.plan(plan, by.group, by.country)
    if found is None:
        raise NotOfThePost
    return found


def _is_retired(route: UUID, by: Author) -> bool:
    found = routes.route(route, by.group, by.country)
    if found is None:
        raise NotOfThePost
    return found.is_retired
