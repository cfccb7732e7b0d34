"""The plan of one search: where people may be, who searches where for how long, and where each number comes from.

Everything is taken from the scenario; what the planner has judged (weights, hours walked, detours) is said back in `assumptions`.
The plan says where to look first. It never says that looking can end.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from vereda.rescue.planning import scenario as told
from vereda.rescue.planning.alive import alive_said, alive_weights
from vereda.rescue.planning.allocation import allocate
from vereda.rescue.planning.areas import Points, Squares, drawn_lines, drawn_ring, squares_of
from vereda.rescue.planning.bayes import Clue, Searched, by_response, replay, update
from vereda.rescue.planning.body import Urgency
from vereda.rescue.planning.dem import Dem, read_dem
from vereda.rescue.planning.distances import Distances, distances
from vereda.rescue.planning.errors import ProbabilityAboveOne
from vereda.rescue.planning.hurry import hurry_of
from vereda.rescue.planning.numbers import Grid
from vereda.rescue.planning.priors import Prior, along, corridor_prior, mixture, point_prior, ring_prior
from vereda.rescue.planning.reach import reach
from vereda.rescue.planning.recorded import read_tracks
from vereda.rescue.planning.scenario import Scenario
from vereda.rescue.planning.scenario_errors import ScenarioLacks, ScenarioWrongValue
from vereda.rescue.planning.several import allocate_many
from vereda.rescue.planning.terrain_errors import NoWeights
from vereda.rescue.planning.walking import terrain_factors

MOST_SQUARES = 5_000
LAST_KNOWN = "último lugar conocido"


@dataclass(frozen=True)
class Given:
    """One part of the prior. name: as the plan calls it; said: its source and judgements, one sentence; prior: before updates."""

    name: str
    weight: float
    said: str
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
            field="side_m", value=scenario.side_m, wanted=f"Caben {MOST_SQUARES} áreas; hágalas más grandes."
        )
    ways = _Ways(scenario, land)
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

    def __init__(self, scenario: Scenario, dem: Dem) -> None:
        self.scenario, self.dem = scenario, dem
        self.walls = drawn_lines(dem, scenario.barriers)
        self.start = dem.cell(*scenario.last_known.point, LAST_KNOWN)
        self.place = dem.at(*scenario.last_known.point)
        self.from_start = self.hours(self.start)

    def hours(self, cell: tuple[int, int], *, towards: bool = False) -> Grid:
        how = self.scenario.walking
        return reach(
            self.dem.z,
            cell,
            cell_m=self.dem.cell_m,
            model=how.model,
            percentile=how.percentile,
            off_path=how.off_path,
            time_factor=None if how.ground == "path" else terrain_factors()[how.ground],
            barriers=self.walls,
            towards=towards,
        )


def _given(part: Any, ways: _Ways) -> Given:  # Any: the four kinds, told apart by their class
    dem = ways.dem
    if isinstance(part, told.Rings):
        known = _distances(part)
        km = ", ".join(f"{share:.0%} a {far:g} km" for far, share in zip(known.km, known.shares, strict=True))
        said = f"Anillos desde el último lugar conocido: {km}. Fuente: {known.source}. Estado: {known.status}."
        return Given("anillos", part.weight, said, ring_prior(dem.shape, dem.cell_m, ways.place, known))
    if isinstance(part, told.Around):
        said = f"Alrededor de un punto, con error de {part.error_m:g} m."
        return Given("punto", part.weight, said, point_prior(dem.shape, dem.cell_m, dem.at(*part.place.point), part.error_m))
    if isinstance(part, told.Regions):
        return Given("regiones", part.weight, "Regiones dibujadas a mano, con su probabilidad.", _regions(part, dem))
    low, mode, high = part.walked_h
    said = (
        f"Corredor hacia un destino: de {low:g} a {high:g} horas caminadas, lo más probable {mode:g}; un desvío de "
        f"{part.detour_h:g} h es 2.7 veces menos probable. Es juicio de quien planea: no hay fuente que lo mida."
    )
    pull = np.ones(dem.shape)
    for drawn in part.along:
        pull = pull * along(drawn_lines(dem, drawn.lines), dem.cell_m, reach_m=drawn.reach_m, times=drawn.times)
        said += f" Junto a {len(drawn.lines)} líneas es {drawn.times:g} veces más probable, hasta unos {drawn.reach_m:g} m."
    rest = ways.hours(dem.cell(part.destination.lon, part.destination.lat, "destino"), towards=True)
    prior = corridor_prior(ways.from_start, rest, part.walked_h, detour_h=part.detour_h, attraction=pull if part.along else None)
    return Given("corredor", part.weight, said, prior)


def _distances(part: told.Rings) -> Distances:
    if part.category is not None:
        return distances(part.category, part.ecoregion, part.terrain)
    if part.km is None or part.shares is None or part.source is None or len(part.km) != len(part.shares):
        raise ScenarioLacks(field="prior: category, o bien km, shares y source (tantos km como shares)")
    return Distances(tuple(part.km), tuple(part.shares), part.source, "la dio quien planea")


def _regions(part: told.Regions, dem: Dem) -> Prior:
    total = sum(region.probability for region in part.regions)
    if total > 1 + 1e-9:
        raise ProbabilityAboveOne(total=total)
    cells = np.zeros(dem.shape)
    for region in part.regions:
        inside = drawn_ring(dem, region.ring)
        cells += inside * (region.probability / inside.sum())
    return Prior(cells, max(0.0, 1 - total))


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


def assumptions(plan: SearchPlan) -> list[str]:
    """Return what the plan takes for granted, one Spanish sentence each."""
    walking, resources = plan.scenario.walking, plan.scenario.resources
    pace = f"{walking.model}{f', percentil {walking.percentile}' if walking.percentile else ''}"
    ground = f"suelo «{walking.ground}» (×{terrain_factors()[walking.ground]:g})"
    dem = plan.squares.dem
    said = [f"{part.name.capitalize()}, peso {part.weight:g}. {part.said}" for part in plan.parts]
    said += [
        f"Terreno: {dem.source}, {dem.shape[0]} × {dem.shape[1]} celdas de {dem.cell_m:.1f} m, {dem.crs}.",
        f"Marcha: {pace}, {ground}; subir y bajar no cuestan lo mismo.",
        "Detección: 1 - exp(-cobertura), la curva prudente; cobertura = ancho de barrido × velocidad × horas / superficie.",
    ]
    said += [
        f"{one.name}: {one.hours:g} h a {one.speed_kmh:g} km/h con ancho de barrido de {one.sweep_m:g} m." for one in resources
    ]
    if walking.limits:
        said.append(f"Nadie está más lejos de lo que se camina en {plan.scenario.last_known.hours_ago:g} h.")
    said += [f"Pista «{clue.name}»: ahí es {clue.times:g} veces tan probable." for clue in plan.scenario.clues]
    if plan.scenario.answers is not None:
        said.append(
            f"Contestarían si los llaman: {plan.scenario.answers:.0%}. Es juicio de quien planea. El plan sigue contando con que "
            "no contesten; quien se esconde o no puede contestar se busca con la vista."
        )
    if plan.weight is not None:
        said.append(alive_said(plan.hurry))
    said += [f"Búsqueda sin hallazgo «{one.name}»: {_found_said(one)}." for one in plan.scenario.searched]
    return said + [
        f"Recorrido sin hallazgo «{one.name}»: ancho de barrido de {one.sweep_m:g} m por lo andado en cada área."
        for one in plan.scenario.tracks
    ]


def _found_said(one: told.Searched) -> str:
    heard = f"; de quien contesta, {one.pod_answers:.0%}" if one.pod_answers is not None else ""
    return f"detección {one.pod:.0%}{heard}"


def area_of(plan: SearchPlan, row: int, column: int) -> Mapping[str, Any]:  # Any: JSON
    """Return what the plan says of one square, each number with what it was made of."""
    at = (row, column)
    poc, pod = float(plan.poc[at]), float(plan.pod[at])
    given = {
        f"{number}. {part.name}": float(cells[at])
        for number, (part, cells) in enumerate(zip(plan.parts, plan.by_part, strict=True), 1)
    }
    hours = {
        one.name: round(float(h), 4) for one, h in zip(plan.scenario.resources, plan.hours[:, row, column], strict=True) if h > 0
    }
    walked = float(plan.walking_h[at])
    made = ", ".join(f"{name} {share:.2%}" for name, share in given.items())
    weighed = {} if plan.weight is None else {"weight_in_time": float(plan.weight[at])}
    return {
        "name": name_of(row, column),
        "order": int(plan.order[at]),
        "ring": plan.squares.corners(row, column),
        "surface_km2": round(float(plan.squares.surface_m2[at]) / 1e6, 6),
        "probability": poc,
        "probability_by_part": given,
        "walking_hours": walked if math.isfinite(walked) else None,
        **weighed,
        "hours": hours,
        "coverage": float(plan.coverage[at]),
        "detection": pod,
        "success": poc * pod,
        "probability_if_not_found": float(plan.after[at]),
        "why": (
            f"Probabilidad {poc:.2%} (antes de pistas y búsquedas: {made}). "
            f"Con {sum(hours.values()):.1f} h la cobertura es {float(plan.coverage[at]):.2f} y la detección {pod:.0%}; "
            f"si no se halla a nadie, queda en {float(plan.after[at]):.2%}."
            + "".join(f" Pesa {by:.2f} al repartir las horas, por cuándo se llega." for by in weighed.values())
        ),
    }


def name_of(row: int, column: int) -> str:
    """Return the name of a square: its row from the north and its column from the west."""
    return f"{row + 1}-{column + 1}"
