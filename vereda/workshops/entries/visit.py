"""The facts of a field visit. One subject is one visit to official crossings and services: the plan, the morning, what was seen.

It shows no people on the move, no private shelter and no informal crossing: what cannot be said here cannot be told on.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, Day, Strict
from vereda.workshops.entries.base import Hour, Institution, Line, LineIf, OfWorkshops, Said
from vereda.workshops.words import Decided, HazardNow, Light, PointKind, ServiceNow

VISIT = "field_visit"


class OfVisit(OfWorkshops):
    subject_kind: ClassVar[str] = VISIT


class PointAt(Strict):
    """An official crossing of the country's list, or a service of its directory."""

    kind: PointKind
    code: Code

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.code}"


class VehicleOf(Strict):
    """A vehicle of the host group. seats: for guests; kind: of the country's list."""

    what: Code
    seats: Annotated[int, Field(ge=1, le=60)]


class VisitPlanned(OfVisit):
    """Where a visit goes, who hosts it, by which way. Said again, it changes until it has left.

    rally, care  where everybody meets if something happens, and the nearest hospital that can take them
    """

    kind: ClassVar[str] = "workshops.visit_planned"
    field: ClassVar[tuple[str, ...]] = ("planned",)
    workshop: UUID | None = None
    host: Code
    on: Day
    begins: Hour
    ends: Hour
    points: list[PointAt] = Field(default_factory=list, max_length=12)
    route: LineIf = ""
    vehicles: list[VehicleOf] = Field(default_factory=list, max_length=20)
    rally: LineIf = ""
    care: LineIf = ""


class PlaceAgreed(OfVisit):
    """Those who run a service said yes or no to being visited. post: the post that answered, no name."""

    kind: ClassVar[str] = "workshops.place_agreed"
    field: ClassVar[tuple[str, ...]] = ("agreed", "point")
    point: Annotated[str, StringConstraints(max_length=80)]
    agrees: bool
    post: Line
    on: Day


class VisitorSet(OfVisit):
    """A guest is to come along, or not after all. role: what their institution does; one of enforcement is worth nothing."""

    kind: ClassVar[str] = "workshops.visitor_set"
    field: ClassVar[tuple[str, ...]] = ("visitor", "guest")
    guest: UUID
    role: Institution
    comes: bool = True


class BriefingRead(OfVisit):
    """A guest read the briefing and agrees to it and to the plan for safety."""

    kind: ClassVar[str] = "workshops.briefing_read"
    field: ClassVar[tuple[str, ...]] = ("read", "guest")
    guest: UUID
    briefing: Annotated[str, StringConstraints(max_length=12)]
    on: Day


class MorningChecked(OfVisit):
    """On the morning: weather and security, each with its source, and whether it leaves. The last look counts."""

    kind: ClassVar[str] = "workshops.morning_checked"
    field: ClassVar[tuple[str, ...]] = ("morning",)
    on: Day
    weather: Light
    weather_source: Line
    security: Light
    security_source: Line
    decided: Decided
    why: LineIf = ""


class HazardSeen(Strict):
    """A hazard as it was found; code: of the country's list, '' where it is in none."""

    code: Annotated[str, StringConstraints(max_length=120)] = ""
    now: HazardNow
    said: Said | None = None


class ServiceSeen(Strict):
    """A service as it was found; code: of the country's directory."""

    code: Code
    now: ServiceNow
    said: Said | None = None


class PointReported(OfVisit):
    """What was seen at one point. follow: what is to be done after it, with the office that does it and its day."""

    kind: ClassVar[str] = "workshops.point_reported"
    field: ClassVar[tuple[str, ...]] = ("report", "point")
    point: Annotated[str, StringConstraints(max_length=80)]
    seen: Said
    hazards: list[HazardSeen] = Field(default_factory=list, max_length=20)
    services: list[ServiceSeen] = Field(default_factory=list, max_length=20)
    follow: Said | None = None
    follow_owner: LineIf = ""
    follow_on: Day | None = None


class FollowedUp(OfVisit):
    """What was to be done after a point was done."""

    kind: ClassVar[str] = "workshops.followed_up"
    field: ClassVar[tuple[str, ...]] = ("done", "point")
    point: Annotated[str, StringConstraints(max_length=80)]
    on: Day
    said: Said


class VisitEnded(OfVisit):
    """Everybody is back; count: how many were out, guests and hosts."""

    kind: ClassVar[str] = "workshops.visit_ended"
    field: ClassVar[tuple[str, ...]] = ("ended",)
    is_milestone: ClassVar[bool] = True
    on: Day
    back_at: Hour
    count: Annotated[int, Field(ge=1, le=500)]


VISIT_KINDS = (
    VisitPlanned, PlaceAgreed, VisitorSet, BriefingRead, MorningChecked, PointReported, FollowedUp, VisitEnded,
)  # fmt: skip
