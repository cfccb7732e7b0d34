"""Assistance points of the post, and the tables by which a number on a tower or a post becomes a place."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, Demand, FieldClass, FreeText, OfThePost, Payload, Strict
from vereda.safety.entries.spot import Area, Said
from vereda.safety.words import PointState

Number = Annotated[str, StringConstraints(max_length=20)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class WhereItStands(Strict):
    """Where a thing of ours stands, and how one finds it. Sealed: a map of water would be a map of people.

    Of class `contact`, as what the post wrote for itself and must read again: it is owned by the point and goes with it.
    """

    lat: Latitude | None = None
    lon: Longitude | None = None
    text: Annotated[str, StringConstraints(max_length=2000)] = ""


class PointSet(OfThePost):
    """There is a point: its kind, its number, what it is called. Written again, it changes. every_days: instead of the pack's."""

    kind: ClassVar[str] = "safety.point_set"
    subject_kind: ClassVar[str] = "assist_point"
    boxes: ClassVar = {FieldClass.CONTACT: WhereItStands}
    what: Code
    number: Number = ""
    name: Said = ""
    state: Area = Field(default="", max_length=8)
    municipality: Area = Field(default="", max_length=16)
    every_days: Annotated[int, Field(ge=1, le=730)] | None = None


class PointLookedAt(Payload):
    """Somebody was there: what was found, or done."""

    kind: ClassVar[str] = "safety.point_looked_at"
    subject_kind: ClassVar[str] = "assist_point"
    from_posts: ClassVar[bool] = True
    boxes: ClassVar = {FieldClass.CONTACT: FreeText}
    found: PointState
    patrol: UUID | None = None


class PointTakenAway(OfThePost):
    """It is no longer ours to look after."""

    kind: ClassVar[str] = "safety.point_taken_away"
    subject_kind: ClassVar[str] = "assist_point"
    demands: ClassVar[Demand] = Demand("K1", "approve")


class ReferenceSet(OfThePost):
    """A number that stands on a tower, a pole or a stone, and where that is. Things of the land, not people: in clear."""

    kind: ClassVar[str] = "safety.reference_set"
    subject_kind: ClassVar[str] = "position_reference"
    demands: ClassVar[Demand] = Demand("K1", "approve")
    series: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    number: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    lat: Latitude
    lon: Longitude
    note: Said = ""
    source: Annotated[str, StringConstraints(max_length=200)] = ""


class ReferenceWithdrawn(OfThePost):
    kind: ClassVar[str] = "safety.reference_withdrawn"
    subject_kind: ClassVar[str] = "position_reference"
    demands: ClassVar[Demand] = Demand("K1", "approve")


POINT_KINDS = (PointSet, PointLookedAt, PointTakenAway)
REFERENCE_KINDS = (ReferenceSet, ReferenceWithdrawn)
