"""Squares of a map in Web Mercator (EPSG:3857) as tiles: zoom z has 2^z columns from the west, 2^z rows from the north.

Points are degrees, WGS 84. Source: the tiling that both formats name (OSGeo TMS profile; PMTiles specification 3, section 4.1).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

LAT_MOST = 85.05112877980659
KM_PER_DEG = 111.195


@dataclass(frozen=True)
class Box:
    """A box on the ground [degrees]."""

    west: float
    south: float
    east: float
    north: float

    def km_from(self, lat: float, lon: float) -> float:
        """Return how far a point is from the box [km; 0: inside], on a flat earth around it."""
        east = max(self.west - lon, lon - self.east, 0.0) * math.cos(math.radians(lat))
        north = max(self.south - lat, lat - self.north, 0.0)
        return math.hypot(east, north) * KM_PER_DEG

    def joined(self, other: Box) -> Box:
        """Return the box around both."""
        return Box(
            min(self.west, other.west), min(self.south, other.south), max(self.east, other.east), max(self.north, other.north)
        )


class Span(NamedTuple):
    """Columns and rows of one zoom, both ends included."""

    zoom: int
    left: int
    top: int
    right: int
    bottom: int


def around(lat: float, lon: float, km: float) -> Box:
    """Return the box that reaches some km from a point to each side."""
    north = km / KM_PER_DEG
    east = north / max(0.05, math.cos(math.radians(lat)))
    return Box(lon - east, max(lat - north, -LAT_MOST), lon + east, min(lat + north, LAT_MOST))


def around_points(points: Iterable[tuple[float, float]]) -> Box | None:
    """Return the box around points (latitude, longitude), None where there are none."""
    known = list(points)
    if not known:
        return None
    lats, lons = [lat for lat, _lon in known], [lon for _lat, lon in known]
    return Box(min(lons), min(lats), max(lons), max(lats))


def span(box: Box, zoom: int) -> Span:
    """Return the tiles of a zoom that a box touches."""
    left, top = tile_at(box.north, box.west, zoom)
    right, bottom = tile_at(box.south, box.east, zoom)
    return Span(zoom, left, top, right, bottom)


def tile_at(lat: float, lon: float, zoom: int) -> tuple[int, int]:
    """Return column and row of the tile that a point lies in; what lies beyond the edge is in the last one."""
    size, bent = 1 << zoom, math.radians(min(max(lat, -LAT_MOST), LAT_MOST))
    x = (lon + 180) / 360 * size
    y = (1 - math.asinh(math.tan(bent)) / math.pi) / 2 * size
    return min(max(int(x), 0), size - 1), min(max(int(y), 0), size - 1)


def box_of(one: Span) -> Box:
    """Return what a span of tiles covers."""
    size = 1 << one.zoom
    return Box(one.left / size * 360 - 180, _lat(one.bottom + 1, size), (one.right + 1) / size * 360 - 180, _lat(one.top, size))


def _lat(row: int, size: int) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * row / size))))
