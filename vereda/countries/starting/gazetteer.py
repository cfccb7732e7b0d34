"""Areas of a country from an open gazetteer: two tables, or a country file of GeoNames as it is downloaded.

Columns of the tables: admin1.csv (iso_country, iso_3166_2, name, type, local_code, lat, lon, source); admin2.csv (iso_country,
iso_3166_2, name, local_code, lat, lon, coord_method, source); beside them, if known, shapes as GeoJSON with iso, code, name.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import GazetteerUnread

GEONAMES = "GeoNames country file (CC BY 4.0)"
ID, NAME, LAT, LON, FEATURE, ADMIN1, ADMIN2 = 0, 1, 4, 5, 7, 10, 11
GEONAMES_COLUMNS = 19
FEW_DEG = 0.05
"""How far a rectangle reaches beyond the points that it was drawn around [degrees]."""


@dataclass(frozen=True, slots=True)
class First:
    """An area of the first level; code as in ISO 3166-2; kind in English as the gazetteer has it."""

    code: str
    name: str
    kind: str
    local_code: str
    lat: float
    lon: float
    source: str


@dataclass(frozen=True, slots=True)
class Second:
    """An area of the second level. lat, lon None: the gazetteer does not say where it is."""

    code: str
    state: str
    name: str
    lat: float | None
    lon: float | None
    method: str
    source: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """is_drawn: the shapes are real; else each area is a rectangle around its places, and maps show rectangles."""

    first: tuple[First, ...]
    second: tuple[Second, ...]
    shapes: dict[str, Any]  # Any: GeoJSON
    is_drawn: bool


def read_gazetteer(path: Path, iso: str, neighbours: Iterable[str] = ()) -> Gazetteer:
    """Return the areas of a country ("CR"). Raises GazetteerUnread, which says what was looked for.

    path  folder with the two tables, or GeoNames' CR.txt or CR.zip
    """
    first, second = _tables(path, iso) if path.is_dir() else _geonames(path, iso)
    if not first or not second:
        raise GazetteerUnread(path=str(path), iso=iso)
    shapes = _shapes(path, {iso, *neighbours}) if path.is_dir() else []
    is_drawn = {one.code for one in first} <= {shape["properties"]["code"] for shape in shapes}
    if not is_drawn:
        shapes = [_rectangle(one, second, iso) for one in first]
    return Gazetteer(tuple(first), tuple(second), {"type": "FeatureCollection", "features": shapes}, is_drawn)


def _rows(path: Path, iso: str) -> list[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["iso_country"] == iso]


def _tables(folder: Path, iso: str) -> tuple[list[First], list[Second]]:
    try:
        return (
            [
                First(
                    row["iso_3166_2"],
                    row["name"],
                    row["type"],
                    row["local_code"],
                    float(row["lat"]),
                    float(row["lon"]),
                    row["source"],
                )
                for row in _rows(folder / "admin1.csv", iso)
            ],
            [_second_of(row) for row in _rows(folder / "admin2.csv", iso)],
        )
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, ValueError) as wrong:
        raise GazetteerUnread(path=str(folder), iso=iso) from wrong


def _second_of(row: Mapping[str, str]) -> Second:
    lat, lon = (float(row[name]) if row[name] else None for name in ("lat", "lon"))
    code = row["local_code"] or f"{row['iso_3166_2']}-{row['geonames_id']}"
    return Second(code, row["iso_3166_2"], row["name"], lat, lon, row["coord_method"], row["source"])


def _geonames(path: Path, iso: str) -> tuple[list[First], list[Second]]:
    """Read a country file of GeoNames: codes of the first level are its own, which are not always those of ISO 3166-2."""
    first, second = [], []
    try:
        for line in _lines(path, iso):
            cells = line.rstrip("\n").split("\t")
            if len(cells) < GEONAMES_COLUMNS:
                continue
            code, lat, lon = f"{iso}-{cells[ADMIN1]}", float(cells[LAT]), float(cells[LON])
            if cells[FEATURE] == "ADM1":
                first.append(First(code, cells[NAME], "", cells[ADMIN1], lat, lon, f"{GEONAMES}, id {cells[ID]}"))
            elif cells[FEATURE] == "ADM2":
                own = cells[ADMIN2] or cells[ID]
                second.append(Second(f"{cells[ADMIN1]}{own}", code, cells[NAME], lat, lon, "area_centre", GEONAMES))
    except (OSError, UnicodeDecodeError, ValueError, zipfile.BadZipFile, KeyError) as wrong:
        raise GazetteerUnread(path=str(path), iso=iso) from wrong
    known = {one.code for one in first}
    return first, [one for one in second if one.state in known]


def _lines(path: Path, iso: str) -> Iterable[str]:
    if path.suffix != ".zip":
        return path.read_text("utf-8").split("\n")
    with zipfile.ZipFile(path) as packed:
        return io.StringIO(packed.read(f"{iso}.txt").decode()).readlines()


def _shapes(folder: Path, countries: set[str]) -> list[dict[str, Any]]:  # Any: GeoJSON
    for path in sorted(folder.glob("*.geojson")):
        features = json.loads(path.read_text("utf-8"))["features"]
        return [
            {
                "type": "Feature",
                "properties": {name: one["properties"][name] for name in ("iso", "code", "name")},
                "geometry": one["geometry"],
            }
            for one in features
            if one["properties"].get("iso") in countries
        ]
    return []


def _rectangle(area: First, second: Iterable[Second], iso: str) -> dict[str, Any]:  # Any: GeoJSON
    inside = [(one.lon, one.lat) for one in second if one.state == area.code and one.lon is not None and one.lat is not None]
    lons, lats = zip(*inside, (area.lon, area.lat), strict=True)
    west, east, south, north = min(lons) - FEW_DEG, max(lons) + FEW_DEG, min(lats) - FEW_DEG, max(lats) + FEW_DEG
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    said = {"iso": iso, "code": area.code, "name": area.name}
    return {"type": "Feature", "properties": said, "geometry": {"type": "Polygon", "coordinates": [ring]}}
