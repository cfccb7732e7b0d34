"""Where people may be before anybody has searched: rings, a corridor to where they were going, a call's point, mixtures.

Each returns the probability by cell and what lies outside; together one. Nothing outside is pushed back into the area.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from vereda.rescue.planning.circles import shares_inside
from vereda.rescue.planning.distances import Distances
from vereda.rescue.planning.numbers import Grid, above_zero, not_negative, same_grid, squares
from vereda.rescue.planning.terrain_errors import NotAscending, NoWeights, NumberOutOfRange
from vereda.said import noop

SLICES = 48  # of the hours walked; the width of one is the corridor's error in time
HOURS_WALKED = "horas caminadas"


class Prior(NamedTuple):
    """cells: probability of each cell [rows × columns]; outside: of everywhere else. Together one."""

    cells: Grid
    outside: float


def ring_prior(shape: tuple[int, int], cell_m: float, centre: tuple[float, float], distances: Distances) -> Prior:
    """Return rings around the last known point: in each ring the share of people that the table says, evenly over its surface.

    shape      rows and columns; cell_m: side of a cell [m]
    centre     (row, column), whole numbers are centres of cells; it may lie outside
    distances  how far people of that behaviour were found (`distances`)

    What the table leaves beyond its last ring, and what of the rings lies beyond the edge, is outside. Rings of the same distance
    are one. A quarter turn or mirror turns the result.
    Raises AreaIsZero. Form: rings over quantiles, as search teams draw them on paper (Koester 2008).
    """
    size = squares(shape, cell_m)
    # A ring of no surface has no share of its own: the next one takes it.
    rings = {km * 1000 / size: share for km, share in zip(distances.km, distances.shares, strict=True) if km > 0}
    cells, inner_cells, inner, before = np.zeros(shape), np.zeros(shape), 0.0, 0.0
    for (radius, share), outer_cells in zip(rings.items(), shares_inside(shape, centre, list(rings)), strict=True):
        cells += (outer_cells - inner_cells) * ((share - before) / (np.pi * (radius**2 - inner**2)))
        inner, inner_cells, before = radius, outer_cells, share
    return _with_outside(np.maximum(cells, 0))


def point_prior(shape: tuple[int, int], cell_m: float, centre: tuple[float, float], error_m: float) -> Prior:
    """Return the surroundings of a point whose error is known, such as that of a call: a round normal distribution.

    centre   (row, column); error_m: standard deviation along each axis [m, > 0]
    The integral over each cell is exact. Raises AreaIsZero, NumberOutOfRange.
    """
    size, spread = squares(shape, cell_m), above_zero("error del punto", error_m)
    return normal_prior(shape, centre, (spread / size, spread / size))


def normal_prior(shape: tuple[int, int], centre: tuple[float, float], spread: tuple[float, float]) -> Prior:
    """Return a normal distribution along rows and columns. centre, spread: (rows, columns) [cells]."""
    return _with_outside(np.outer(*(_normal_shares(n, at, sd) for n, at, sd in zip(shape, centre, spread, strict=True))))


def corridor_prior(
    from_start_h: Grid,
    to_destination_h: Grid,
    walked_h: tuple[float, float, float],
    *,
    detour_h: float,
    attraction: npt.ArrayLike | None = None,
) -> Prior:
    """Return a corridor for people who walk towards somewhere: how far along by the hours walked, how far aside by the detour.

    from_start_h      walking time from the last known point to each cell [h, inf where no way leads] (`reach`)
    to_destination_h  walking time from each cell to the destination [h] (`reach` with towards=True); where that lies beyond the
                      terrain, give `reach` the edge cells as starts, each with its hours from there on
    walked_h          fewest, likeliest and most hours on foot since then [h], a triangle (`walked_between` counts dark hours)
    detour_h          how much longer than the shortest a way may be until it is 1/e as likely [h, > 0]
    attraction        how much likelier each cell is than others as near: washes, rails, shade [-, >= 0] (`along`); None: alike

    Of each slice of the hours walked, the share is laid over the cells that are as many hours from the start. Where the best of
    these means a detour, so much of the slice is outside: there the people have walked over the edge. Who has arrived
    is outside too. No source measures such corridors for migrants; the numbers are the planner's, and the plan says them.
    Raises NotTheSameGrid, NumberOutOfRange, NotAscending, AreaIsZero.
    """
    shape = np.shape(from_start_h)
    squares(shape if len(shape) == 2 else (0, 0), 1.0)
    width = above_zero(noop("desvío"), detour_h)
    hours, rest = np.asarray(from_start_h, np.float64), same_grid("tiempo al destino", to_destination_h, np.shape(from_start_h))
    pull = _attraction(attraction, hours.shape)
    edges, shares = _triangle(walked_h)
    total = hours + rest
    direct = total.min()
    if not np.isfinite(direct):
        return Prior(np.zeros(hours.shape), 1.0)
    likely = np.where(np.isfinite(total), np.exp(-(np.where(np.isfinite(total), total, direct) - direct) / width), 0.0)
    slices = np.where(np.isfinite(hours), np.searchsorted(edges, np.where(np.isfinite(hours), hours, 0), side="right") - 1, -1)
    slices[slices == len(shares)] = -1
    inside = slices >= 0
    weight = likely * pull
    found = slices[inside]
    summed = np.bincount(found, weight[inside], len(shares))
    best = np.zeros(len(shares))
    np.maximum.at(best, found, likely[inside])
    scale = np.divide(shares * best, summed, out=np.zeros(len(shares)), where=summed > 0)
    cells = np.zeros(hours.shape)
    cells[inside] = weight[inside] * scale[found]
    return _with_outside(cells)


def mixture(priors: Sequence[Prior], weights: Sequence[float]) -> Prior:
    """Return the mixture of several priors of one grid; weights are the planner's, of any sum [>= 0].

    Raises NoWeights, NumberOutOfRange, NotTheSameGrid.
    """
    kept = [not_negative("peso", weight) for weight in weights]
    total = sum(kept)
    if not total or len(kept) != len(priors):
        raise NoWeights
    cells, outside = np.zeros(priors[0].cells.shape), 0.0
    for prior, weight in zip(priors, kept, strict=True):
        cells += same_grid("mezcla", prior.cells, cells.shape) * (weight / total)
        outside += prior.outside * (weight / total)
    return Prior(cells, outside)


def along(lines: npt.ArrayLike, cell_m: float, *, reach_m: float, times: float) -> Grid:
    """Return how much likelier cells near lines are (washes, rails, power lines) [-, shape of `lines`]: 1 far away.

    lines    true where a line passes; reach_m: distance at which the pull has fallen to 1/e [m, > 0]; times: on the line [>= 1]
    Raises AreaIsZero, NumberOutOfRange.
    """
    from scipy.ndimage import distance_transform_edt

    there = np.asarray(lines, bool)
    size, reach_far = squares(there.shape, cell_m), above_zero("alcance", reach_m)
    if times < 1 or not np.isfinite(times):
        raise NumberOutOfRange(what=noop("atracción"), value=times, wanted="de 1 o más")
    if not there.any():
        return np.ones(there.shape)
    return 1 + (times - 1) * np.exp(-distance_transform_edt(~there) * size / reach_far)


def walked_between(start_h: float, elapsed_h: float, from_h: float, until_h: float) -> float:
    """Return how many of the hours since then lie in the part of the day in which people walk [h].

    start_h   local hour when they were last seen [0 to 24]; elapsed_h: hours since [>= 0]
    from_h, until_h   local hours between which they walk, over midnight where until is the smaller [0 to 24]
    """
    not_negative("horas", elapsed_h)
    long = (until_h - from_h) % 24 or 24.0
    days = range(-1, int((start_h + elapsed_h) // 24) + 1)
    windows = [(day * 24 + from_h, day * 24 + from_h + long) for day in days]
    return sum(max(0.0, min(end, start_h + elapsed_h) - max(begin, start_h)) for begin, end in windows)


def _with_outside(cells: Grid) -> Prior:
    return Prior(cells, max(0.0, 1.0 - float(cells.sum())))


def _normal_shares(count: int, at: float, spread: float) -> Grid:
    from scipy.special import ndtr

    # From the middle outwards on both sides, so that a mirror mirrors the result: the tail on the far side is the smaller number.
    low, high = (np.arange(count) - 0.5 - at) / spread, (np.arange(count) + 0.5 - at) / spread
    return np.where(low + high > 0, ndtr(-low) - ndtr(-high), ndtr(high) - ndtr(low))


def _attraction(attraction: npt.ArrayLike | None, shape: tuple[int, ...]) -> Any:  # Any: a number or a grid
    if attraction is None:
        return 1.0
    pull = same_grid(noop("atracción"), attraction, (shape[0], shape[1])).astype(np.float64)
    if not np.all(np.isfinite(pull) & (pull >= 0)):
        raise NumberOutOfRange(what=noop("atracción"), value=float(pull.min()), wanted="de cero o más")
    return pull


def _triangle(walked_h: tuple[float, float, float]) -> tuple[Grid, Grid]:
    """Return the edges of the slices [h, n + 1] and the share of the triangle in each [n]."""
    low, mode, high = (not_negative(HOURS_WALKED, hours) for hours in walked_h)
    if not low <= mode <= high or high <= 0:
        raise NotAscending(what=HOURS_WALKED)
    if high == low:  # known to the hour: a slice of a tenth around it
        low, high = 0.95 * low, 1.05 * high
    edges = np.linspace(low, high, SLICES + 1)
    risen = (edges - low) ** 2 / ((high - low) * (mode - low)) if mode > low else np.zeros(SLICES + 1)
    fallen = 1 - (high - edges) ** 2 / ((high - low) * (high - mode)) if mode < high else np.ones(SLICES + 1)
    return edges, np.diff(np.where(edges <= mode, risen, fallen) if mode > low else fallen)
