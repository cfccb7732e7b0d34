"""Flat ground around a point, where nobody brought a model of the terrain: a plan can be drawn, and says that it is flat."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

import numpy as np

from vereda.rescue.planning.dem import Dem
from vereda.rescue.planning.numbers import above_zero
from vereda.rescue.planning.reach import MOST_CELLS
from vereda.rescue.planning.terrain_errors import AreaTooLarge, PlaceOutside
from vereda.said import noop

FLAT = "plano: no hay modelo del terreno de este lugar, y subir o bajar no cuesta"
CELL_M, HALF_M = 100.0, 20_000.0  # side of a cell; to each side of the middle, at least
STEP_M = 1000.0  # corners lie on whole kilometres: a point that is corrected by a little leaves the areas where they were
MOST_SHIFT_M = 5000.0  # by which the middle of the areas is moved off the first point, to each side at most
BEYOND = 1.25  # so many times as far as the farthest point, so that whoever walks past it is still on the terrain


def shift_of(seed: int) -> tuple[int, int]:
    """Return by how much flat ground lies beside its first point [m east, m north]: whole cells, every place alike, by a seed."""
    cells, drawn = int(MOST_SHIFT_M / CELL_M), random.Random(seed)  # noqa: S311  the seed is the secret, and is one
    return round(drawn.randint(-cells, cells) * CELL_M), round(drawn.randint(-cells, cells) * CELL_M)


def flat_dem(points: Sequence[tuple[float, float]], *, half_m: float = HALF_M, shift_m: tuple[int, int] | None = None) -> Dem:
    """Return flat ground around the first of some points [longitude, latitude, WGS 84] that holds them all.

    half_m   to each side of the first point, at least [m, > 0]
    shift_m  by which it is moved east and north, so that neither its middle nor the corners of its areas tell of the first
             point (`shift_of`); None: they do, to 500 m

    Squares of 100 m in the UTM zone of the first point. Raises PlaceOutside where UTM ends, AreaTooLarge, NumberOutOfRange.
    """
    lon, lat = points[0]
    if not -80 <= lat <= 84:
        raise PlaceOutside(what=noop("último lugar conocido"))
    zone = min(60, int((lon + 180) // 6) + 1)
    empty = Dem(np.zeros((2, 2)), 1.0, 0.0, 0.0, f"EPSG:{32600 + (0 if lat >= 0 else 100) + zone}", FLAT)
    rows, columns = empty.places([one for one, _ in points], [one for _, one in points], noop("lugar del plan"))
    east, north = columns + 0.5, -rows - 0.5
    far = float(np.hypot(east - east[0], north - north[0]).max()) * BEYOND
    least = max(above_zero(noop("medio lado del terreno"), half_m), far) + (0 if shift_m is None else MOST_SHIFT_M)
    half = math.ceil(least / STEP_M) * STEP_M
    count = round(2 * half / CELL_M)
    if count**2 > MOST_CELLS:
        raise AreaTooLarge(count=count**2, most=MOST_CELLS)
    aside = shift_m or (0, 0)
    west, top = (round(float(at[0]) / STEP_M) * STEP_M + by for at, by in zip((east, north), aside, strict=True))
    return Dem(np.zeros((count, count)), CELL_M, west - half, top + half, empty.crs, FLAT)
