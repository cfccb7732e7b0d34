"""Areas on the terrain: what people draw in degrees as cells, and the squares that teams are sent to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from vereda.rescue.planning.dem import Dem
from vereda.rescue.planning.numbers import Grid, above_zero
from vereda.rescue.planning.terrain_errors import AreaIsZero
from vereda.rescue.planning.tracks import track_lengths
from vereda.said import noop

Points = Sequence[tuple[float, float]]  # longitude, latitude


def drawn_ring(dem: Dem, ring: Points) -> npt.NDArray[np.bool_]:
    """Return which cells have their middle in a ring of points [shape of the terrain], or raise AreaIsZero if none has."""
    found = _burnt(dem, [{"type": "Polygon", "coordinates": [[*_places(dem, ring), _places(dem, ring)[0]]]}], touched=False)
    if not found.any():
        raise AreaIsZero
    return found


def drawn_area(dem: Dem, ring: Points, holes: Iterable[Points] = (), *, demand: bool = False) -> npt.NDArray[np.bool_]:
    """Return which cells have their middle in an area with holes [shape of the terrain]; AreaIsZero where `demand`ed."""
    rings = [[*_places(dem, one), _places(dem, one)[0]] for one in (ring, *holes)]
    found = _burnt(dem, [{"type": "Polygon", "coordinates": rings}], touched=False)
    if demand and not found.any():
        raise AreaIsZero
    return found


def share_on_terrain(dem: Dem, ring: Points, holes: Iterable[Points] = ()) -> tuple[float, float]:
    """Return the surface of an area [m²], and which share of it lies on the terrain [0 to 1]. Raises AreaIsZero."""
    from shapely import Polygon, box

    area = Polygon(_places(dem, ring), [_places(dem, hole) for hole in holes])
    if not area.area:
        raise AreaIsZero
    terrain = box(0, 0, dem.shape[1], dem.shape[0])
    inside = 1.0 if area.within(terrain) else float(area.buffer(0).intersection(terrain).area / area.area)
    return float(area.area) * dem.cell_m**2, inside


def drawn_lines(dem: Dem, lines: Iterable[Points]) -> npt.NDArray[np.bool_]:
    """Return which cells are touched by any of some lines [shape of the terrain]."""
    shapes = [{"type": "LineString", "coordinates": _places(dem, line)} for line in lines]
    return _burnt(dem, shapes, touched=True) if shapes else np.zeros(dem.shape, bool)


@dataclass(frozen=True)
class Squares:
    """The squares that teams search: `side` cells each, those at the south and east edges smaller.

    rows, columns  how many squares stand below each other and beside each other
    """

    dem: Dem
    side: int

    @property
    def shape(self) -> tuple[int, int]:
        return -(-self.dem.shape[0] // self.side), -(-self.dem.shape[1] // self.side)

    def sums(self, cells: Grid) -> Grid:
        """Return the sum over the cells of each square [shape of squares]."""
        by_rows = np.add.reduceat(cells, np.arange(0, cells.shape[0], self.side), axis=0)
        return np.add.reduceat(by_rows, np.arange(0, cells.shape[1], self.side), axis=1)

    def spread(self, squares: Grid) -> Grid:
        """Return for each cell the value of its square [shape of the terrain]."""
        whole = np.repeat(np.repeat(squares, self.side, axis=0), self.side, axis=1)
        return whole[: self.dem.shape[0], : self.dem.shape[1]]

    def coverage(self, tracks: Iterable[Points], sweep_m: float) -> Grid:
        """Return the coverage of each square by recorded tracks [-]: sweep width × length in it / surface of it."""
        lines = [self._metres(track) for track in tracks]
        corner = (self.dem.west_m, self.dem.north_m)
        return track_lengths(lines, self.shape, self.side * self.dem.cell_m, corner) * sweep_m / self.surface_m2

    def _metres(self, track: Points) -> Grid:
        rows, columns = self.dem.places([lon for lon, _ in track], [lat for _, lat in track], noop("trayecto"))
        return self.dem.cell_m * np.stack([columns + 0.5, -rows - 0.5], 1) + (self.dem.west_m, self.dem.north_m)

    def least(self, cells: Grid) -> Grid:
        """Return the least of the cells of each square."""
        by_rows = np.minimum.reduceat(cells, np.arange(0, cells.shape[0], self.side), axis=0)
        return np.minimum.reduceat(by_rows, np.arange(0, cells.shape[1], self.side), axis=1)

    @property
    def surface_m2(self) -> Grid:
        return self.sums(np.ones(self.dem.shape)) * self.dem.cell_m**2

    def corners(self, row: int, column: int) -> list[tuple[float, float]]:
        """Return the ring of a square's corners as (longitude, latitude), closed, counter-clockwise (GeoJSON's order)."""
        top, left = row * self.side - 0.5, column * self.side - 0.5
        bottom = min(top + self.side, self.dem.shape[0] - 0.5)
        right = min(left + self.side, self.dem.shape[1] - 0.5)
        lons, lats = self.dem.lonlat([top, bottom, bottom, top, top], [left, left, right, right, left])
        return [(round(lon, 6), round(lat, 6)) for lon, lat in zip(lons, lats, strict=True)]


def squares_of(dem: Dem, side_m: float) -> Squares:
    """Return squares of about `side_m` [m, > 0]: a whole number of cells, at least one. Raises NumberOutOfRange."""
    return Squares(dem, max(1, round(above_zero(noop("lado de las áreas"), side_m) / dem.cell_m)))


def _places(dem: Dem, points: Points) -> list[tuple[float, float]]:
    """Return (column, row) places, so that cell (0, 0) reaches from 0 to 1: the coordinates that the drawing below takes."""
    rows, columns = dem.places([lon for lon, _ in points], [lat for _, lat in points], noop("área o línea dibujada"))
    return list(zip((columns + 0.5).tolist(), (rows + 0.5).tolist(), strict=True))


def _burnt(dem: Dem, shapes: Sequence[Mapping[str, object]], *, touched: bool) -> npt.NDArray[np.bool_]:
    from rasterio.features import rasterize
    from rasterio.transform import Affine

    return rasterize(shapes, dem.shape, transform=Affine.identity(), all_touched=touched, dtype="uint8").astype(bool)
