"""What was really searched: coverage and chance of detection of each cell of a grid, from the tracks that teams recorded.

A grid has square cells of `cell_m` metres; row 0 is its north edge, column 0 its west edge; `corner_m` is the (east, north) of
its north-west corner in the projected system of the tracks. A track is an array of (east, north) points [m, point x 2],
straight from point to point; several tracks are a list of these: a gap in a recording is two tracks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vereda.rescue.planning.checks import Floats, chances, finite, not_negative
from vereda.rescue.planning.errors import AreaOfZero, NotAboveZero, ShapesDiffer, TooManyCells, TrackTooShort

MOST_POINTS = 10_000_000  # points of detection at once: 80 MB
PER_WIDTH = 4  # points of detection across a sweep width
FAR = 4.0  # sweep widths from the track beyond which nothing is counted as found
SURE = 1e-12  # a measured chance of 1 is read as 1 minus this

Grid = tuple[int, int]


def track_lengths(tracks: ArrayLike | Sequence[ArrayLike], shape: Grid, cell_m: float, corner_m: tuple[float, float]) -> Floats:
    """Return the length of track inside each cell [m, shape], exactly cut at the edges; what lies outside the grid is left out.

    Errors: TrackTooShort, AreaOfZero, NotANumber, ShapesDiffer, TooManyCells.
    """
    lengths = np.zeros(_grid(shape, cell_m))
    for line in _lines(tracks):
        column, row = _in_cells(line, cell_m, corner_m)
        leg, start, end = _pieces(column, row)
        middle = (start + end) / 2
        at_column, at_row = (at[leg] + middle * np.diff(at)[leg] for at in (column, row))
        part = (end - start) * np.hypot(np.diff(column), np.diff(row))[leg] * cell_m / 4
        for to_row, to_column in product(_cells(at_row), _cells(at_column)):
            inside = (to_row >= 0) & (to_row < shape[0]) & (to_column >= 0) & (to_column < shape[1])
            np.add.at(lengths, (to_row[inside], to_column[inside]), part[inside])
    return lengths


def track_coverage(
    tracks: ArrayLike | Sequence[ArrayLike], sweep_width_m: float, shape: Grid, cell_m: float, corner_m: tuple[float, float]
) -> Floats:
    """Return the coverage of each cell [-, shape] by recorded tracks: sweep width x length inside / size of the cell.

    For cells wider than the sweep; give it to `pod`. For finer cells see `track_pod`, which looks sideways.
    Errors: as `track_lengths`; BelowZero. Source: C = W L / A, case COV-1.
    """
    width = float(not_negative(sweep_width_m, "el ancho de barrido"))
    return track_lengths(tracks, shape, cell_m, corner_m) * (width / cell_m**2)


def track_pod(
    tracks: ArrayLike | Sequence[ArrayLike],
    sweep_width_m: float,
    shape: Grid,
    cell_m: float,
    corner_m: tuple[float, float],
    *,
    measured: tuple[ArrayLike, ArrayLike] | None = None,
) -> Floats:
    """Return the chance that recorded tracks found somebody in each cell [0 to 1, shape], by how near they came.

    sweep_width_m  effective sweep width [m, above 0]
    measured       (distance [m, 0 and more, rising], share found [0 to 1]): a lateral range curve of own trials instead of the
                   inverse-cube law with that sweep width; beyond the last distance nothing is found

    Each straight leg adds to the rate of detection at a point what the inverse-cube law gives for that piece of a line, so a
    whole straight line gives exactly its lateral range curve, a turn is not counted twice, and going over the ground again adds
    up as a second, independent search. A cell's value is the mean over points in it, at most a quarter of the sweep width
    apart; beyond 4 sweep widths nothing counts. Speed is taken as even: standing still finds nobody. Errors: as
    `track_coverage`; NotAboveZero, NotAProbability. Source: Koopman's inverse-cube law, p(x) = 1 - exp(-2k / x2), W = 2 sqrt(2
    pi k); the erf curve of parallel lines follows from it and is the test.
    """
    width = float(finite(sweep_width_m, "el ancho de barrido", ()))
    if not width > 0:
        raise NotAboveZero(what="el ancho de barrido", value=f"{width:g}")
    _grid(shape, cell_m)
    fine = max(1, int(np.ceil(cell_m * PER_WIDTH / width)))
    rows, columns = shape[0] * fine, shape[1] * fine
    if rows * columns > MOST_POINTS:
        raise TooManyCells(count=rows * columns, most=MOST_POINTS)
    size = cell_m / fine
    curve = _curve(measured)
    rate = np.zeros((rows, columns))
    for line in _lines(tracks):
        column, row = _in_cells(line, size, corner_m)
        for start, end in zip(zip(column, row, strict=True), zip(column[1:], row[1:], strict=True), strict=False):
            _add_leg(rate, np.array(start), np.array(end), width / size, size, curve)
    found = -np.expm1(-rate)
    return found.reshape(shape[0], fine, shape[1], fine).mean(axis=(1, 3))


def _add_leg(rate: Floats, start: Floats, end: Floats, width: float, size: float, curve: tuple[Floats, Floats] | None) -> None:
    """Add what one leg gives to the rate of detection at the middles of cells; lengths in cells, (column, row)."""
    length = np.hypot(*(end - start))
    if not length:
        return
    low = np.maximum(np.floor(np.minimum(start, end) - FAR * width).astype(int), 0)
    high = np.minimum(np.ceil(np.maximum(start, end) + FAR * width).astype(int), rate.shape[::-1])
    if (low >= high).any():
        return
    x = np.arange(low[0], high[0]) + 0.5 - start[0]
    y = (np.arange(low[1], high[1]) + 0.5 - start[1])[:, None]
    ahead, aside = (end - start) / length, 0.0
    along = x * ahead[0] + y * ahead[1]
    aside = np.maximum(np.abs(x * ahead[1] - y * ahead[0]), 1e-9)  # on the line itself: as near as can be written
    share = (along / np.hypot(along, aside) - (along - length) / np.hypot(along - length, aside)) / 2
    if curve is None:
        per_line = width**2 / (4 * np.pi * aside**2)
    else:
        per_line = -np.log1p(-np.interp(aside * size, *curve, right=0.0) * (1 - SURE))
    rest = np.hypot(np.maximum(np.maximum(-along, along - length), 0.0), aside)  # to the nearest point of the leg
    rate[low[1] : high[1], low[0] : high[0]] += np.where(rest <= FAR * width, per_line * share, 0.0)


def _curve(measured: tuple[ArrayLike, ArrayLike] | None) -> tuple[Floats, Floats] | None:
    if measured is None:
        return None
    distance = np.atleast_1d(not_negative(measured[0], "las distancias"))
    found = np.atleast_1d(chances(measured[1], "la detección a cada distancia", distance.shape))
    if not (np.diff(distance) > 0).all():
        raise NotAboveZero(what="los pasos entre distancias", value=f"{np.diff(distance).min():g}")
    return distance, found


def _grid(shape: Grid, cell_m: float) -> Grid:
    if not float(finite(cell_m, "el tamaño de la casilla", ())) > 0 or min(shape) < 1:
        raise AreaOfZero
    if shape[0] * shape[1] > MOST_POINTS:
        raise TooManyCells(count=shape[0] * shape[1], most=MOST_POINTS)
    return shape


def _lines(tracks: ArrayLike | Sequence[ArrayLike]) -> list[Floats]:
    several = isinstance(tracks, list | tuple) and len(tracks) > 0 and np.ndim(tracks[0]) == 2
    lines = [
        finite(line, "el trayecto") for line in (cast(Sequence[ArrayLike], tracks) if several else [cast(ArrayLike, tracks)])
    ]
    for line in lines:
        if line.ndim != 2 or line.shape[1] != 2:
            raise ShapesDiffer(what="el trayecto", found=" × ".join(map(str, line.shape)), expected="puntos × 2")
        if len(line) < 2:
            raise TrackTooShort
    return lines


def _in_cells(line: Floats, size: float, corner_m: tuple[float, float]) -> tuple[Floats, Floats]:
    """Return columns and rows of the points, in cells from the north-west corner."""
    west, north = (float(finite(value, "la esquina", ())) for value in corner_m)
    return (line[:, 0] - west) / size, (north - line[:, 1]) / size


def _cells(values: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the cell of each value, twice; on an edge itself the cells on both sides, which get half each."""
    return np.floor(values).astype(np.intp), np.ceil(values).astype(np.intp) - 1


def _pieces(column: Floats, row: Floats) -> tuple[NDArray[np.intp], Floats, Floats]:
    """Return (leg, start, end) of the pieces into which edges of cells cut the legs; start and end from 0 to 1 along the leg."""
    legs = np.arange(len(column) - 1)
    cuts = [(legs, np.zeros(legs.size)), (legs, np.ones(legs.size)), _crossings(column), _crossings(row)]
    leg, along = (np.concatenate(part) for part in zip(*cuts, strict=True))
    order = np.lexsort((along, leg))
    leg, along = leg[order], along[order]
    piece = (leg[1:] == leg[:-1]) & (along[1:] > along[:-1])
    return leg[1:][piece], along[:-1][piece], along[1:][piece]


def _crossings(at: Floats) -> tuple[NDArray[np.intp], Floats]:
    """Return (leg, how far along it from 0 to 1) wherever a leg crosses a whole number."""
    low, high = np.minimum(at[:-1], at[1:]), np.maximum(at[:-1], at[1:])
    first = np.floor(low) + 1
    many = np.where(high > low, np.maximum(np.ceil(high) - first, 0), 0).astype(np.intp)
    leg = np.repeat(np.arange(many.size), many)
    whole = first[leg] + np.arange(leg.size) - np.repeat(np.cumsum(many) - many, many)
    along = (whole - at[leg]) / (at[leg + 1] - at[leg])
    return leg, np.clip(along, 0.0, 1.0)
