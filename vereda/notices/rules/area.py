"""A drawn area: corners that somebody typed or marked, read, and refused in one sentence where they cannot be meant. Pure."""

from __future__ import annotations

import math
import re

import shapely

from vereda.notices.errors import AreaCrossed, AreaManyPoints, AreaOpen, AreaSmall, PointWrong
from vereda.notices.words import DRAWN_KM2_LEAST
from vereda.safety.schema import RING_MOST

KM_PER_DEG = 111.195
ROUND = 2
"""Decimals that are kept: a kilometre. A finer corner says nothing more of an area of 250 km²."""
LINES_MOST, LINE_MOST = 1000, 60
"""What nobody types: more is not looked at."""
PAIR = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")

type Ring = list[tuple[float, float]]
"""Latitude, longitude [degrees], closed."""


def corners(said: str) -> Ring:
    """Return the corners of a text, one a line: 'latitude, longitude' [degrees]. Raises PointWrong with the line, AreaManyPoints.

    Two numbers that could be a point the other way round are let through: whoever knows the country says that they are swapped.
    """
    found: Ring = []
    lines = said.splitlines()
    if (count := sum(bool(line.strip()) for line in lines)) > LINES_MOST:
        raise AreaManyPoints(count=count, most=RING_MOST - 1)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        pair = PAIR.fullmatch(line) if len(line) <= LINE_MOST else None
        lat, lon = (float(one) for one in pair.groups()) if pair else (math.nan, math.nan)
        if not (min(abs(lat), abs(lon)) <= 90 and max(abs(lat), abs(lon)) <= 180):
            raise PointWrong(line=number)
        found.append((round(lat, ROUND), round(lon, ROUND)))
    return found


def closed(points: Ring) -> Ring:
    """Return a ring that ends where it began, and that can be meant. Raises AreaOpen, AreaManyPoints, AreaCrossed, AreaSmall."""
    kept = [one for at, one in enumerate(points) if at == 0 or one != points[at - 1]]
    if kept and kept[0] == kept[-1]:
        kept = kept[:-1]
    if len(set(kept)) < 3:
        raise AreaOpen
    if len(kept) >= RING_MOST:
        raise AreaManyPoints(count=len(kept), most=RING_MOST - 1)
    shape = shapely.Polygon([(lon, lat) for lat, lon in kept])
    if not shape.is_valid:
        lon, lat = _where(shape)
        raise AreaCrossed(lat=f"{lat:.2f}", lon=f"{lon:.2f}")
    if (km2 := area_km2(kept)) < DRAWN_KM2_LEAST:
        raise AreaSmall(km2=round(km2), least=round(DRAWN_KM2_LEAST))
    return [*kept, kept[0]]


def area_km2(points: Ring) -> float:
    """Return about how large an area is [km²], flat at its middle latitude: to one in a hundred for areas of a state."""
    east = math.cos(math.radians(sum(lat for lat, _lon in points) / len(points)))
    return float(shapely.Polygon([(lon * east * KM_PER_DEG, lat * KM_PER_DEG) for lat, lon in points]).area)


def _where(shape: shapely.Polygon) -> tuple[float, float]:
    """Return where an outline crosses itself, as GEOS tells it: 'Self-intersection[x y]'."""
    told = re.search(r"\[(\S+) (\S+)\]", shapely.is_valid_reason(shape))
    return (float(told[1]), float(told[2])) if told else shape.exterior.coords[0]
