"""Areas of a country from an open gazetteer: two tables, or a country file of GeoNames as it is downloaded.

The tables are those of docs/country/start.md: admin1.csv and admin2.csv, and beside them, if known, shapes as GeoJSON.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from vereda.said import Said, noop

from ..errors import GazetteerUnread
from .answers import slug
from .zones import look_swapped

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet works out: whoever fills in the pack opens its tables with one."""
FEW_DEG = 0.05
"""How far a rectangle reaches beyond the points that it was drawn around [degrees]."""
ADMIN1 = ("iso_country", "iso_3166_2", "name", "lat", "lon", "source")
ADMIN2 = ("iso_country", "iso_3166_2", "name", "lat", "lon")
"""Columns without which a table says too little; `type`, `local_code`, `coord_method` and `geonames_id` may be missing."""


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
class Town:
    """A town by name, and the area of the second level that it lies in."""

    name: str
    area: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """is_drawn: the shapes are real; else each area is a rectangle around its places, and maps show rectangles.

    towns       empty where the gazetteer knows none
    second_kind what an area of the second level is called in English, '' where the gazetteer does not say
    """

    first: tuple[First, ...]
    second: tuple[Second, ...]
    shapes: dict[str, Any]  # Any: GeoJSON
    is_drawn: bool
    towns: tuple[Town, ...] = ()
    second_kind: str = ""


def gathered(
    path: Path,
    iso: str,
    first: list[First],
    second: list[Second],
    *,
    shapes: Iterable[dict[str, Any]] = (),  # Any: GeoJSON
    towns: Iterable[Town] = (),
    second_kind: str = "",
) -> Gazetteer:
    """Return areas as one gazetteer. Raises GazetteerUnread where they cannot be a country."""
    if not first:
        raise GazetteerUnread(
            path=str(path), iso=iso, why=Said(noop("no trae ninguna área del primer nivel de «{iso}»"), iso=iso)
        )
    if not second:
        raise GazetteerUnread(
            path=str(path), iso=iso, why=Said(noop("no trae ninguna área del segundo nivel de «{iso}»"), iso=iso)
        )
    if look_swapped(iso, ((one.lat, one.lon) for one in first)):
        raise GazetteerUnread(
            path=str(path), iso=iso, why=Said(noop("lat y lon parecen cambiadas: los puntos caen lejos del país"))
        )
    areas: list[First | Second] = [*first, *second]
    for one in areas:
        if any(isinstance(cell, str) and cell.startswith(FORMULA) for cell in astuple(one)):
            why = Said(noop("«{name}» empieza como una fórmula de hoja de cálculo; corríjalo en el archivo"), name=one.name)
            raise GazetteerUnread(path=str(path), iso=iso, why=why)
    drawn, towns = list(shapes), list(towns)
    state_of = {one.code: one.state for one in second}
    is_drawn = {one.code for one in first} <= {shape["properties"]["code"] for shape in drawn}
    if not is_drawn:
        places = [(one.state, one.lon, one.lat) for one in second] + [(state_of[one.area], one.lon, one.lat) for one in towns]
        drawn = [_rectangle(one, places, iso) for one in first]
    every = {"type": "FeatureCollection", "features": drawn}
    return Gazetteer(tuple(first), tuple(second), every, is_drawn, tuple(towns), second_kind)


def read_tables(folder: Path, iso: str, neighbours: Iterable[str] = ()) -> Gazetteer:
    """Return the areas of a country from a folder with admin1.csv and admin2.csv. Raises GazetteerUnread."""
    first = [_first_of(folder, iso, number, row) for number, row in _rows(folder, "admin1.csv", iso, ADMIN1)]
    second = [_second_of(folder, iso, number, row) for number, row in _rows(folder, "admin2.csv", iso, ADMIN2)]
    known = {one.code for one in first}
    for one in second:
        if one.state not in known:
            why = Said(noop("admin2.csv: «{name}» es de «{state}», que no está en admin1.csv"), name=one.name, state=one.state)
            raise GazetteerUnread(path=str(folder), iso=iso, why=why)
    return gathered(folder, iso, first, second, shapes=_shapes(folder, {iso, *neighbours}))


def _rows(folder: Path, name: str, iso: str, columns: Iterable[str]) -> Sequence[tuple[int, Mapping[str, str]]]:
    """Return the rows of a country with their lines."""
    why = None
    try:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            found = [(rows.line_num, row) for row in rows]
            missing = [column for column in columns if column not in (rows.fieldnames or ())]
    except OSError:
        why = Said(noop("falta el archivo {file}"), file=name)
    except (UnicodeDecodeError, csv.Error):
        why = Said(noop("{file} no es un CSV con comas en UTF-8; guárdelo así desde su hoja de cálculo"), file=name)
    else:
        if missing:
            why = Said(noop("a {file} le faltan las columnas {columns}"), file=name, columns=", ".join(missing))
        own = [(line, row) for line, row in found if row.get("iso_country") == iso]
        if not missing and not own:
            others = sorted({row["iso_country"] for _, row in found})
            why = Said(noop("{file} solo trae renglones de: {others}"), file=name, others=", ".join(others) or "—")
    if why is not None:
        raise GazetteerUnread(path=str(folder), iso=iso, why=why)
    return own


def _point(folder: Path, iso: str, file: str, line: int, row: Mapping[str, str]) -> tuple[float | None, float | None]:
    """Return latitude and longitude, None where both cells are empty."""
    try:
        lat, lon = (float(row[name]) if row[name] else None for name in ("lat", "lon"))
        good = (lat is None) == (lon is None) and (lat is None or lon is None or (abs(lat) <= 90 and abs(lon) <= 180))
    except (TypeError, ValueError):
        good = False
    if not good:
        why = Said(noop("{file}, línea {line}: lat «{lat}» y lon «{lon}» no son un punto en grados, como 9.93 y -84.08"),
            file=file, line=line, lat=row["lat"], lon=row["lon"],
        )  # fmt: skip
        raise GazetteerUnread(path=str(folder), iso=iso, why=why)
    return lat, lon


def _first_of(folder: Path, iso: str, line: int, row: Mapping[str, str]) -> First:
    lat, lon = _point(folder, iso, "admin1.csv", line, row)
    if lat is None or lon is None:
        why = Said(noop("admin1.csv, línea {line}: «{name}» no trae lat y lon"), line=line, name=row["name"])
        raise GazetteerUnread(path=str(folder), iso=iso, why=why)
    return First(row["iso_3166_2"], row["name"], row.get("type") or "", row.get("local_code") or "", lat, lon, row["source"])


def _second_of(folder: Path, iso: str, line: int, row: Mapping[str, str]) -> Second:
    lat, lon = _point(folder, iso, "admin2.csv", line, row)
    code = row.get("local_code") or f"{row['iso_3166_2']}-{row.get('geonames_id') or slug(row['name'])}"[:16]
    return Second(
        code, row["iso_3166_2"], row["name"], lat, lon, row.get("coord_method") or "", row.get("source") or "admin2.csv"
    )


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


def _rectangle(area: First, places: Iterable[tuple[str, float | None, float | None]], iso: str) -> dict[str, Any]:  # Any: GeoJSON
    inside = [(lon, lat) for state, lon, lat in places if state == area.code and lon is not None and lat is not None]
    lons, lats = zip(*inside, (area.lon, area.lat), strict=True)
    west, east, south, north = min(lons) - FEW_DEG, max(lons) + FEW_DEG, min(lats) - FEW_DEG, max(lats) + FEW_DEG
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    said = {"iso": iso, "code": area.code, "name": area.name}
    return {"type": "Feature", "properties": said, "geometry": {"type": "Polygon", "coordinates": [ring]}}
