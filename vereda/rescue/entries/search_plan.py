"""The facts of the plan of a search: what a planner judged, the points that it stands on, what was searched in vain.

A plan is a subject of its own that names its mission. Every point is whereabouts, in a box of its own, held while the mission is
open; the judgements are in a box that goes with them. Clear are the mission, teams, hours and widths.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from vereda.logbook.schema import FieldClass, Instant, OfThePost, Strict, Whereabouts

Weight = Annotated[float, Field(ge=0, le=100)]
Hours = Annotated[float, Field(ge=0, le=240)]
Metres = Annotated[float, Field(gt=0, le=50_000)]
Shift = Annotated[int, Field(ge=-20_000, le=20_000)]
Share = Annotated[float, Field(ge=0, le=1)]
Speed = Annotated[float, Field(gt=0, le=300)]  # [km/h], over ground while searching
Name = Annotated[str, Field(min_length=1, max_length=80)]
MOST_ALONG = 12  # points of a wash, a road or rails that they follow
MOST_SHAPES, MOST_CORNERS, MOST_HOLES = 40, 1500, 20  # that are drawn for a plan; corners of each
LonLat = tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-80, le=84)]]  # longitude, latitude [WGS 84]
Corners = Annotated[list[LonLat], Field(min_length=2, max_length=MOST_CORNERS)]
Ring = Annotated[list[LonLat], Field(min_length=3, max_length=MOST_CORNERS)]


class Role(StrEnum):
    """What a point of a plan is. The last known one stands with the plan itself."""

    DESTINATION = "destination"
    CALL = "call"
    ALONG = "along"


class Towards(Strict):
    """They walk towards somewhere. walked_h: fewest, likeliest and most hours on foot since; detour_h: down to 1/e.

    along_times  how much likelier they are on the line that they follow; along_m: down to 1/e
    """

    weight: Weight
    walked_h: tuple[Hours, Hours, Hours]
    detour_h: Annotated[float, Field(gt=0, le=240)]
    along_times: Annotated[float, Field(ge=1, le=1000)] = 4
    along_m: Metres = 200


class Near(Strict):
    """They are around a point: the last known one, or that of a call. error_m: standard deviation."""

    weight: Weight
    error_m: Metres


class Rings(Strict):
    """Distances at which people of one behaviour were found: a row of the planner's table by its words."""

    weight: Weight
    category: Name
    ecoregion: Name = "any"
    terrain: Name = "any"


class ClueWeight(Strict):
    """A clue of the mission: so many times likelier around it. clue: its line in the mission."""

    clue: UUID
    times: Annotated[float, Field(ge=0, le=1e6)]
    radius_m: Metres


class BarrierLine(Strict):
    """A river, a fence. minutes: to get across, None: nobody does."""

    name: Name
    line: Corners
    minutes: Annotated[float, Field(gt=0, le=1440)] | None = None


class BarrierArea(Strict):
    """An area that nobody enters: a lake, closed ground."""

    name: Name
    ring: Ring


class RegionShare(Strict):
    """An area with the chance that they are in it, if the planner's regions are right."""

    name: Name
    ring: Ring
    holes: list[Ring] = Field(default_factory=list, max_length=MOST_HOLES)
    share: Share


class DrawnRegions(Strict):
    """They are in one of some areas that a planner drew; what the shares do not sum to is outside."""

    weight: Weight
    regions: list[RegionShare] = Field(min_length=1, max_length=MOST_SHAPES)


class Searcher(Strict):
    """Who searches: so many hours, how fast over ground, with which effective sweep width. team: where one is out."""

    name: Name
    team: UUID | None = None
    hours: Hours
    speed_kmh: Speed
    sweep_m: Annotated[float, Field(gt=0, le=5000)]


class Known(Strict):
    """What is known of them and of the weather, for how soon to go. None: not known, and taken on the careful side."""

    air_c: Annotated[float, Field(ge=-60, le=60)] | None = None
    humidity_pct: Annotated[float, Field(ge=0, le=100)] | None = None
    in_sun: bool | None = None
    walking: bool | None = None
    water_l: Annotated[float, Field(ge=0, le=50)] | None = None
    wet: bool | None = None
    immersed: bool | None = None
    water_c: Annotated[float, Field(ge=-2, le=45)] | None = None
    youngest: Annotated[float, Field(ge=0, le=120)] | None = None
    oldest: Annotated[float, Field(ge=0, le=120)] | None = None
    pregnant: bool | None = None


class PlanNumbers(Strict):
    """All that a planner judged. Sealed, owned by the plan: it goes with the points.

    seen_at   when they were seen or heard last; terrain: digest of the model of the terrain, '' for flat ground
    answers   chance that they answer when they are called; None: nobody told them apart
    limits    nobody is further than the hours since allow
    weigh_alive  more hours where somebody can be in time; no area is left out
    lines, closed  barriers, as they were drawn or brought
    shift_m   by which flat ground lies beside the last known point [east, north]: drawn once, so that areas stay; None: not moved
    """

    seen_at: Instant
    terrain: str = Field(default="", max_length=64)
    shift_m: tuple[Shift, Shift] | None = None
    side_m: Annotated[float, Field(ge=50, le=20_000)] = 1000
    ground: Name = "path"
    limits: bool = False
    weigh_alive: bool = False
    towards: Towards | None = None
    near: Near | None = None
    rings: Rings | None = None
    call: Near | None = None
    regions: DrawnRegions | None = None
    lines: list[BarrierLine] = Field(default_factory=list, max_length=MOST_SHAPES)
    closed: list[BarrierArea] = Field(default_factory=list, max_length=MOST_SHAPES)
    clues: list[ClueWeight] = Field(default_factory=list, max_length=50)
    searchers: list[Searcher] = Field(min_length=1, max_length=20)
    known: Known = Known()
    answers: Share | None = None


class SearchPlanned(OfThePost):
    """A plan was made, or made again: the last one stands. The box of whereabouts is where they were seen or called from."""

    kind: ClassVar[str] = "rescue.search_planned"
    subject_kind: ClassVar[str] = "search_plan"
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts, FieldClass.CONTACT: PlanNumbers}
    mission: UUID


class PlanPointSet(OfThePost):
    """Another point of one plan. plan: the entry that made it; order: of several points of a line."""

    kind: ClassVar[str] = "rescue.plan_point_set"
    subject_kind: ClassVar[str] = "search_plan"
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts}
    mission: UUID
    plan: UUID
    role: Role
    order: Annotated[int, Field(ge=0, lt=MOST_ALONG)] = 0


class AreaSearched(OfThePost):
    """An area was searched and nobody was found. The box of whereabouts is its middle and its name.

    wide_m, tall_m  its size; hours, speed_kmh, sweep_m: as searched, None where the chance of detection was chosen by hand
    pod             chance that it would have found who was there; pod_answers: who answers a call, None where nobody called
    """

    kind: ClassVar[str] = "rescue.area_searched"
    subject_kind: ClassVar[str] = "search_plan"
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts}
    mission: UUID
    wide_m: Metres
    tall_m: Metres
    team: UUID | None = None
    hours: Hours | None = None
    speed_kmh: Speed | None = None
    sweep_m: Annotated[float, Field(gt=0, le=5000)] | None = None
    pod: Share
    pod_answers: Share | None = None


class TrackCounted(OfThePost):
    """A track that a team brought counts as a search in vain, with this sweep width. track: as the mission keeps it."""

    kind: ClassVar[str] = "rescue.track_counted"
    subject_kind: ClassVar[str] = "search_plan"
    mission: UUID
    track: UUID
    sweep_m: Annotated[float, Field(gt=0, le=5000)]
    sweep_answers_m: Annotated[float, Field(gt=0, le=5000)] | None = None


class AreaNotSearched(OfThePost):
    """It was not searched after all. search: the entry that said so, or the track that counted."""

    kind: ClassVar[str] = "rescue.area_not_searched"
    subject_kind: ClassVar[str] = "search_plan"
    mission: UUID
    search: UUID


class GivenForm(StrEnum):
    """As what a plan leaves: sheets for the teams, or a file."""

    SHEETS = "sheets"
    GPX = "gpx"
    GEOJSON = "geojson"
    PNG = "png"


class PlanGivenOut(OfThePost):
    """Somebody took the areas of a plan out, to print or as a file. plan: the entry that made it; form: as what."""

    kind: ClassVar[str] = "rescue.plan_given_out"
    subject_kind: ClassVar[str] = "search_plan"
    mission: UUID
    plan: UUID
    form: GivenForm


KINDS = (SearchPlanned, PlanPointSet, AreaSearched, TrackCounted, AreaNotSearched, PlanGivenOut)
