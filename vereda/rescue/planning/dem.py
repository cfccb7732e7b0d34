"""Terrain as the planner wants it: heights on squares of metres, the north on top. From GeoTIFF, or from a tile in degrees.

What would make a plan wrong without showing is refused here: degrees, feet, turned or oblong cells, holes, too many cells.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from vereda.rescue.planning.numbers import Grid, squares
from vereda.rescue.planning.reach import MOST_CELLS
from vereda.rescue.planning.terrain_errors import (
    AreaTooLarge,
    DemCellsNotSquare,
    DemHasHoles,
    DemNotInMetres,
    DemUnreadable,
    PlaceOutside,
)

NO_ELEVATION = -32768.0  # what SRTM writes where the radar saw nothing


@dataclass(frozen=True)
class Dem:
    """A piece of terrain.

    z       elevation [m, rows × columns; row 0 is the north edge, column 0 the west edge]
    cell_m  side of a cell [m]
    west_m, north_m  outer corner of the first cell [m, in `crs`]
    crs     coordinate system in metres, as rasterio writes it ('EPSG:32612')
    source  where the heights come from, for the plan to say
    """

    z: Grid
    cell_m: float
    west_m: float
    north_m: float
    crs: str
    source: str

    @property
    def shape(self) -> tuple[int, int]:
        return self.z.shape[0], self.z.shape[1]

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the place of a point [longitude, latitude, WGS 84] as (row, column); whole numbers are centres of cells.

        The place may lie outside the terrain. Source of the projection: PROJ, through rasterio.
        """
        rows, columns = self.places([lon], [lat], "lugar")
        return float(rows[0]), float(columns[0])

    def places(self, lons: list[float], lats: list[float], what: str) -> tuple[Grid, Grid]:
        """Return rows and columns of several points, as `at` does; PlaceOutside where the projection does not reach."""
        x, y = (np.array(found) for found in _moved("EPSG:4326", self.crs, lons, lats))
        if not (np.isfinite(x).all() and np.isfinite(y).all()):
            raise PlaceOutside(what=what)
        return (self.north_m - y) / self.cell_m - 0.5, (x - self.west_m) / self.cell_m - 0.5

    def cell(self, lon: float, lat: float, what: str) -> tuple[int, int]:
        """Return the cell (row, column) that a point lies in, or raise PlaceOutside with `what` the point is for."""
        row, column = (math.floor(place + 0.5) for place in self.at(lon, lat))
        if not (0 <= row < self.shape[0] and 0 <= column < self.shape[1]):
            raise PlaceOutside(what=what)
        return row, column

    def lonlat(self, rows: Any, columns: Any) -> tuple[list[float], list[float]]:  # Any: numbers or arrays of them
        """Return longitudes and latitudes [degrees, WGS 84] of places on the grid; whole numbers are centres of cells."""
        xs = self.west_m + (np.atleast_1d(np.asarray(columns, np.float64)) + 0.5) * self.cell_m
        ys = self.north_m - (np.atleast_1d(np.asarray(rows, np.float64)) + 0.5) * self.cell_m
        return _moved(self.crs, "EPSG:4326", list(xs), list(ys))


def read_dem(path: str | Path, *, project: bool = False) -> Dem:
    """Return the terrain in a raster file (GeoTIFF and what else rasterio reads): its first band.

    project  True: what is in degrees or feet, turned or oblong is laid on squares of metres in its UTM zone

    The file's size is looked at before its cells are read.
    Raises DemUnreadable, AreaTooLarge, AreaIsZero, DemNotInMetres, DemCellsNotSquare, DemHasHoles.
    """
    import rasterio

    name = Path(path).name
    with _quiet():
        try:
            with rasterio.open(path) as raster:
                if raster.width * raster.height > MOST_CELLS:
                    raise AreaTooLarge(count=raster.width * raster.height, most=MOST_CELLS)
                z = raster.read(1, masked=True).astype(np.float64).filled(np.nan)
                crs, transform = raster.crs, raster.transform
        except (rasterio.errors.RasterioError, OSError, ValueError) as why:
            raise DemUnreadable(name=name) from why
    z[z == NO_ELEVATION] = np.nan
    if crs is None:
        raise DemNotInMetres(crs="sin sistema de coordenadas")
    return _projected(z, transform, crs, name) if project else _as_it_is(z, transform, crs, name)


def _as_it_is(z: Grid, transform: Any, crs: Any, name: str) -> Dem:  # Any: rasterio's types
    if not crs.is_projected or crs.linear_units not in ("metre", "meter", "m"):
        raise DemNotInMetres(crs=crs.to_string() if len(crs.to_string()) < 40 else crs.linear_units or "grados")
    wide, tall = transform.a, -transform.e
    if transform.b or transform.d or not (wide > 0 and math.isclose(wide, tall, rel_tol=1e-6)):
        raise DemCellsNotSquare
    return _whole(Dem(z, squares((z.shape[0], z.shape[1]), wide), transform.c, transform.f, crs.to_string(), name))


def geographic_dem(z: Grid, *, west: float, south: float, east: float, north: float, source: str) -> Dem:
    """Return a tile in degrees [WGS 84] laid on squares of metres in the UTM zone of its middle.

    z       elevation [m, rows × columns; row 0 north]; the edges are outer edges [degrees]; source: for the plan to say

    The sides are cut so far that no cell without height is left. Bilinear, by rasterio.warp.
    Raises AreaIsZero, AreaTooLarge, DemHasHoles, DemNotInMetres (edges that are no degrees).
    """
    import rasterio.transform

    if not (-180 <= west < east <= 180 and -80 <= south < north <= 84):
        raise DemNotInMetres(crs="bordes que no son grados")
    heights = np.asarray(z, np.float64)
    squares(heights.shape, 1.0)
    transform = rasterio.transform.from_bounds(west, south, east, north, heights.shape[1], heights.shape[0])
    return _projected(heights, transform, rasterio.CRS.from_epsg(4326), source)


def _projected(z: Grid, transform: Any, crs: Any, source: str) -> Dem:  # Any: rasterio's types
    from rasterio import warp
    from rasterio.transform import array_bounds

    if holes := int(np.count_nonzero(~np.isfinite(z))):
        raise DemHasHoles(count=holes)  # before it is laid anew: interpolation would hide them
    bounds = array_bounds(z.shape[0], z.shape[1], transform)
    lon, lat = _moved(crs, "EPSG:4326", [(bounds[0] + bounds[2]) / 2], [(bounds[1] + bounds[3]) / 2])
    to = f"EPSG:{32600 + (0 if lat[0] >= 0 else 100) + int((lon[0] + 180) // 6) + 1}"
    laid, width, height = warp.calculate_default_transform(crs, to, z.shape[1], z.shape[0], *bounds)
    if width * height > MOST_CELLS:
        raise AreaTooLarge(count=width * height, most=MOST_CELLS)
    found = np.full((height, width), np.nan)
    warp.reproject(
        z,
        found,
        src_transform=transform,
        src_crs=crs,
        dst_transform=laid,
        dst_crs=to,
        src_nodata=np.nan,
        dst_nodata=np.nan,
        resampling=warp.Resampling.bilinear,
    )
    top, bottom, left, right = _full(found)
    part = np.ascontiguousarray(found[top:bottom, left:right])
    return _whole(
        Dem(part, squares((part.shape[0], part.shape[1]), laid.a), laid.c + left * laid.a, laid.f - top * laid.a, to, source)
    )


def _full(z: Grid) -> tuple[int, int, int, int]:
    """Return top, bottom, left, right of a part without holes: the side with the most of them is cut, again and again."""
    empty = ~np.isfinite(z)
    top, bottom, left, right = 0, z.shape[0], 0, z.shape[1]
    while (part := empty[top:bottom, left:right]).any() and part.size:
        sides = [part[0].mean(), part[-1].mean(), part[:, 0].mean(), part[:, -1].mean()]
        worst = sides.index(max(sides))
        if not sides[worst]:
            raise DemHasHoles(count=int(part.sum()))
        top, bottom, left, right = top + (worst == 0), bottom - (worst == 1), left + (worst == 2), right - (worst == 3)
    return top, bottom, left, right


def _whole(dem: Dem) -> Dem:
    if holes := int(np.count_nonzero(~np.isfinite(dem.z))):
        raise DemHasHoles(count=holes)
    return dem


def _moved(of: Any, to: Any, xs: list[float], ys: list[float]) -> tuple[list[float], list[float]]:  # Any: rasterio's types
    """Return coordinates in another system."""
    from rasterio import warp

    x, y = warp.transform(of, to, xs, ys)
    return list(x), list(y)


@contextmanager
def _quiet() -> Iterator[None]:
    """A raster without coordinates is answered with a sentence of ours, not with rasterio's warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
