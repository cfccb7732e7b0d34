"""Where a point lies: state by polygon, municipality by the nearest town, cells by H3. Pure: shapes and numbers in, codes out.

The shapes are those of the pack, simplified: at a border or a shore a point may fall into a gap between them, and is
then given to the nearest own state within 25 km. Points are latitude, longitude, WGS 84, degrees.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

import h3
import numpy as np
import shapely

from . import errors
from .schema import COARSE

GAP_KM = 25.0
#: Deeper than this inside a neighbour's shape a point is abroad; nearer, the drawn border is not to be trusted.
BORDER_KM = 3.0
EARTH_KM = 6371.0088
KM_PER_DEG = math.radians(1) * EARTH_KM
AREA_MARGIN_DEG = 1.0


class Place(NamedTuple):
    """What is known of a point.

    state         own first-level code (ISO 3166-2), None when abroad or farther than 25 km from every own state
    municipality  code of the municipality whose *town* is nearest within the state; near a boundary it may be the wrong one
    abroad        first-level code of a neighbour ("US-TX") when the point is clearly inside it, else None
    h3_5..h3_9    cells of about 250 km2, 5 km2 and 0.1 km2; only h3_5 may stand in the clear
    """

    state: str | None
    municipality: str | None
    abroad: str | None
    h3_5: str
    h3_7: str
    h3_9: str


class Towns(NamedTuple):
    """Towns of one state: codes, and an array of (latitude, longitude) rows in degrees."""

    codes: tuple[str, ...]
    points: np.ndarray


@dataclass(frozen=True, slots=True)
class Atlas:
    """The shapes and towns of one country, ready for thousands of questions a second."""

    country: str
    tree: shapely.STRtree
    shapes: tuple[Any, ...]  # Any: shapely has no types
    codes: tuple[str, ...]
    is_own: tuple[bool, ...]
    towns: dict[str, Towns]
    box: tuple[float, float, float, float]


def build_atlas(country: str, areas: dict[str, Any], towns: Iterable[tuple[str, str, float, float]]) -> Atlas:  # Any: GeoJSON
    """Prepare the areas of a country.

    country  ISO code that the own areas carry as property `iso`
    areas    GeoJSON FeatureCollection, properties iso and code
    towns    (municipality code, state code, latitude, longitude) of each municipality that has a town
    """
    features = sorted(areas["features"], key=lambda area: (area["properties"]["iso"] != country, area["properties"]["code"]))
    shapes = tuple(shapely.from_geojson([_geometry(area) for area in features]))
    shapely.prepare(shapes)
    is_own = tuple(area["properties"]["iso"] == country for area in features)
    west, south, east, north = shapely.total_bounds([shape for shape, own in zip(shapes, is_own, strict=True) if own])
    by_state: dict[str, list[tuple[str, float, float]]] = {}
    for code, state, lat, lon in towns:
        by_state.setdefault(state, []).append((code, lat, lon))
    return Atlas(
        country=country,
        tree=shapely.STRtree(shapes),
        shapes=shapes,
        codes=tuple(area["properties"]["code"] for area in features),
        is_own=is_own,
        towns={state: _towns(found) for state, found in by_state.items()},
        box=(float(south), float(west), float(north), float(east)),
    )


def _geometry(area: dict[str, Any]) -> str:  # Any: GeoJSON
    return json.dumps(area["geometry"])


def _towns(found: list[tuple[str, float, float]]) -> Towns:
    found.sort()
    return Towns(tuple(code for code, _, _ in found), np.array([(lat, lon) for _, lat, lon in found]))


def locate(atlas: Atlas, lat: float, lon: float) -> Place:
    """Return state, municipality and cells of a point that `check_point` let pass."""
    state, abroad = state_of(atlas, lat, lon)
    town = nearest_town(atlas, state, lat, lon) if state else None
    return Place(state, town, abroad, *cells(lat, lon))


def cells(lat: float, lon: float) -> tuple[str, str, str]:
    """Return the H3 cells of a point at resolutions 5, 7 and 9."""
    return h3.latlng_to_cell(lat, lon, 5), h3.latlng_to_cell(lat, lon, 7), h3.latlng_to_cell(lat, lon, 9)


def state_of(atlas: Atlas, lat: float, lon: float) -> tuple[str | None, str | None]:
    """Return (own state, neighbour's area), one of them or neither. Where shapes touch, the first code in order stands."""
    point = shapely.Point(lon, lat)
    hits = sorted(int(hit) for hit in atlas.tree.query(point, predicate="intersects"))
    if hits and atlas.is_own[hits[0]]:  # own areas come first
        return atlas.codes[hits[0]], None
    near, distance = _nearest_own(atlas, point, lat)
    if hits and distance > BORDER_KM:
        return None, atlas.codes[hits[0]]
    return (near, None) if distance <= GAP_KM else (None, None)


def states_in(atlas: Atlas, ring: Iterable[tuple[float, float]]) -> list[str]:
    """Return the own states that a drawn area touches, by code. ring: latitude, longitude [degrees], not crossing itself."""
    hits = atlas.tree.query(shapely.Polygon([(lon, lat) for lat, lon in ring]), predicate="intersects")
    return sorted({atlas.codes[int(hit)] for hit in hits if atlas.is_own[int(hit)]})


def _nearest_own(atlas: Atlas, point: Any, lat: float) -> tuple[str | None, float]:  # Any: shapely point
    """Return the nearest own state within reach of the gap and its distance in km; (None, infinite) when there is none."""
    reach = GAP_KM / KM_PER_DEG / max(0.2, math.cos(math.radians(lat)))
    x, y = point.x, point.y
    best: tuple[float, str | None] = (math.inf, None)
    for index in atlas.tree.query(shapely.box(x - reach, y - reach, x + reach, y + reach)):
        if atlas.is_own[index]:
            line = shapely.shortest_line(atlas.shapes[index], point)
            (lon, near_lat), _ = line.coords
            best = min(best, (distance_km(lat, x, near_lat, lon), atlas.codes[index]))
    return best[1], best[0]


def nearest_town(atlas: Atlas, state: str, lat: float, lon: float) -> str | None:
    """Return the municipality whose town is nearest within the state.

    It is the nearest *town*, not the boundary: the pack has no municipal boundaries. Good enough to say about where;
    near a boundary, and in large municipalities with the town at one end, it names the neighbour.
    """
    towns = atlas.towns.get(state)
    if towns is None:
        return None
    north = towns.points[:, 0] - lat
    east = (towns.points[:, 1] - lon) * math.cos(math.radians(lat))
    return towns.codes[int(np.argmin(north * north + east * east))]


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance in km on a sphere."""
    a, b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(half))


def check_point(atlas: Atlas, lat: float, lon: float, name: str = "") -> None:
    """Raise the error that says what is wrong with a point, with a suggestion where one can be made.

    The area is the box around the own states and one degree more: neighbours' border strips belong to the work.
    name  what the country is called, for the message
    """
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise errors.NotACoordinate()
    if lat == 0 and lon == 0:
        raise errors.EmptyPoint()
    if _inside(atlas, lat, lon):
        return
    if _inside(atlas, lon, lat):
        raise errors.CoordinatesSwapped((lon, lat))
    south, west, north, east = atlas.box
    for signed in ((lat, -lon), (-lat, lon), (-lat, -lon)):
        if _inside(atlas, *signed):
            raise errors.SignMissing(signed, north=_sign(south, north), east=_sign(west, east))
    if abs(lat) > 90 or abs(lon) > 180:
        raise errors.NotACoordinate()
    raise errors.OutsideCountry(country=name or atlas.country)


def _inside(atlas: Atlas, lat: float, lon: float) -> bool:
    south, west, north, east = atlas.box
    return south - AREA_MARGIN_DEG <= lat <= north + AREA_MARGIN_DEG and west - AREA_MARGIN_DEG <= lon <= east + AREA_MARGIN_DEG


def _sign(low: float, high: float) -> str:
    return "-" if high < 0 else "+" if low > 0 else "±"


def cell_centre(cell: str) -> tuple[float, float]:
    """Return latitude and longitude of the middle of a cell."""
    lat, lon = h3.cell_to_latlng(cell)
    return float(lat), float(lon)


def cells_around(lat: float, lon: float, km: float) -> list[str]:
    """Return the coarse cells (resolution 5) whose middle is within some km of a point, in order of their name."""
    edge_km = float(h3.average_hexagon_edge_length(COARSE, unit="km"))
    rings = math.ceil(km / (edge_km * 1.5)) + 1
    near = h3.grid_disk(h3.latlng_to_cell(lat, lon, COARSE), rings)
    return sorted(cell for cell in near if distance_km(lat, lon, *cell_centre(cell)) <= km)


def cell_outline(cell: str) -> dict[str, Any]:  # Any: GeoJSON
    """Return the cell as a GeoJSON polygon, closed, longitude first."""
    ring = [[round(lon, 5), round(lat, 5)] for lat, lon in h3.cell_to_boundary(cell)]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
