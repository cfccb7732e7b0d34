"""The facts of the plan of patrols: the routes of the post by number and name, and who is to go where, when."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.groups.entries.patrols import Account, Minutes, Route, Vehicle, Zone
from vereda.groups.entries.roster import Hour
from vereda.logbook.schema import Day, Demand, OfThePost


class RouteNamed(OfThePost):
    """A route of the post, as people say it: 'Ruta 2: Puente Córdova'. Written again, it changes.

    check_in_min  how often a team on it is to be heard; None: no more often than any team
    """

    kind: ClassVar[str] = "groups.route_named"
    subject_kind: ClassVar[str] = "route"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    number: str = Field(default="", max_length=10)
    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    zone: Zone = ""
    check_in_min: Minutes | None = None


class RouteRetired(OfThePost):
    """Nobody is sent there any more."""

    kind: ClassVar[str] = "groups.route_retired"
    subject_kind: ClassVar[str] = "route"
    demands: ClassVar[Demand] = Demand("K1", "approve")


class RouteReinstated(OfThePost):
    """The route is used again."""

    kind: ClassVar[str] = "groups.route_reinstated"
    subject_kind: ClassVar[str] = "route"
    demands: ClassVar[Demand] = Demand("K1", "approve")


class PatrolPlanned(OfThePost):
    """A team is to go out. `route_said`: the route as it was called when it was planned. Written again, the plan changes."""

    kind: ClassVar[str] = "groups.patrol_planned"
    subject_kind: ClassVar[str] = "patrol_plan"
    on: Day
    leaves: Hour
    back_after_min: Minutes | None = None
    route: UUID | None = None
    route_said: Annotated[Route, StringConstraints(min_length=1)]
    team: list[Account] = Field(default_factory=list, max_length=40)
    vehicles: list[Vehicle] = Field(default_factory=list, max_length=10)
    driver: Account | None = None
    check_in_min: Minutes | None = None


class PatrolPlanCancelled(OfThePost):
    """The team is not to go out."""

    kind: ClassVar[str] = "groups.patrol_plan_cancelled"
    subject_kind: ClassVar[str] = "patrol_plan"


ROUTE_KINDS = (RouteNamed, RouteRetired, RouteReinstated)
PLAN_KINDS = (PatrolPlanned, PatrolPlanCancelled)
