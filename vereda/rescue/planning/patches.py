"""Pieces of ground by their middle: an area that was searched, the surroundings of a clue."""

from __future__ import annotations

import math

from vereda.rescue.planning.areas import Squares
from vereda.rescue.planning.dem import Dem
from vereda.rescue.planning.terrain_errors import PlaceOutside

Point = tuple[float, float]  # longitude, latitude [WGS 84]
Ring = list[Point]
CORNERS = 24
M_PER_DEG = 111_195.0


def lies_on(dem: Dem, point: Point) -> bool:
    """Tell whether a point lies on the terrain."""
    try:
        dem.cell(*point, "lugar")
    except PlaceOutside:
        return False
    return True


def patch(dem: Dem, middle: Point, wide_m: float, tall_m: float) -> Ring:
    """Return the corners of a box along the rows and columns of the terrain [m, > 0]; it may reach beyond the edge."""
    row, column = dem.at(*middle)
    tall, wide = tall_m / dem.cell_m / 2, wide_m / dem.cell_m / 2
    rows = [row - tall, row + tall, row + tall, row - tall]
    lons, lats = dem.lonlat(rows, [column - wide, column - wide, column + wide, column + wide])
    return list(zip(lons, lats, strict=True))


def middle_of(squares: Squares, row: int, column: int) -> tuple[Point, float, float]:
    """Return the middle of a square, and how wide and tall it is [m]: `patch` of them holds the same cells on this terrain."""
    side, (rows, columns) = squares.side, squares.dem.shape
    tall, wide = (min(side, most - at * side) for at, most in ((row, rows), (column, columns)))
    lons, lats = squares.dem.lonlat(row * side + (tall - 1) / 2, column * side + (wide - 1) / 2)
    return (lons[0], lats[0]), wide * squares.dem.cell_m, tall * squares.dem.cell_m


def circle(middle: Point, radius_m: float) -> Ring:
    """Return a round piece of ground as a ring of points. radius_m: [m, > 0]."""
    lon, lat = middle
    north = radius_m / M_PER_DEG
    east = north / max(0.1, math.cos(math.radians(lat)))
    turns = [2 * math.pi * step / CORNERS for step in range(CORNERS)]
    return [(lon + east * math.cos(turn), lat + north * math.sin(turn)) for turn in turns]
