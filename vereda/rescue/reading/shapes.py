"""Areas and lines that somebody drew elsewhere: KML, GeoJSON, GPX."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vereda.rescue.errors.map_file import AreaCrossesItself, MapFileWithoutShape
from vereda.rescue.reading.map_file import Drawn, Fix, drawn_in

VERTICES_MOST = 1_000_000
RING_LEAST = 4  # points of the smallest ring, the first said again at the end

type Line = tuple[tuple[float, float], ...]  # longitude, latitude


@dataclass(frozen=True)
class Shape:
    """An area or a line with its name ('' where it has none).

    points  (longitude, latitude) [degrees, WGS 84]; of an area its outline, closed: the first stands at the end again
    holes   of an area, closed as well
    """

    name: str
    is_area: bool
    points: Line
    holes: tuple[Line, ...] = ()


def read_shapes(content: bytes, name: str) -> tuple[Shape, ...]:
    """Return the areas and lines of a GPX, KML or GeoJSON file, in its order.

    A line that ends where it began, and crosses itself nowhere, is an area: a receiver knows no other way to draw one. Heights
    and loose points are left out, links are not followed.
    name  how the file is called, for the sentence where something is wrong
    Raises MapFileFaulty: what `drawn_in` raises; AreaCrossesItself; MapFileWithoutShape. A million vertices at most.
    """
    shapes = tuple(shape for one in drawn_in(content, name, VERTICES_MOST) if (shape := _shape(one, name)))
    if not shapes:
        raise MapFileWithoutShape(name=name)
    return shapes


def _shape(one: Drawn, name: str) -> Shape | None:
    points = _line(one.points)
    if one.is_area:
        ring, holes = _closed(points), tuple(_closed(_line(hole)) for hole in one.holes)
        if not _encloses(ring, holes):
            raise AreaCrossesItself(name=name, area=one.name or "—")
        return Shape(one.name, True, ring, holes)
    if len(points) < 2:
        return None
    is_area = points[0] == points[-1] and _encloses(points, ())
    return Shape(one.name, is_area, points)


def _line(fixes: Sequence[Fix]) -> Line:
    return tuple((fix.lon, fix.lat) for fix in fixes)


def _closed(points: Line) -> Line:
    return points if points[:1] == points[-1:] else (*points, points[0])


def _encloses(ring: Line, holes: Sequence[Line]) -> bool:
    """Tell whether a ring crosses itself nowhere, holds its holes, and has something within."""
    from shapely import Polygon

    if min(map(len, (ring, *holes))) < RING_LEAST:
        return False
    area = Polygon(ring, holes)
    return bool(area.area > 0 and area.is_valid)
