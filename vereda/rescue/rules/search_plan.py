"""What a plan of a search is after its entries, and the planner's scenario that it makes. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from vereda.logbook.schema import Entry, FieldClass, State, write
from vereda.rescue.entries.search_plan import (
    AreaNotSearched,
    AreaSearched,
    PlanNumbers,
    PlanPointSet,
    SearchPlanned,
    TrackCounted,
)
from vereda.rescue.planning.dem import Dem
from vereda.rescue.planning.patches import Point, circle, lies_on, patch
from vereda.rescue.planning.scenario import Scenario, scenario_of
from vereda.rescue.rules.told import box_of

HOUR_S = 3600.0
TRACK = "track:"  # before the track in the name of its line


def start() -> State:
    """Return a plan of which nothing is known."""
    return {"fields": {}, "points": {}}


def step(state: State, entry: Entry) -> State:
    """Return the plan after one more entry.

    The last plan stands; two made apart are a difference. Each search is a line; taken out, it is as if never written. A track is
    one line whoever counts it, so that two desks which both did count it once. That a plan was given out changes nothing of it.
    """
    payload = entry.payload
    if isinstance(payload, SearchPlanned):
        told = {"entry": entry.id, "at": entry.occurred_at.isoformat(), "author": entry.author, "mission": str(payload.mission)}
        write(state["fields"], "search_plan", told, entry)
    elif isinstance(payload, PlanPointSet):
        points = state["points"].setdefault(str(payload.plan), {})
        name = f"{payload.role}:{payload.order:02d}"
        points[name] = min(points.get(name, entry.id), entry.id)
    elif isinstance(payload, AreaSearched):
        write(state["fields"], f"searched:{entry.id}", _searched(payload, entry), entry)
    elif isinstance(payload, TrackCounted):
        write(state["fields"], f"searched:{TRACK}{payload.track}", _walked(payload, entry), entry)
    elif isinstance(payload, AreaNotSearched):
        for line in (f"{payload.search}", f"{TRACK}{payload.search}"):  # whichever it is may not have arrived
            write(state["fields"], f"searched:{line}", None, entry)
    return state


def _searched(payload: AreaSearched, entry: Entry) -> dict[str, Any]:  # Any: JSON
    told = payload.model_dump(mode="json", exclude={"mission"})
    return {**told, "at": entry.occurred_at.isoformat(), "author": entry.author, "where": box_of(entry, FieldClass.WHEREABOUTS)}


def _walked(payload: TrackCounted, entry: Entry) -> dict[str, Any]:  # Any: JSON
    told = payload.model_dump(mode="json", exclude={"mission"})
    return {**told, "at": entry.occurred_at.isoformat(), "author": entry.author}


@dataclass(frozen=True)
class Places:
    """The points of a plan (longitude, latitude) [WGS 84]. clues: by the line of the clue, as far as they still exist."""

    last: Point
    destination: Point | None = None
    call: Point | None = None
    along: Sequence[Point] = ()
    clues: Mapping[UUID, Point] = field(default_factory=dict)

    @property
    def spread(self) -> list[Point]:
        """All of them that the terrain has to hold, the last known one first."""
        return [self.last, *(point for point in (self.destination, self.call) if point)]


@dataclass(frozen=True)
class SearchTold:
    """A search in vain. middle: of the area; pod_answers: of who answers a call, None where nobody called."""

    name: str
    middle: Point
    wide_m: float
    tall_m: float
    pod: float
    pod_answers: float | None = None


@dataclass(frozen=True)
class TrackTold:
    """What a team walked in vain, with the sweep widths that it is counted with."""

    name: str
    lines: Sequence[Sequence[Point]]
    sweep_m: float
    sweep_answers_m: float | None = None


@dataclass(frozen=True)
class Told:
    """Everything that one plan is made of. at: when it was made."""

    numbers: PlanNumbers
    places: Places
    at: datetime
    searches: Sequence[SearchTold] = ()
    tracks: Sequence[TrackTold] = ()

    @property
    def spread(self) -> list[Point]:
        """Every point that flat ground has to hold: the places, and the regions that were drawn."""
        drawn = self.numbers.regions.regions if self.numbers.regions else ()
        return [*self.places.spread, *(point for region in drawn for point in region.ring)]


def scenario(told: Told, dem: Dem, name: str) -> tuple[Scenario, int]:
    """Return the planner's scenario, and how many clues and searches lie beyond this terrain and are left out of it.

    Hours since they were seen are those at the making of the plan: an area that was searched later changes nothing else.
    Raises what `scenario_of` raises.
    """
    numbers, places = told.numbers, told.places
    clues = [one for one in numbers.clues if one.clue in places.clues]
    there = [one for one in clues if lies_on(dem, places.clues[one.clue])]
    searches = [one for one in told.searches if lies_on(dem, one.middle)]
    whole = {
        "name": name,
        "dem": {"path": numbers.terrain[:12] or "plano"},
        "last_known": {**_point(places.last), "hours_ago": hours_since(numbers.seen_at, told.at)},
        "walking": {"ground": numbers.ground, "limits": numbers.limits},
        "people": numbers.known.model_dump(exclude_none=True),
        "prior": list(_prior(numbers, places)),
        "clues": [
            {
                "name": f"pista {number}",
                "ring": circle(places.clues[one.clue], max(one.radius_m, dem.cell_m)),
                "times": one.times,
            }
            for number, one in enumerate(there, 1)
        ],
        "barriers": [one.model_dump() for one in (*numbers.lines, *numbers.closed)],
        "searched": [_ring(one, dem) for one in searches],
        "tracks": [asdict(one) for one in told.tracks],
        "side_m": numbers.side_m,
        "resources": [one.model_dump(exclude={"team"}) for one in numbers.searchers],
        "answers": numbers.answers,
        "weigh_alive": numbers.weigh_alive,
    }
    left_out = len(clues) - len(there) + len(told.searches) - len(searches)
    return scenario_of(json.dumps(whole)), left_out


def hours_since(seen_at: datetime, at: datetime) -> float:
    """Return the hours since they were seen last, none for what a wrong clock dates into the future [h]."""
    return max(0.0, (at - seen_at).total_seconds() / HOUR_S)


def _prior(numbers: PlanNumbers, places: Places) -> list[dict[str, Any]]:  # Any: JSON
    parts: list[dict[str, Any]] = []
    if (towards := numbers.towards) and places.destination:
        along = [{"lines": [places.along], "times": towards.along_times, "reach_m": towards.along_m}]
        parts.append(
            {
                "kind": "corridor",
                "weight": towards.weight,
                "destination": _point(places.destination),
                "walked_h": towards.walked_h,
                "detour_h": towards.detour_h,
                "along": along if len(places.along) > 1 else [],
            }
        )
    if numbers.rings:
        parts.append({"kind": "ring", **numbers.rings.model_dump()})
    if numbers.regions:
        drawn = [{**one.model_dump(exclude={"share"}), "probability": one.share} for one in numbers.regions.regions]
        parts.append({"kind": "regions", "weight": numbers.regions.weight, "regions": drawn})
    for near, point in ((numbers.near, places.last), (numbers.call, places.call)):
        if near and point:
            parts.append({"kind": "point", "weight": near.weight, "place": _point(point), "error_m": near.error_m})
    return parts


def _point(point: Point) -> dict[str, float]:
    return {"lon": point[0], "lat": point[1]}


def _ring(one: SearchTold, dem: Dem) -> dict[str, Any]:  # Any: JSON
    ring = patch(dem, one.middle, one.wide_m, one.tall_m)
    return {"name": one.name, "ring": ring, "pod": one.pod, "pod_answers": one.pod_answers}
