"""How long people need to get to each cell over real terrain, and how far they can have come: up is not down.

A way is a chain of straight pieces between cells, each to one of 16 or 32 neighbours, each with the speed of its own slope. Long
pieces follow the ground between the cells that they cross, so that nobody leaps over a ditch, and touch no barrier.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vereda.rescue.planning.numbers import Grid, between, not_negative, same_grid, squares
from vereda.rescue.planning.terrain_errors import (
    AreaTooLarge,
    DemHasHoles,
    NotAscending,
    NumberOutOfRange,
    PlaceBlocked,
    PlaceOutside,
)
from vereda.rescue.planning.walking import walking_speed

MOST_CELLS = 4_000_000
STEEPEST = 3.0  # rise over run; what is steeper is a cliff
PER_SLOPE = 1000  # knots by unit of slope, as in the kernel: a pace between two is wrong by less than 2e-6 of itself
MARGIN = 3  # the longest piece reaches three cells
START = "punto de partida"


class Moves(NamedTuple):
    """The pieces that a way is made of. ends: (row, column) steps [k, 2]; parts: of slope in each [k]; length [cells, k].

    inner  cells between which the inner points lie [k, 2 points, 2 cells, (row, column)]; share: how far from the first to the
           second [k, 2]. A piece of one part has no inner point: there they are the cells beside the corner that it crosses
    """

    ends: npt.NDArray[np.int64]
    parts: npt.NDArray[np.int64]
    inner: npt.NDArray[np.int64]
    share: Grid
    length: Grid


def reach(
    dem: Grid,
    start: tuple[int, int] | Sequence[tuple[int, int]],
    *,
    cell_m: float,
    model: str = "tobler",
    percentile: int | None = None,
    off_path: bool = False,
    women: bool = False,
    time_factor: npt.ArrayLike | None = None,
    barriers: npt.ArrayLike | None = None,
    start_h: npt.ArrayLike = 0.0,
    max_hours: float | None = None,
    steepest: float = STEEPEST,
    towards: bool = False,
    neighbours: int = 16,
) -> Grid:
    """Return the walking time from the nearest start to each cell [h, shape of `dem`]; inf where no way leads.

    dem          elevation [m, rows × columns; row 0 north, column 0 west], square cells of `cell_m` in a projected system
    start        (row, column), or several
    model, percentile, off_path, women   as in `walking_speed`
    time_factor  how many times longer the same way takes on this ground [-, > 0]: one number or one by cell (`terrain_factors`)
    barriers     true where nobody passes; a barrier holds also where its cells touch by a corner only
    start_h      time already gone at each start [h]
    max_hours    cells further away than this are inf
    steepest     rise over run above which nobody walks [at most 3]
    towards      True: the time from each cell to the nearest start, with its slopes the other way round
    neighbours   16 or 32: on level ground no time is too short, and none more than 2.8 % or 1.3 % too long (`longest_detour`)

    Times are over the map, as the models' speeds are. The pace between two knots of slope (0.001) is straight: its error is below
    2e-6 of itself. A quarter turn or mirror of the world turns the result.
    Raises AreaIsZero, AreaTooLarge, DemHasHoles, NotTheSameGrid, NumberOutOfRange, PlaceOutside, PlaceBlocked,
    UnknownWalkingModel.
    Method: Dijkstra 1959 in spans of time as Dial 1969; why not an isotropic solver: docs/engineer/terrain.md.
    """
    ground = _ground(dem, cell_m)
    starts = _starts(start, ground.shape)
    blocked = np.zeros(ground.shape, bool) if barriers is None else same_grid("barreras", barriers, ground.shape).astype(bool)
    if blocked[starts[:, 0], starts[:, 1]].any():
        raise PlaceBlocked(what=START)
    factor, least, mean = _factor(time_factor, ground.shape)
    pace = _paces(model, percentile, off_path, women, between("pendiente máxima", steepest, 0.001, STEEPEST))
    if factor is None:
        pace, least, mean = pace * least, 1.0, 1.0
    pieces = moves(neighbours)
    width = ground.shape[1] + 2 * MARGIN
    gone_s = np.broadcast_to(np.asarray(start_h, np.float64) * 3600, len(starts)).copy()
    if not np.all(np.isfinite(gone_s) & (gone_s >= 0)):
        raise NumberOutOfRange(what="horas al partir", value=start_h, wanted="de cero o más")
    limit_s = math.inf if max_hours is None else not_negative("horas", max_hours) * 3600
    from vereda.rescue.planning.travel_kernel import travel  # compiles: only who asks for ways waits for it

    seconds = travel(
        _flat(np.where(blocked, np.nan, ground), np.nan),
        None if factor is None else _flat(factor, 1.0),
        (starts[:, 0] + MARGIN) * width + starts[:, 1] + MARGIN,
        gone_s,
        pace,
        float(len(pace) // 2 - 1),
        -1.0 if towards else 1.0,
        limit_s,
        float(cell_m) * pace.min() * mean,
        pieces.length * (float(cell_m) * pace.min() * least * (1 - 1e-9)),
        pieces.ends @ (width, 1),
        pieces.length * float(cell_m),
        pieces.parts,
        pieces.inner[:, :, 0] @ (width, 1),
        pieces.inner[:, :, 1] @ (width, 1),
        pieces.share,
    )
    return _inside(seconds, ground.shape) / 3600


def isochrones(hours: Grid, levels_h: Sequence[float]) -> npt.NDArray[np.int64]:
    """Return in which band each cell lies [shape of `hours`]: 0 up to the first level, n beyond the last of n.

    hours     travel times [h]; levels_h: rising [h]
    Raises NotAscending, NumberOutOfRange.
    """
    levels = [not_negative("isócrona", level) for level in levels_h]
    if any(late <= soon for soon, late in pairwise(levels)):
        raise NotAscending(what="isócronas")
    return np.searchsorted(np.array(levels), hours, side="left").astype(np.int64)


def _ground(dem: Grid, cell_m: float) -> Grid:
    ground = np.asarray(dem, np.float64)
    squares(ground.shape, cell_m)
    if ground.size > MOST_CELLS:
        raise AreaTooLarge(count=ground.size, most=MOST_CELLS)
    if holes := int(np.count_nonzero(~np.isfinite(ground))):
        raise DemHasHoles(count=holes)
    return ground


def _starts(start: tuple[int, int] | Sequence[tuple[int, int]], shape: tuple[int, int]) -> npt.NDArray[np.int64]:
    starts = np.atleast_2d(np.asarray(start, np.int64))
    if starts.shape[-1] != 2 or not starts.size or (starts < 0).any() or (starts >= shape).any():
        raise PlaceOutside(what=START)
    return starts


def _factor(time_factor: npt.ArrayLike | None, shape: tuple[int, int]) -> tuple[Grid | None, float, float]:
    """Return the factor by cell, None where it is the same everywhere, the least of it and its mean."""
    one = np.asarray(1.0 if time_factor is None else time_factor, np.float64)
    if not np.all(np.isfinite(one) & (one > 0)):
        raise NumberOutOfRange(what="factor de terreno", value=float(one.min()), wanted="mayor que cero")
    return (None if one.ndim == 0 else same_grid("factor de terreno", one, shape)), float(one.min()), float(one.mean())


@cache
def _paces(model: str, percentile: int | None, off_path: bool, women: bool, steepest: float) -> Grid:
    """Return the pace [s/m] by slope, from -steepest to steepest in knots of 0.001."""
    knots = round(steepest * PER_SLOPE)
    slopes = np.arange(-knots, knots + 2) / PER_SLOPE  # one knot more, so that the steepest slope itself has one after it
    return 1 / walking_speed(slopes, model, percentile, off_path=off_path, women=women)


@cache
def moves(neighbours: int) -> Moves:
    """Return the pieces in the order that the kernel takes them in: straight, across a corner, by the knight, by three cells."""
    if neighbours not in (16, 32):
        raise NumberOutOfRange(what="vecinos", value=neighbours, wanted="16 o 32")
    shortest = [(1, 0), (1, 1), (2, 1), *([(3, 1), (3, 2)] if neighbours == 32 else [])]
    found = [_piece(long, short, turn) for long, short in shortest for turn in _turns(short not in (0, long))]
    ends, parts, inner, share = (np.array(part) for part in zip(*found, strict=True))
    return Moves(ends, parts, inner, share, np.hypot(*ends.T))


def _turns(both: bool) -> list[npt.NDArray[np.int64]]:
    """Return the quarter turns of the plane, and with `both` those of its mirror image."""
    turn, mirror = np.array([[0, 1], [-1, 0]]), np.array([[1, 0], [0, -1]])
    turns = [np.linalg.matrix_power(turn, quarter) for quarter in range(4)]
    return turns + [one @ mirror for one in turns] if both else turns


def _piece(
    long: int, short: int, turn: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], int, npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return one piece: where it ends, its parts, the pairs of cells it passes between, how far from the first to the second."""
    if long == 1:
        pairs, share = [[(short, 0), (0, short)]] * 2, [0.5, 0.5]
    else:
        passed = [(step, step * short / long) for step in range(1, long)]
        passed = (passed * 2)[:2]
        pairs = [[(step, math.floor(at)), (step, math.floor(at) + 1)] for step, at in passed]
        share = [at - math.floor(at) for _step, at in passed]
    return np.array((long, short)) @ turn, long, np.array(pairs) @ turn, np.array(share)


def _flat(grid: Grid, beyond: float) -> Grid:
    return np.pad(grid, MARGIN, constant_values=beyond).ravel()


def _inside(flat: Grid, shape: tuple[int, int]) -> Grid:
    whole = flat.reshape(shape[0] + 2 * MARGIN, shape[1] + 2 * MARGIN)
    return whole[MARGIN:-MARGIN, MARGIN:-MARGIN].copy()
