"""What pages ask of the plan of a mission: the judgements and points that still open, and the plan that they make.

The plan itself is never stored: it is worked out again from the opened boxes, and held in memory for a few minutes.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID

import numpy as np

from vereda.logbook.door import last_received, open_box
from vereda.logbook.schema import FieldClass
from vereda.rescue.entries.search_plan import PlanNumbers, Role
from vereda.rescue.errors.search_plan import PlanGone, TerrainNotThere
from vereda.rescue.lookups import missions, teams, terrain, tracks
from vereda.rescue.lookups.terrain import Terrain
from vereda.rescue.models.search_plan import PlannedSearch
from vereda.rescue.planning.body import Urgency
from vereda.rescue.planning.hurry import hurry_of
from vereda.rescue.planning.patches import Point
from vereda.rescue.planning.plan import SearchPlan, search_plan
from vereda.rescue.planning.priors import Prior
from vereda.rescue.rules.search_plan import Places, SearchTold, Told, TrackTold, hours_since, scenario

GONE_AFTER = timedelta(days=6)
"""After the closure of a mission; the job that destroys runs once a day, so that nothing is left on the seventh."""
HELD_S, HELD_MOST = 600.0, 3  # a plan in memory: for so long, so many


@dataclass(frozen=True)
class Line:
    """One search in vain, for the page. area: '' for a track; pod: None for a track; where: whether its place is still known."""

    line: str
    at: datetime
    team: str
    area: str
    pod: float | None
    pod_answers: float | None
    hours: float | None
    is_known: bool


@dataclass(frozen=True)
class Drawn:
    """A plan that was worked out. terrain None: flat ground; left_out: clues and searches that count for nothing here."""

    row: PlannedSearch
    told: Told
    plan: SearchPlan
    terrain: Terrain | None
    left_out: int
    lines: tuple[Line, ...]


def plan_of(mission: UUID, group: str, country: str) -> PlannedSearch | None:
    """Return the plan of a mission of the group, the last one made."""
    rows = PlannedSearch.objects.filter(mission=mission, group=group, country=country)
    return rows.order_by("-made_at", "-subject").first()


def subjects_of(mission: UUID, group: str, country: str) -> list[UUID]:
    """Return the subjects of the plans of a mission: another one after each time that judgements were destroyed."""
    rows = PlannedSearch.objects.filter(mission=mission, group=group, country=country)
    return list(rows.order_by("subject").values_list("subject", flat=True))


def planned(missions: Iterable[UUID]) -> set[UUID]:
    """Return those of some missions that have a plan."""
    return set(PlannedSearch.objects.filter(mission__in=list(missions)).values_list("mission", flat=True))


def opened(row: PlannedSearch) -> tuple[PlanNumbers, Places] | None:
    """Return judgements and points of a plan, None where the last known point or the judgements are gone."""
    told, last = open_box(row.plan, FieldClass.CONTACT), _point(row.plan)
    if told is None or last is None:
        return None
    numbers = PlanNumbers.model_validate(told)
    found: dict[str, list[Point]] = {}
    for role, _order, entry in row.points:
        if point := _point(entry):
            found.setdefault(role, []).append(point)
    return numbers, Places(
        last=last,
        destination=next(iter(found.get(Role.DESTINATION, ())), None),
        call=next(iter(found.get(Role.CALL, ())), None),
        along=tuple(found.get(Role.ALONG, ())),
        clues=dict(clues_of(row.mission, row.group, row.country)),
    )


def clues_of(mission: UUID, group: str, country: str) -> Iterator[tuple[UUID, Point]]:
    """Yield (line, point) of the clues of a mission that stand and whose place still exists."""
    found = missions.mission(mission, group, country)
    for clue in found.clues if found else ():
        if point := _point(clue["where"]):
            yield UUID(clue["line"]), point


def read(row: PlannedSearch) -> tuple[Told, tuple[Line, ...], int]:
    """Return all that a plan is made of, its searches for the page, and how many of them have no place any more.

    Raises PlanGone.
    """
    found = opened(row)
    if found is None:
        raise PlanGone
    signs = {str(one.team): one.call_sign for one in teams.teams_of(row.mission, row.group, row.country)}
    pairs = [_search(one, signs, row) for one in row.searched]
    searches = [search for search, _said in pairs if isinstance(search, SearchTold)]
    walked = [search for search, _said in pairs if isinstance(search, TrackTold)]
    told = Told(found[0], found[1], row.made_at, searches, walked)
    return told, tuple(line for _search_told, line in pairs), sum(search is None for search, _said in pairs)


def drawn(row: PlannedSearch) -> Drawn:
    """Return the plan of a row, worked out. Raises PlanGone, and what the planner refuses."""
    told, lines, lost = read(row)
    plan, chosen, left_out = worked_out(told, row.group)
    return Drawn(row, told, plan, chosen, left_out + lost, lines)


def worked_out(told: Told, group: str) -> tuple[SearchPlan, Terrain | None, int]:
    """Return the plan, the terrain that it stands on, and how much of what was told lies beyond it."""
    chosen = _terrain(told, group)
    dem = terrain.ground(chosen, told.spread, told.numbers.shift_m)
    asked, left_out = scenario(told, dem, NAME)
    held = f"{dem.west_m} {dem.north_m} {asked.model_dump_json()}"
    return _held(held, chosen, lambda: search_plan(asked, Path(), dem)), chosen, left_out


def hurry_now(found: Drawn, now: datetime) -> Urgency:
    """Return how soon to go, counted from now."""
    asked = found.plan.scenario
    hours = hours_since(found.told.numbers.seen_at, now)
    return hurry_of(asked.model_copy(update={"last_known": asked.last_known.model_copy(update={"hours_ago": hours})}))


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield the plans whose judgements go now, or went already: six days after their mission was closed.

    A closure that claims to be of the future counts from when it came here; where the mission never came, the plan itself does.
    """
    rows = list(PlannedSearch.objects.order_by("subject"))
    there = missions.missions_named({row.mission for row in rows})
    came = last_received({row.subject for row in rows} | {row.mission for row in rows})
    since = now - GONE_AFTER
    for row in rows:
        mission = there.get(row.mission)
        if mission is None:
            is_over = came.get(row.subject, now) < since
        else:
            is_over = mission.closed_at is not None and min(mission.closed_at, came.get(row.mission, now)) < since
        if is_over:
            yield row.subject


NAME = "Plan de búsqueda"
_plans: dict[tuple[str, str], tuple[float, SearchPlan]] = {}
_working = threading.Lock()


def _held(asked: str, chosen: Terrain | None, work: Any) -> SearchPlan:  # Any: a function that returns the plan
    """Return the plan for a scenario and a terrain, worked out once by whoever asks first."""
    key = (asked, chosen.digest if chosen else "")
    with _working:
        for old in [one for one, (at, _plan) in _plans.items() if monotonic() - at > HELD_S]:
            del _plans[old]
        if key not in _plans:
            while len(_plans) >= HELD_MOST:
                del _plans[min(_plans, key=lambda one: _plans[one][0])]
            _plans[key] = (monotonic(), _light(work()))
        return _plans[key][1]


def _light(plan: SearchPlan) -> SearchPlan:
    """Return a plan without the probability of each cell, of which a page shows the squares."""
    empty = np.empty((0, 0))
    return replace(plan, parts=tuple(replace(part, prior=Prior(empty, part.prior.outside)) for part in plan.parts))


def _terrain(told: Told, group: str) -> Terrain | None:
    """Return the terrain of a plan; the one that holds its points where that is not here, as at headquarters."""
    if told.numbers.terrain:
        try:
            return terrain.terrain(told.numbers.terrain)
        except TerrainNotThere:
            return terrain.terrain_for(told.places.spread, group)
    return None


def _point(entry: UUID | str | None) -> Point | None:
    box = (open_box(entry, FieldClass.WHEREABOUTS) if entry else None) or {}
    return (box["lon"], box["lat"]) if box.get("lat") is not None and box.get("lon") is not None else None


def _search(one: dict[str, Any], signs: dict[str, str], row: PlannedSearch) -> tuple[SearchTold | TrackTold | None, Line]:
    """Return one search for the planner, None where its place is gone, and its line for the page."""
    if "track" in one:
        found = tracks.track(UUID(one["track"]), row.mission, row.group, row.country)
        walked = tracks.walked(found) if found and not found.struck_at else None
        team = signs.get(str(walked.team), "") if walked else ""
        name = (team or (walked.name if walked else "") or NAME)[:80]
        track = TrackTold(name, walked.lines, one["sweep_m"], one["sweep_answers_m"]) if walked else None
        return track, _line(one, team or name, "", walked is not None)
    box, point = open_box(one["where"], FieldClass.WHEREABOUTS) or {}, _point(one["where"])
    area, team = box.get("place", ""), signs.get(one["team"] or "", "")
    if point is None:
        return None, _line(one, team, area, False)
    name = " · ".join(part for part in (area, team) if part) or NAME
    search = SearchTold(name[:80], point, one["wide_m"], one["tall_m"], one["pod"], one["pod_answers"])
    return search, _line(one, team, area, True)


def _line(one: dict[str, Any], team: str, area: str, is_known: bool) -> Line:  # Any: JSON
    return Line(
        line=one["line"],
        at=datetime.fromisoformat(one["at"]),
        team=team,
        area=area,
        pod=one.get("pod"),
        pod_answers=one.get("pod_answers"),
        hours=one.get("hours"),
        is_known=is_known,
    )
