"""What a planner writes down for one plan, as strict JSON: an unknown field, a missing one or a number that cannot be is refused.

Longitudes and latitudes are WGS 84. The planner's own judgements (weights, hours walked, detours) stand here and nowhere else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from vereda.rescue.planning.scenario_errors import (
    ScenarioLacks,
    ScenarioUnknownField,
    ScenarioUnreadable,
    ScenarioWithoutPlace,
    ScenarioWrongValue,
)
from vereda.rescue.planning.walking import terrain_factors
from vereda.said import Said, noop

LONGEST = 5_000_000  # bytes
Number = Annotated[float, Field(allow_inf_nan=False)]
Above = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Least = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Name = Annotated[str, Field(min_length=1, max_length=80)]
Point = Annotated[  # longitude, latitude; a pair is a list in JSON, also where a line alone is taken for a barrier
    tuple[Annotated[float, Field(ge=-180, le=180)], Annotated[float, Field(ge=-80, le=84)]], Field(strict=False)
]
Line = Annotated[list[Point], Field(min_length=2, max_length=20_000)]
Ring = Annotated[list[Point], Field(min_length=3, max_length=20_000)]


class Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Place(Part):
    lon: Annotated[float, Field(ge=-180, le=180)]
    lat: Annotated[float, Field(ge=-80, le=84)]

    @property
    def point(self) -> tuple[float, float]:
        return self.lon, self.lat


class LastKnown(Place):
    """Where they were seen last or called from. hours_ago: how long since then [h]."""

    hours_ago: Least


class Terrain(Part):
    """path: a GeoTIFF, from the scenario's folder; project: lay it on metres first."""

    path: Name
    project: bool = False


class Walking(Part):
    """How they walk. ground: a word of tables/terrain_factors.csv; limits: nobody is further than the hours since allow."""

    model: Literal["tobler", "irmischer_clarke", "campbell", "langmuir"] = "tobler"
    percentile: int | None = None
    off_path: bool = False
    ground: str = "path"
    limits: bool = False


class Rings(Part):
    """Rings around the last known point: a row of the table by its words, or the planner's own distances with their source."""

    kind: Literal["ring"]
    weight: Least
    category: Name | None = None
    ecoregion: Name = "any"
    terrain: Name = "any"
    km: list[Least] | None = None
    shares: list[Share] | None = None
    source: Name | None = None


class Along(Part):
    """Lines that draw people: washes, rails, power lines. times: how much likelier on the line; reach_m: down to 1/e."""

    lines: Annotated[list[Line], Field(min_length=1)]
    times: Annotated[float, Field(ge=1, le=1000)]
    reach_m: Above


class Corridor(Part):
    """Towards a destination on this terrain. walked_h: fewest, likeliest, most hours on foot; detour_h: down to 1/e."""

    kind: Literal["corridor"]
    weight: Least
    destination: Place
    walked_h: tuple[Least, Least, Least]
    detour_h: Above
    along: list[Along] = []


class Around(Part):
    """Around a point, with the error of it: a call, a tower, a sighting."""

    kind: Literal["point"]
    weight: Least
    place: Place
    error_m: Above


class Region(Part):
    """An area with the probability that they are in it: its ring, or a file beside the scenario with one or more areas."""

    name: Name = "región"
    ring: Ring | None = None
    holes: list[Ring] = []
    path: Name | None = None
    probability: Share


class Barrier(Part):
    """What keeps walkers back: a line, an outline that nobody enters, or a file of them beside the scenario.

    minutes  to get across a line; None: nobody does
    """

    name: Name = "barrera"
    line: Line | None = None
    ring: Ring | None = None
    path: Name | None = None
    minutes: Above | None = None


def _line_alone(told: Any) -> Any:  # Any: JSON from outside
    return {"line": told} if isinstance(told, list) else told


class Regions(Part):
    """Regions drawn by hand, each with its probability; what they do not sum to is outside."""

    kind: Literal["regions"]
    weight: Least
    regions: Annotated[list[Region], Field(min_length=1, max_length=500)]


class Searched(Part):
    """A search that found nobody. pod: chance that it would have found who was there; pod_answers: of who answers a call."""

    name: Name
    ring: Ring
    pod: Share
    pod_answers: Share | None = None


class Track(Part):
    """A search that found nobody, by what the team recorded: a GPX from the scenario's folder, or the lines themselves.

    sweep_m: as in Resource; sweep_answers_m: of who answers a call
    """

    name: Name
    path: Name | None = None
    lines: Annotated[list[Line], Field(max_length=2_000)] | None = None
    sweep_m: Above
    sweep_answers_m: Above | None = None


class Clue(Part):
    """What makes a region likelier or less likely than the rest, by how many times."""

    name: Name
    ring: Ring
    times: Annotated[float, Field(ge=0, le=1e6)]


class Resource(Part):
    """Who searches. sweep_m: effective sweep width; speed_kmh: over ground while searching; hours: in all, of this plan."""

    name: Name
    hours: Least
    speed_kmh: Above
    sweep_m: Above


class People(Part):
    """What is known of the people and the weather, for how soon to go; what is left out is taken on the careful side."""

    air_c: Number | None = None
    humidity_pct: Number | None = None
    wind_mps: Least | None = None
    in_sun: bool | None = None
    walking: bool | None = None
    water_l: Least | None = None
    wet: bool | None = None
    immersed: bool | None = None
    water_c: Number | None = None
    youngest: Least | None = None
    oldest: Least | None = None
    pregnant: bool | None = None


class Scenario(Part):
    """Everything that one plan is made of.

    answers      chance that they answer a call or a light; None: nobody told them apart
    weigh_alive  move hours to areas that are reached in time (`alive_weights`); no probability changes
    """

    name: Name
    dem: Terrain
    last_known: LastKnown
    prior: Annotated[list[Annotated[Rings | Corridor | Around | Regions, Field(discriminator="kind")]], Field(min_length=1)]
    resources: Annotated[list[Resource], Field(min_length=1, max_length=50)]
    side_m: Above = 1000.0
    walking: Walking = Walking()
    people: People | None = None
    barriers: Annotated[list[Annotated[Barrier, BeforeValidator(_line_alone)]], Field(max_length=500)] = []
    clues: list[Clue] = []
    searched: list[Searched] = []
    tracks: Annotated[list[Track], Field(max_length=200)] = []
    answers: Share | None = None
    weigh_alive: bool = False


def read_scenario(path: str | Path) -> Scenario:
    """Return the scenario in a JSON file.

    Raises ScenarioUnreadable, ScenarioWithoutPlace, ScenarioLacks, ScenarioUnknownField, ScenarioWrongValue: the first one.
    """
    name = Path(path).name
    try:
        if Path(path).stat().st_size > LONGEST:
            raise ScenarioUnreadable(name=name, why=Said(noop("pasa de 5 MB")))
        text = Path(path).read_bytes()
    except OSError as why:
        raise ScenarioUnreadable(name=name, why=why.strerror or Said(noop("no se abre"))) from why
    return scenario_of(text, name)


def scenario_of(text: str | bytes, name: str = "JSON") -> Scenario:
    """Return the scenario that a JSON text tells; errors as `read_scenario`."""
    try:
        found = Scenario.model_validate_json(text)
    except ValidationError as why:
        raise _sentence(why.errors(include_url=False)[0], name) from why
    if found.walking.ground not in terrain_factors():
        raise ScenarioWrongValue(
            field="walking.ground",
            value=found.walking.ground,
            wanted=Said(noop("Elija: {expected}."), expected=", ".join(terrain_factors())),
        )
    return found


def _sentence(error: Any, name: str) -> Exception:  # Any: pydantic's own dictionary
    where = ".".join(
        str(part) for part in error["loc"] if part not in ("ring", "corridor", "point", "regions") or part == error["loc"][-1]
    )
    match error["type"]:
        case "json_invalid":
            return ScenarioUnreadable(name=name, why=Said(noop("no es JSON")))
        case "missing" if error["loc"][0] == "last_known" and where in ("last_known", "last_known.lon", "last_known.lat"):
            return ScenarioWithoutPlace()
        case "missing" | "union_tag_not_found":
            return ScenarioLacks(field=where)
        case "extra_forbidden":
            return ScenarioUnknownField(field=where)
        case kind:
            limits = error.get("ctx") or {}
            return ScenarioWrongValue(field=where, value=_short(limits.get("tag", error["input"])), wanted=_wanted(kind, limits))


def _short(value: Any) -> str:  # Any: whatever stood there
    told = str(value)
    return told if len(told) <= 30 else f"{told[:30]}…"


def _wanted(kind: str, limits: Any) -> Said:  # Any: pydantic's own dictionary
    known = {
        "greater_than": noop("Escriba un número mayor que {gt:g}."),
        "greater_than_equal": noop("Escriba un número de {ge:g} o más."),
        "less_than_equal": noop("Escriba un número de {le:g} o menos."),
        "literal_error": noop("Elija: {expected}."),
        "union_tag_invalid": noop("Elija: {expected_tags}."),
        "too_short": noop("Escriba al menos {min_length}."),
        "too_long": noop("Caben {max_length}."),
        "string_too_short": noop("Escriba al menos {min_length} letra."),
        "string_too_long": noop("Caben {max_length} letras."),
    }
    return Said(known.get(kind, noop("Revise docs/headquarters/plan.md.")), **limits)
