"""The plan of one search: where people may be, who searches where for how long, and where each number comes from.

Everything is taken from the scenario; what the planner has judged (weights, hours walked, detours) is said back (`explained`).
The plan says where to look first. It never says that looking can end.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from vereda.rescue.planning import scenario as told
from vereda.rescue.planning.alive import alive_weights
from vereda.rescue.planning.allocation import allocate
from vereda.rescue.planning.areas import Points, Squares, drawn_lines, drawn_ring, squares_of
from vereda.rescue.planning.bayes import Clue, Searched, by_response, replay, update
from vereda.rescue.planning.body import Urgency
from vereda.rescue.planning.dem import Dem, read_dem
from vereda.rescue.planning.distances import STATUSES, Distances, distances
from vereda.rescue.planning.drawn import regions_prior, regions_said, time_factor, walls
from vereda.rescue.planning.hurry import hurry_of
from vereda.rescue.planning.numbers import Grid
from vereda.rescue.planning.priors import Prior, along, corridor_prior, mixture, point_prior, ring_prior
from vereda.rescue.planning.reach import reach
from vereda.rescue.planning.recorded import read_tracks
from vereda.rescue.planning.scenario import Scenario
from vereda.rescue.planning.scenario_errors import ScenarioLacks, ScenarioWrongValue
from vereda.rescue.planning.several import allocate_many
from vereda.rescue.planning.terrain_errors import NoWeights, PlaceBlocked
from vereda.said import Said, joined, noop

MOST_SQUARES = 8_000
LAST_KNOWN = noop("último lugar conocido")
DESTINATION = noop("destino")
TELLS_ITSELF = Said(noop("la dio quien planea"))


@dataclass(frozen=True)
class Given:
    """One part of the prior. kind: as a scenario names it; said: its source and judgements; prior: before updates."""

    kind: str
    weight: float
    said: Said
    prior: Prior


@dataclass(frozen=True)
class SearchPlan:
    """A plan over squares of terrain; grids have the shape of `squares`.

    hurry      how soon to go: it raises urgency and changes nothing else of the plan, unless the scenario says `weigh_alive`
    poc        probability of each square now; outside: of everywhere else; together one
    by_part    what each part of the prior gave the square, before clues and searches
    hours      [resource × square]; coverage, pod: of all resources together; after, outside_after: if nobody is found
    walking_h  shortest walking time from the last known point to the nearest cell of each square [h]
    order      1 is searched first; squares of equal worth share a number; 0: not in this plan
    weight     by which effort was moved to where people are reached in time (`alive_weights`); None: it was not
    """

    scenario: Scenario
    hurry: Urgency
    squares: Squares
    parts: tuple[Given, ...]
    poc: Grid
    outside: float
    by_part: tuple[Grid, ...]
    hours: Grid
    coverage: Grid
    after: Grid
    outside_after: float
    walking_h: Grid
    order: Any  # numpy integers
    weight: Grid | None = None

    @property
    def pod(self) -> Grid:
        return -np.expm1(-self.coverage)

    @property
    def success(self) -> float:
        """Chance that this plan finds them."""
        return float((self.poc * self.pod).sum())


def search_plan(scenario: Scenario, folder: Path, dem: Dem | None = None) -> SearchPlan:
    """Return the plan of a scenario.

    folder  where the scenario's files lie; dem: terrain that is read already

    The chance of detection is that of random search, 1 - exp(-coverage), also where teams search in lines: the cautious curve.
    One resource is shared out exactly (`allocate`), several by `allocate_many`. Raises what its parts raise.
    """
    hurry = hurry_of(scenario)
    land = dem or read_dem(folder / scenario.dem.path, project=scenario.dem.project)
    squares = squares_of(land, scenario.side_m)
    if math.prod(squares.shape) > MOST_SQUARES:
        raise ScenarioWrongValue(
            field="side_m",
            value=scenario.side_m,
            wanted=Said(noop("Caben {most} áreas; hágalas más grandes."), most=MOST_SQUARES),
        )
    ways = _Ways(scenario, land, folder)
    parts = tuple(_given(part, ways) for part in scenario.prior)
    if not any(part.weight for part in parts):
        raise NoWeights
    mixed = mixture([part.prior for part in parts], [part.weight for part in parts])
    steps = _steps(scenario, ways, squares, folder)
    if scenario.answers is None:
        cells, outside = replay(mixed.cells, steps)
    else:
        apart, outside = replay(by_response(mixed.cells, scenario.answers), steps)
        cells = apart.sum(axis=0)
    poc = squares.sums(cells)
    per_hour = np.array([one.sweep_m * one.speed_kmh * 1000 for one in scenario.resources])
    rates = per_hour.reshape(-1, 1, 1) / squares.surface_m2
    each = [one.hours for one in scenario.resources]
    walking_h = squares.least(ways.from_start)
    weight = alive_weights(hurry, scenario.last_known.hours_ago + walking_h) if scenario.weigh_alive else None
    worth = poc if weight is None else poc * weight
    hours = allocate(worth, rates[0], each[0])[None] if len(each) == 1 else allocate_many(worth, rates, each)
    coverage = (rates * hours).sum(axis=0)
    after, outside_after = update(_at_most_one(poc), -np.expm1(-coverage))
    total = sum(part.weight for part in parts)
    return SearchPlan(
        scenario,
        hurry,
        squares,
        parts,
        poc,
        outside,
        tuple(squares.sums(part.prior.cells) * (part.weight / total) for part in parts),
        hours,
        coverage,
        after,
        outside_after,
        walking_h,
        _order(worth / squares.surface_m2, coverage > 0),
        weight,
    )


class _Ways:
    """The terrain with its walls, and the walking times that the parts ask for."""

    def __init__(self, scenario: Scenario, dem: Dem, folder: Path) -> None:
        self.scenario, self.dem, self.folder = scenario, dem, folder
        self.walls, self.factor = walls(scenario, dem, folder), time_factor(scenario, dem, folder)
        self.start = self.free(dem.cell(*scenario.last_known.point, LAST_KNOWN), LAST_KNOWN)
        self.place = dem.at(*scenario.last_known.point)
        self.from_start = self.hours(self.start)

    def free(self, cell: tuple[int, int], what: str) -> tuple[int, int]:
        """Return a cell where somebody can stand, or raise PlaceBlocked with `what` it is for."""
        if self.walls[cell]:
            raise PlaceBlocked(what=what)
        return cell

    def hours(self, cell: tuple[int, int], *, towards: bool = False) -> Grid:
        how = self.scenario.walking
        return reach(
            self.dem.z,
            cell,
            cell_m=self.dem.cell_m,
            model=how.model,
            percentile=how.percentile,
            off_path=how.off_path,
            time_factor=self.factor,
            barriers=self.walls,
            towards=towards,
        )


def _given(part: Any, ways: _Ways) -> Given:  # Any: the four kinds, told apart by their class
    dem = ways.dem
    if isinstance(part, told.Rings):
        known = _distances(part)
        return Given(part.kind, part.weight, _ring_said(known), ring_prior(dem.shape, dem.cell_m, ways.place, known))
    if isinstance(part, told.Around):
        said = Said(noop("Alrededor de un punto, con error de {error:g} m."), error=part.error_m)
        return Given(part.kind, part.weight, said, point_prior(dem.shape, dem.cell_m, dem.at(*part.place.point), part.error_m))
    if isinstance(part, told.Regions):
        return Given(part.kind, part.weight, regions_said(part), regions_prior(part, dem, ways.folder))
    pull = np.ones(dem.shape)
    for drawn in part.along:
        pull = pull * along(drawn_lines(dem, drawn.lines), dem.cell_m, reach_m=drawn.reach_m, times=drawn.times)
    rest = ways.hours(ways.free(dem.cell(part.destination.lon, part.destination.lat, DESTINATION), DESTINATION), towards=True)
    prior = corridor_prior(ways.from_start, rest, part.walked_h, detour_h=part.detour_h, attraction=pull if part.along else None)
    return Given(part.kind, part.weight, _corridor_said(part), prior)


def _ring_said(known: Distances) -> Said:
    km = [Said(noop("{share:.0%} a {far:g} km"), share=share, far=far) for far, share in zip(known.km, known.shares, strict=True)]
    return Said(
        noop("Anillos desde el último lugar conocido: {km}. Fuente: {source}. Estado: {status}."),
        km=joined(km, ", "),
        source=known.source,
        status=Said(STATUSES.get(known.status, "{status}"), status=known.status),
    )


def _corridor_said(part: told.Corridor) -> Said:
    low, mode, high = part.walked_h
    way = Said(
        noop(
            "Corredor hacia un destino: de {low:g} a {high:g} horas caminadas, lo más probable {mode:g}; un desvío de "
            "{detour:g} h es 2.7 veces menos probable. Lo estimó quien planea: no hay fuente que lo mida."
        ),
        low=low,
        mode=mode,
        high=high,
        detour=part.detour_h,
    )
    beside = noop("Junto a {n} líneas es {times:g} veces más probable, hasta unos {reach:g} m.")
    lines = [Said(beside, n=len(one.lines), times=one.times, reach=one.reach_m) for one in part.along]
    return joined([way, *lines], " ")


def _distances(part: told.Rings) -> Distances:
    if part.category is not None:
        return distances(part.category, part.ecoregion, part.terrain)
    if part.km is None or part.shares is None or part.source is None or len(part.km) != len(part.shares):
        raise ScenarioLacks(field="prior: category, o bien km, shares y source (tantos km como shares)")
    return Distances(tuple(part.km), tuple(part.shares), part.source, TELLS_ITSELF)


def _steps(scenario: Scenario, ways: _Ways, squares: Squares, folder: Path) -> list[Clue | Searched]:
    """Return the clues and searches in the order of the scenario; how far they can have walked is the first clue.

    A recorded track counts by its coverage of each square, as the plan's own hours do. Where who answers a call is told apart,
    each step has a first row for those who do and a second one for those who do not (`by_response`).
    """

    def kinds(answers: Any, silent: Any) -> Any:  # Any: grids
        return silent if scenario.answers is None else np.stack([answers, silent])

    steps: list[Clue | Searched] = []
    ratios = [np.where(ways.from_start <= scenario.last_known.hours_ago, 1.0, 0.0)] if scenario.walking.limits else []
    ratios += [np.where(drawn_ring(ways.dem, clue.ring), clue.times, 1.0) for clue in scenario.clues]
    steps += [Clue(kinds(ratio, ratio)) for ratio in ratios]
    for one in scenario.searched:
        inside = drawn_ring(ways.dem, one.ring)
        heard = one.pod if one.pod_answers is None else one.pod_answers
        steps.append(Searched(kinds(inside * heard, inside * one.pod)))
    for track in scenario.tracks:
        lines = _lines(track, folder)
        found = [
            squares.spread(-np.expm1(-squares.coverage(lines, width)))
            for width in (track.sweep_answers_m or track.sweep_m, track.sweep_m)
        ]
        steps.append(Searched(kinds(*found)))
    return steps


def _lines(track: told.Track, folder: Path) -> Sequence[Points]:
    """Return what a team walked, as it stands in the scenario or in a file beside it."""
    if track.lines is not None:
        return track.lines
    if track.path is None:
        raise ScenarioLacks(field="tracks: path o lines")
    return read_tracks(folder / track.path)


def _at_most_one(poc: Grid) -> Grid:
    """Return probabilities whose sum is not above one by rounding."""
    return poc / max(1.0, float(poc.sum()))


def _order(worth: Grid, searched: Any) -> Any:  # Any: numpy booleans and integers
    """Return the rank of each searched square by the probability on its ground, equal worth alike; 0 for the others."""
    ranked = np.sort(worth[searched])[::-1]
    return np.where(searched, 1 + np.searchsorted(-ranked, -worth, side="left"), 0)
