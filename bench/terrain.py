"""Terrain on a million cells: ways, rings, walkers and a whole plan, beside plain programs and the memory's own speed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import dijkstra

from bench.figures import Figure
from vereda.rescue.planning import Dem, distances, reach, ring_prior, search_plan, walking_speed
from vereda.rescue.planning.numbers import Grid
from vereda.rescue.planning.scenario import scenario_of
from vereda.rescue.planning.walkers import walk

SIDE, SIDE_QUICK, CELL_M = 1000, 200, 30.0
WALKERS, WALKERS_QUICK, STEPS, PLAIN_STEPS = 1_000_000, 10_000, 100, 10


def measure(*, quick: bool) -> list[Figure]:
    """Return the figures. Compiling is not in them: everything runs once before."""
    side = SIDE_QUICK if quick else SIDE
    land, middle, walkers = desert(side), (side // 2, side // 2), WALKERS_QUICK if quick else WALKERS
    cells, rounds = side * side, 2 if quick else 5
    found = distances("Hiker", "dry", "mountainous")
    floor = _best(lambda: _triad(cells), rounds)
    ways = _best(lambda: reach(land, middle, cell_m=CELL_M), rounds)
    fine = _best(lambda: reach(land, middle, cell_m=CELL_M, neighbours=32), rounds)
    rings = _best(lambda: ring_prior((side, side), CELL_M, middle, found), rounds)
    walked = _best(lambda: walk(land, middle, cell_m=CELL_M, walkers=walkers, steps=STEPS), rounds)
    plan = _best(lambda: _plan(land), rounds)
    count = f"{cells:,} cells"
    note = f"memory moves {24 * cells / floor / 1e9:.1f} GB/s in this run"
    return [
        Figure(name=f"floor: read two, write one, {count}", value=floor * 1000, unit="ms", note=note),
        Figure(
            name=f"reach, 16 neighbours, {count}",
            value=ways * 1000,
            unit="ms",
            budget=120,
            baseline=_once(lambda: _plain_reach(land, middle)) * 1000,
            note="baseline: scipy, 8 neighbours, with its graph",
        ),
        Figure(name=f"reach, 32 neighbours, {count}", value=fine * 1000, unit="ms"),
        Figure(name=f"rings, {count}", value=rings * 1000, unit="ms"),
        Figure(
            name=f"{walkers:,} walkers, {STEPS} steps",
            value=walked * 1000,
            unit="ms",
            budget=800,
            baseline=_once(lambda: _plain_walk(land, walkers)) * 1000 * STEPS / PLAIN_STEPS,
            note=f"baseline: numpy, {PLAIN_STEPS} steps, times {STEPS // PLAIN_STEPS}",
        ),
        Figure(
            name=f"whole plan, {count}", value=plan * 1000, unit="ms", budget=2000, note="two ways, rings, corridor, allocation"
        ),
    ]


def desert(side: int, seed: int = 1) -> Grid:
    """Return fractal heights [m, side × side] over 800 m: no DEM of a desert was found that may be shipped."""
    noise = np.random.default_rng(seed).standard_normal((side, side))
    wave = np.hypot(*np.meshgrid(np.fft.fftfreq(side), np.fft.fftfreq(side)))
    wave[0, 0] = 1
    heights = np.fft.ifft2(np.fft.fft2(noise) * wave**-2.2).real
    return (heights - heights.min()) / (heights.max() - heights.min()) * 800


def _plan(land: Grid) -> None:
    dem = Dem(land, CELL_M, 500_000.0, 3_600_000.0, "EPSG:32612", "fractal")
    n = len(land)
    lons, lats = dem.lonlat([n // 2, n // 5], [n // 2, n // 4])
    told = {
        "name": "bench",
        "dem": {"path": "none.tif"},
        "last_known": {"lon": lons[0], "lat": lats[0], "hours_ago": 9},
        "prior": [
            {"kind": "ring", "weight": 1, "category": "Hiker", "ecoregion": "dry", "terrain": "mountainous"},
            {
                "kind": "corridor",
                "weight": 2,
                "destination": {"lon": lons[1], "lat": lats[1]},
                "walked_h": [0.2, 1, 3],
                "detour_h": 0.3,
            },
        ],
        "side_m": 900,
        "resources": [{"name": "1", "hours": 12, "speed_kmh": 2, "sweep_m": 50}],
    }
    search_plan(scenario_of(json.dumps(told)), Path(), dem)


def _triad(cells: int) -> None:
    """Move three arrays of a million float64: what no program that reads two and writes one can beat."""
    np.add(_ONES[:cells], _TWOS[:cells], out=_OUT[:cells])


def _plain_reach(land: Grid, start: tuple[int, int]) -> None:
    side = len(land)
    number = np.arange(side * side).reshape(side, side)
    sources, ends, times = [], [], []
    for dr, dc in [(dr, dc) for dr in (-1, 0, 1) for dc in (-1, 0, 1) if (dr, dc) != (0, 0)]:
        here = (slice(max(0, -dr), side - max(0, dr)), slice(max(0, -dc), side - max(0, dc)))
        there = (slice(max(0, dr), side - max(0, -dr)), slice(max(0, dc), side - max(0, -dc)))
        length = np.hypot(dr, dc) * CELL_M
        sources.append(number[here].ravel())
        ends.append(number[there].ravel())
        times.append((length / walking_speed((land[there] - land[here]) / length)).ravel())
    graph = coo_matrix((np.concatenate(times), (np.concatenate(sources), np.concatenate(ends))), shape=(land.size, land.size))
    dijkstra(graph.tocsr(), indices=start[0] * side + start[1])


def _plain_walk(land: Grid, walkers: int) -> None:
    chance = np.random.default_rng(1)
    south, east = np.gradient(land, CELL_M)
    rows, columns = (np.full(walkers, len(land) / 2) for _ in range(2))
    heading = chance.uniform(0, 2 * np.pi, walkers)
    for _ in range(PLAIN_STEPS):
        heading += chance.normal(0, np.radians(20), walkers)
        dr, dc = np.cos(heading), np.sin(heading)
        at = np.clip(rows, 0, len(land) - 1).astype(int), np.clip(columns, 0, len(land) - 1).astype(int)
        far = walking_speed(south[at] * dr + east[at] * dc) * 60 / CELL_M
        rows += dr * far
        columns += dc * far


def _once(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _best(work: Callable[[], object], rounds: int) -> float:
    """Return the shortest of several runs [s], after one that does not count."""
    work()
    return min(_once(work) for _ in range(rounds))


_ONES, _TWOS, _OUT = (np.ones(SIDE * SIDE) for _ in range(3))
