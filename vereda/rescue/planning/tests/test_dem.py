"""Terrain from files and tiles, and each thing that is refused."""

from __future__ import annotations

import matplotlib.cbook
import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine, from_origin

from vereda.rescue.planning.dem import geographic_dem, read_dem
from vereda.rescue.planning.reach import MOST_CELLS, reach
from vereda.rescue.planning.terrain_errors import (
    AreaIsZero,
    AreaTooLarge,
    DemCellsNotSquare,
    DemHasHoles,
    DemNotInMetres,
    DemUnreadable,
    PlaceOutside,
)

UTM = "EPSG:32612"
HEIGHTS = np.arange(20.0).reshape(4, 5)


@pytest.fixture
def geotiff(tmp_path):
    def write(z=HEIGHTS, *, crs=UTM, transform=None, nodata=None, name="terreno.tif"):
        path = tmp_path / name
        where = transform or from_origin(500_000, 3_600_000, 30, 30)
        settings = {"driver": "GTiff", "height": z.shape[0], "width": z.shape[1], "count": 1, "dtype": z.dtype, "nodata": nodata}
        with rasterio.open(path, "w", crs=crs, transform=where, **settings) as file:
            file.write(z, 1)
        return path

    return write


def jacksboro():
    """Return the tile that the drawing package ships; its stored ymin is the north edge."""
    with matplotlib.cbook.get_sample_data("jacksboro_fault_dem.npz") as file:
        return geographic_dem(
            file["elevation"],
            west=float(file["xmin"]),
            east=float(file["xmax"]),
            north=float(file["ymin"]),
            south=float(file["ymax"]),
            source="SRTM, Jacksboro",
        )


def test_a_geotiff_in_metres_comes_with_its_north_on_top(geotiff):
    dem = read_dem(geotiff())
    assert np.array_equal(dem.z, HEIGHTS)
    assert (dem.cell_m, dem.west_m, dem.north_m, dem.crs) == (30.0, 500_000.0, 3_600_000.0, UTM)
    # 500 000 m east is the middle meridian of zone 12, 111° W: its west edge is half a cell west of the first column's centre
    lon, lat = dem.lonlat(0, -0.5)
    assert lon[0] == pytest.approx(-111.0, abs=1e-9)
    row, column = dem.at(lon[0], lat[0])
    assert (row, column) == pytest.approx((0, -0.5), abs=1e-6)


def test_a_place_lies_in_the_cell_that_covers_it(geotiff):
    dem = read_dem(geotiff())
    lon, lat = dem.lonlat([1.4, 3.4], [2.4, -0.4])
    assert dem.cell(lon[0], lat[0], "llamada") == (1, 2)
    assert dem.cell(lon[1], lat[1], "llamada") == (3, 0)
    with pytest.raises(PlaceOutside, match="llamada"):
        dem.cell(-111.01, lat[0], "llamada")


def test_the_real_tile_is_laid_on_squares_of_metres_with_its_hills_where_they_are():
    dem = jacksboro()
    assert dem.crs == "EPSG:32616"
    assert 70 < dem.cell_m < 95  # 3 arc seconds: 92.5 m by 74 m at this latitude
    assert np.isfinite(dem.z).all()
    with matplotlib.cbook.get_sample_data("jacksboro_fault_dem.npz") as file:
        heights, west, north = file["elevation"], float(file["xmin"]), float(file["ymin"])
        step = float(file["dx"])
    for row, column in [(60, 80), (150, 200), (300, 350)]:
        place = dem.cell(west + (column + 0.5) * step, north - (row + 0.5) * step, "cerro")
        around = heights[row - 1 : row + 2, column - 1 : column + 2]
        assert around.min() - 1 <= dem.z[place] <= around.max() + 1
    assert np.isfinite(reach(dem.z, (180, 170), cell_m=dem.cell_m)).all()


def test_a_file_in_degrees_is_refused_and_says_how_it_can_be_taken(geotiff):
    path = geotiff(np.arange(400.0).reshape(20, 20), crs="EPSG:4326", transform=from_origin(-111.2, 32.2, 0.001, 0.001))
    with pytest.raises(DemNotInMetres, match="EPSG:4326") as said:
        read_dem(path)
    assert "project" in str(said.value)
    dem = read_dem(path, project=True)
    assert dem.crs == UTM
    lon, lat = dem.lonlat(5, 5)
    row, column = (32.2 - lat[0]) / 0.001 - 0.5, (lon[0] + 111.2) / 0.001 - 0.5
    assert dem.z[5, 5] == pytest.approx(row * 20 + column, abs=0.2)  # the heights are a plane, which bilinear keeps


def test_feet_are_not_metres(geotiff):
    with pytest.raises(DemNotInMetres):
        read_dem(geotiff(crs="EPSG:2225"))


def test_a_raster_without_coordinates_is_refused(geotiff, recwarn):
    with pytest.raises(DemNotInMetres, match="sin sistema"):
        read_dem(geotiff(crs=None))


@pytest.mark.parametrize(
    "transform", [Affine(30, 0, 5e5, 0, -31, 36e5), Affine(30, 0, 5e5, 0, 30, 36e5), Affine(29, 5, 5e5, 5, -29, 36e5)]
)
def test_oblong_upside_down_and_turned_cells_are_refused(geotiff, transform):
    with pytest.raises(DemCellsNotSquare):
        read_dem(geotiff(transform=transform))


@pytest.mark.parametrize("hole", [np.nan, -32768.0, -9999.0])
def test_holes_are_counted_and_refused(geotiff, hole):
    z = HEIGHTS.copy()
    z[1, 2:4] = hole
    with pytest.raises(DemHasHoles, match=" 2 celdas"):
        read_dem(geotiff(z, nodata=-9999.0))


def test_a_hole_is_not_painted_over_by_the_projection(geotiff):
    z = np.arange(400.0).reshape(20, 20)
    z[10, 10] = np.nan
    with pytest.raises(DemHasHoles, match=" 1 celdas"):
        read_dem(geotiff(z, crs="EPSG:4326", transform=from_origin(-111.2, 32.2, 0.001, 0.001)), project=True)


def test_ten_million_cells_are_refused_before_they_are_read(geotiff):
    path = geotiff(np.zeros((1, 10_000_000), np.uint8))
    with pytest.raises(AreaTooLarge, match=f"10000000 celdas y caben {MOST_CELLS}"):
        read_dem(path)


def test_an_area_of_one_row_has_no_surface(geotiff):
    with pytest.raises(AreaIsZero):
        read_dem(geotiff(np.zeros((1, 5))))
    with pytest.raises(AreaIsZero):
        geographic_dem(np.zeros((0, 5)), west=-111, east=-110, south=32, north=33, source="x")


def test_what_is_no_raster_is_refused(tmp_path):
    (tmp_path / "nota.tif").write_text("no soy un mapa")
    for name in ("nota.tif", "falta.tif"):
        with pytest.raises(DemUnreadable, match=name):
            read_dem(tmp_path / name)


def test_edges_that_are_no_degrees_are_refused():
    with pytest.raises(DemNotInMetres):
        geographic_dem(np.zeros((4, 4)), west=500_000, east=500_120, south=32, north=33, source="x")
    with pytest.raises(DemNotInMetres):  # the tile's own trap: north and south the wrong way round
        geographic_dem(np.zeros((4, 4)), west=-111, east=-110, south=33, north=32, source="x")
