"""Many walkers at random over real terrain: a prior for people who wander, and a look at what a corridor takes for granted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from os import cpu_count
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vereda.rescue.planning.numbers import Grid, above_zero, between, not_negative, same_grid, squares
from vereda.rescue.planning.priors import Prior
from vereda.rescue.planning.terrain_errors import DemHasHoles, NumberOutOfRange, PlaceBlocked, PlaceOutside
from vereda.rescue.planning.walking import walking_speed

STEEPEST, PER_SLOPE, TURNS = 3.0, 250.0, 1024
MOST_WALKERS, MOST_STEPS = 5_000_000, 100_000


class Walked(NamedTuple):
    """Where each walker is after the last step [cells, n]; no number: over the edge."""

    rows: Grid
    columns: Grid


def walk(
    dem: Grid,
    start: tuple[float, float],
    *,
    cell_m: float,
    walkers: int,
    steps: int,
    step_s: float = 60.0,
    wander_deg: float = 20.0,
    bearing_deg: float | None = None,
    pull: float = 0.0,
    model: str = "tobler",
    percentile: int | None = None,
    time_factor: float = 1.0,
    barriers: npt.ArrayLike | None = None,
    seed: int = 1,
) -> Walked:
    """Return where walkers are who keep their heading but for a random turn at each step.

    start        (row, column), whole numbers are centres of cells; all begin here, with headings all around
    step_s       time of a step [s]; wander_deg: standard deviation of the turn at a step [degrees]
    bearing_deg  where they want to go [degrees clockwise from grid north]; pull: how much each step turns them there [0 to 1]
    model, percentile, time_factor, barriers   as in `reach`; before a barrier a walker turns round

    The slope is that of the cell's own ground (central differences) in the walker's heading; its speed is the nearest of a table
    in knots of 0.004. The same seed gives the same walkers, on any number of processors. No step may be longer than a barrier is
    wide. A turned world gives other random walkers, so nothing else in a plan rests on them.
    Raises AreaIsZero, DemHasHoles, NotTheSameGrid, NumberOutOfRange, PlaceOutside, PlaceBlocked, UnknownWalkingModel.
    """
    ground = np.asarray(dem, np.float64)
    squares(ground.shape, cell_m)
    if holes := int(np.count_nonzero(~np.isfinite(ground))):
        raise DemHasHoles(count=holes)
    gradient = _gradient(ground, cell_m, barriers)
    _checked(start, gradient, walkers, steps)
    spread = np.radians(between("giro", wander_deg, 0, 180))
    per_cell = above_zero("paso", step_s) / (above_zero("factor de terreno", time_factor) * cell_m)
    drawn = between("atracción del rumbo", pull if bearing_deg is not None else 0.0, 0, 1)
    aim = np.radians(bearing_deg or 0.0)
    slopes = np.arange(-STEEPEST * PER_SLOPE, STEEPEST * PER_SLOPE + 1) / PER_SLOPE
    speeds = walking_speed(slopes, model, percentile)
    rows, columns = np.full(walkers, float(start[0])), np.full(walkers, float(start[1]))
    headings = 2 * np.pi * (np.arange(walkers) + 0.5) / walkers
    toward = np.cos(headings), np.sin(headings)
    state = np.random.default_rng(seed).integers(1, 2**63, walkers, dtype=np.uint64)
    from vereda.rescue.planning.walk_kernel import stride  # compiles: only who lets people walk waits for it

    def part(of: slice) -> None:
        moving = rows[of], columns[of], toward[0][of], toward[1][of], state[of]
        level = STEEPEST * PER_SLOPE + 0.5
        stride(*moving, gradient, _turns(spread), speeds, level, PER_SLOPE, steps, per_cell, -np.cos(aim), np.sin(aim), drawn)

    many = cpu_count() or 1
    edges = np.linspace(0, walkers, many + 1).astype(int)
    with ThreadPoolExecutor(many) as pool:
        list(pool.map(part, [slice(a, b) for a, b in pairwise(edges)]))
    return Walked(rows, columns)


def walked_prior(found: Walked, shape: tuple[int, int]) -> Prior:
    """Return the share of walkers in each cell, and of those over the edge."""
    inside = np.isfinite(found.rows)
    at = np.floor(found.rows[inside] + 0.5).astype(np.int64) * shape[1] + np.floor(found.columns[inside] + 0.5).astype(np.int64)
    cells = np.bincount(at, minlength=shape[0] * shape[1]).reshape(shape) / found.rows.size
    return Prior(cells, 1 - inside.sum() / found.rows.size)


def _gradient(ground: Grid, cell_m: float, barriers: npt.ArrayLike | None) -> npt.NDArray[np.float32]:
    """Return rise over run by row and by column [rows × columns × 2]; no number on barriers."""
    gradient = np.stack(list(np.gradient(ground, cell_m)), -1).astype(np.float32)
    if barriers is not None:
        gradient[same_grid("barreras", barriers, (ground.shape[0], ground.shape[1])).astype(bool)] = np.nan
    return gradient


def _checked(start: tuple[float, float], gradient: npt.NDArray[np.float32], walkers: int, steps: int) -> None:
    row, column = (int(np.floor(place + 0.5)) for place in start)
    if not (0 <= row < gradient.shape[0] and 0 <= column < gradient.shape[1]):
        raise PlaceOutside(what="punto de partida")
    if np.isnan(gradient[row, column, 0]):
        raise PlaceBlocked(what="punto de partida")
    if not 1 <= walkers <= MOST_WALKERS:
        raise NumberOutOfRange(what="caminantes", value=walkers, wanted=f"entre 1 y {MOST_WALKERS}")
    if not_negative("pasos", steps) > MOST_STEPS:
        raise NumberOutOfRange(what="pasos", value=steps, wanted=f"entre 0 y {MOST_STEPS}")


def _turns(spread: float) -> Grid:
    """Return cosine and sine of turns of equal share of a normal distribution [TURNS × 2]."""
    from scipy.special import ndtri

    angles = spread * ndtri((np.arange(TURNS) + 0.5) / TURNS)
    return np.stack([np.cos(angles), np.sin(angles)], -1)
