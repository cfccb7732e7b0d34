"""Polygons and circles of a CAP file: 'lat,lon lat,lon …' and 'lat,lon km', degrees WGS 84. Pure.

What is drawn in too many points for a thin line is drawn in fewer, and never smaller. A warning that reaches a little too far is
better than one that stops short.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import shapely

from vereda.safety.entries.warning import RING_MOST, RINGS_MOST
from vereda.safety.errors.warning import CapShape, CapTooLarge

ROUND = 4
"""Decimals that are kept: eleven metres."""

MARGINS_DEG = (0.002, 0.005, 0.01, 0.03, 0.1)
"""By so much an area may be drawn wider [degrees]: from 200 m to 11 km, the least that is enough."""

DRAWN_MOST, JAGGED_MOST = 5000, 20
"""An outline of more corners, of so many times the length of the hull around it, or that crosses itself, is taken as that hull:
to follow a tangle of a thousand lines takes minutes, and a file of 15 kB must not stop a post."""


def rings_of(said: Sequence[str]) -> list[list[tuple[float, float]]]:
    """Return closed rings of latitude, longitude. Raises CapShape, CapTooLarge."""
    if len(said) > RINGS_MOST:
        raise CapTooLarge
    return [_ring(one) for one in said]


def circle_of(said: str) -> tuple[float, float, float]:
    """Return latitude, longitude [degrees] and radius [km]. Raises CapShape."""
    centre, _blank, radius = said.partition(" ")
    lat, lon = next(iter(_points(centre, "circle")), (math.nan, math.nan))
    try:
        km = float(radius)
    except ValueError:
        raise CapShape(element="circle", value=said[:40]) from None
    if math.isnan(lat) or not 0 <= km <= 20_100:
        raise CapShape(element="circle", value=said[:40])
    return lat, lon, round(km, 3)


def _ring(said: str) -> list[tuple[float, float]]:
    points = list(_points(said, "polygon"))
    if points and points[0] != points[-1]:  # the standard wants it closed; what is meant is plain
        points.append(points[0])
    if len(set(points)) < 3:
        raise CapShape(element="polygon", value=said[:40])
    return points if len(points) <= RING_MOST else _fewer(points)


def _points(said: str, element: str) -> Iterator[tuple[float, float]]:
    for pair in said.split():
        try:
            lat, lon = (float(one) for one in pair.split(","))
        except ValueError:
            raise CapShape(element=element, value=pair[:40]) from None
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            raise CapShape(element=element, value=pair[:40])
        yield round(lat, ROUND), round(lon, ROUND)


def _fewer(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a ring around all of it with no more points than a warning may bring."""
    whole = shapely.Polygon(points)
    hull = whole.convex_hull
    if len(points) > DRAWN_MOST or whole.length > JAGGED_MOST * hull.length or not whole.is_valid:
        whole = hull
    for margin in MARGINS_DEG:
        # Drawn wider by a margin and smoothed by half of it: what was inside stays inside.
        drawn = whole.buffer(margin, join_style="mitre").simplify(margin / 2)
        if drawn.geom_type == "Polygon" and 4 <= len(drawn.exterior.coords) <= RING_MOST:
            return [_kept(*one) for one in drawn.exterior.coords]
    south, west, north, east = shapely.MultiPoint(points).bounds
    return [(south, west), (south, east), (north, east), (north, west), (south, west)]


def _kept(lat: float, lon: float) -> tuple[float, float]:
    return round(min(max(lat, -90.0), 90.0), ROUND), round(min(max(lon, -180.0), 180.0), ROUND)
