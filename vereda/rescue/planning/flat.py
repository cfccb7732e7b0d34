"""Flat ground around a point, where nobody brought a model of the terrain: a plan can be drawn, and says that it is flat."""

from __future__ import annotations

import math
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
BEYOND = 1.25  # so many times as far as the farthest point, so that whoever walks past it is still on the terrain


def flat_dem(points: Sequence[tuple[float, float]], *, half_m: float = HALF_M) -> Dem:
    """Return flat ground around the first of some points [longitude, latitude, WGS 84] that holds them all.

    half_m  to each side of the first point, at least [m, > 0]

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
    half = math.ceil(max(above_zero(noop("medio lado del terreno"), half_m), far) / STEP_M) * STEP_M
    count = round(2 * half / CELL_M)
    if count**2 > MOST_CELLS:
        raise AreaTooLarge(count=count**2, most=MOST_CELLS)
    west, top = (round(float(at[0]) / STEP_M) * STEP_M for at in (east, north))
    return Dem(np.zeros((count, count)), CELL_M, west - half, top + half, empty.crs, FLAT)
