"""Where teams are not to go until a day, and where they go with leave only: said, renewed, ended; asked for, given, refused.

Its boxes are of class `contact`: sealed, and a post keeps their keys. Who goes out at night with the line cut must read them.
"""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Day, Demand, FieldClass, FreeText, Instant, OfThePost
from vereda.safety.entries.spot import Area
from vereda.safety.words import ClosedFor, Source

Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Zone = Annotated[str, StringConstraints(max_length=60)]


class AreaClosed(OfThePost):
    """Teams are not to go there until the end of a day. Words only: no shape, and no informal crossing by its name.

    route, zone  which of the post's routes or sectors it is, where it is one
    """

    kind: ClassVar[str] = "safety.area_closed"
    subject_kind: ClassVar[str] = "closed_area"
    boxes: ClassVar = {FieldClass.CONTACT: FreeText}
    name: Name
    route: UUID | None = None
    zone: Zone = ""
    state: Area = Field(default="", max_length=8)
    municipality: Area = Field(default="", max_length=16)
    reason: ClosedFor
    said_by: Source
    from_on: Day
    until_on: Day


class AreaRenewed(OfThePost):
    """It stays closed until another day."""

    kind: ClassVar[str] = "safety.area_renewed"
    subject_kind: ClassVar[str] = "closed_area"
    until_on: Day


class AreaOpened(OfThePost):
    """Teams may go there again, before the day."""

    kind: ClassVar[str] = "safety.area_opened"
    subject_kind: ClassVar[str] = "closed_area"


class AreaPassed(OfThePost):
    """A team went out there all the same: shown, never refused."""

    kind: ClassVar[str] = "safety.area_passed"
    subject_kind: ClassVar[str] = "closed_area"
    patrol: UUID


class ClearanceRequired(OfThePost):
    """Whoever goes there needs leave. Written again, it changes."""

    kind: ClassVar[str] = "safety.clearance_required"
    subject_kind: ClassVar[str] = "clearance_rule"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    name: Name
    route: UUID | None = None
    zone: Zone = ""
    asked_of: Source


class ClearanceNotRequired(OfThePost):
    kind: ClassVar[str] = "safety.clearance_not_required"
    subject_kind: ClassVar[str] = "clearance_rule"
    demands: ClassVar[Demand] = Demand("K1", "approve")


class ClearanceAsked(OfThePost):
    """Leave was asked for, for a way on which it is needed."""

    kind: ClassVar[str] = "safety.clearance_asked"
    subject_kind: ClassVar[str] = "clearance"
    boxes: ClassVar = {FieldClass.CONTACT: FreeText}
    rule: UUID
    name: Name
    asked_of: Source


class ClearanceGiven(OfThePost):
    """Leave was given until an instant. `given_by`: who, by kind; conditions stand in the box."""

    kind: ClassVar[str] = "safety.clearance_given"
    subject_kind: ClassVar[str] = "clearance"
    boxes: ClassVar = {FieldClass.CONTACT: FreeText}
    given_by: Source
    until_at: Instant


class ClearanceRefused(OfThePost):
    kind: ClassVar[str] = "safety.clearance_refused"
    subject_kind: ClassVar[str] = "clearance"
    boxes: ClassVar = {FieldClass.CONTACT: FreeText}
    refused_by: Source


AREA_KINDS = (AreaClosed, AreaRenewed, AreaOpened, AreaPassed)
RULE_KINDS = (ClearanceRequired, ClearanceNotRequired)
CLEARANCE_KINDS = (ClearanceAsked, ClearanceGiven, ClearanceRefused)
