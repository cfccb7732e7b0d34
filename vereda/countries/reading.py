"""Reading the files of a pack: each row with the line it stands on, each mistake with file, line and column."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from . import errors
from .cells import KNOWN_KEYS, expectation
from .errors import Problem
from .pack import AREAS_FILE, COUNTRY_FILE, Country
from .rows import Row


@dataclass(frozen=True, slots=True)
class Placed[R]:
    """A row and the line of the file it begins on."""

    line: int
    row: R


@dataclass(frozen=True, slots=True)
class Table[R]:
    """The good rows of a file; `columns` gives the number of each cell, from 1."""

    file: str
    columns: dict[str, int]
    rows: list[Placed[R]]

    def problem(self, line: int, name: str, found: object, error: errors.RowError) -> Problem:
        return Problem(self.file, line, self.columns.get(name, 0), name, "" if found is None else str(found), error)


def text_of(path: Path, kind: str, problems: list[Problem], name: str = "") -> str | None:
    """Return the text of the file, or None after noting why it cannot be read. A byte-order mark is passed over.

    name  as the file is called in the pack, where that is not the last part of its path
    """
    name = name or path.name
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        problems.append(Problem(name, 0, 0, "", "", errors.MissingFile(file=name)))
    except UnicodeDecodeError as wrong:
        line = wrong.object[: wrong.start].count(b"\n") + 1
        problems.append(Problem(name, line, 0, "", "", errors.Unreadable(format=kind)))
    return None


def _header_problems(file: str, header: list[str], schema: type[Row]) -> list[Problem]:
    wanted = list(schema.model_fields)
    found = [Problem(file, 1, 0, name, "", errors.MissingColumn(name=name)) for name in wanted if name not in header]
    for number, name in enumerate(header, 1):
        if name not in wanted:
            found.append(Problem(file, 1, number, name, name, errors.UnknownColumn(columns=", ".join(wanted))))
        elif name in header[: number - 1]:
            found.append(Problem(file, 1, number, name, name, errors.DuplicateRow(first_line=1)))
    return found


def explain(wrong: ValidationError, schema: type[BaseModel]) -> list[tuple[str, str, errors.RowError]]:
    """Return (column, value found, error) for each thing that the schema refused, once a column."""
    seen: dict[str, tuple[str, str, errors.RowError]] = {}
    for detail in wrong.errors(include_url=False):
        name = str(detail["loc"][0])
        field = schema.model_fields.get(name)
        error = expectation(field) if field else errors.BadValue(expected=KNOWN_KEYS)
        found = "" if detail["type"] == "missing" else str(detail["input"])
        seen.setdefault(name, (name, found, error))
    return list(seen.values())


def read_table[R: Row](path: Path, schema: type[R], problems: list[Problem]) -> Table[R]:
    """Return the rows of a CSV that fit the schema; what does not fit goes to `problems`.

    An empty cell means 'not given'. Rows stay in the order of the file: it is the order of the catalogue.
    """
    table: Table[R] = Table(path.name, {}, [])
    text = text_of(path, "CSV", problems)
    if text is None:
        return table
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    line = 1
    try:
        header = next(reader, [])
        table.columns.update({name: number for number, name in enumerate(header, 1)})
        wrong = _header_problems(path.name, header, schema)
        problems.extend(wrong)
        if wrong:
            return table
        line = reader.line_num + 1
        for cells in reader:
            _read_row(table, line, header, cells, schema, problems)
            line = reader.line_num + 1
    except csv.Error:
        problems.append(Problem(path.name, line, 0, "", "", errors.Unreadable(format="CSV")))
    return table


def _read_row[R: Row](
    table: Table[R], line: int, header: list[str], cells: list[str], schema: type[R], problems: list[Problem]
) -> None:
    if not cells:
        return
    if len(cells) != len(header):
        count = errors.WrongCellCount(count=len(header))
        problems.append(Problem(table.file, line, len(cells), "", str(len(cells)), count))
        return
    given = {name: cell.strip() for name, cell in zip(header, cells, strict=True) if cell.strip()}
    try:
        table.rows.append(Placed(line, schema.model_validate(given)))
    except ValidationError as wrong:
        for name, found, error in explain(wrong, schema):
            swapped = _swapped(given) if name == "lat" else None
            problems.append(table.problem(line, name, found, swapped or error))


def _swapped(given: dict[str, str]) -> errors.RowError | None:
    """Return the better word for a latitude out of range whose pair is right the other way round."""
    try:
        lat, lon = float(given["lat"]), float(given["lon"])
    except (KeyError, ValueError):
        return None
    return errors.CoordinatesSwapped(lat=lon, lon=lat) if 90 < abs(lat) <= 180 and abs(lon) <= 90 else None


def line_of(text: str, pattern: str) -> int:
    """Return the first line (from 1) where the pattern stands, or 0."""
    match = re.search(pattern, text, re.MULTILINE)
    return text.count("\n", 0, match.start()) + 1 if match else 0


def read_country(folder: Path, problems: list[Problem]) -> Country | None:
    """Return what country.toml says, or None after noting what is wrong."""
    text = text_of(folder / COUNTRY_FILE, "TOML", problems)
    if text is None:
        return None
    try:
        return Country.model_validate(tomllib.loads(text))
    except RecursionError:
        problems.append(Problem(COUNTRY_FILE, 1, 0, "", "", errors.Unreadable(format="TOML")))
    except tomllib.TOMLDecodeError as wrong:
        at = re.search(r"line (\d+), column (\d+)", str(wrong))
        line, column = (int(at[1]), int(at[2])) if at else (text.count("\n") + 1, 0)
        problems.append(Problem(COUNTRY_FILE, line, column, "", "", errors.Unreadable(format="TOML")))
    except ValidationError as wrong:
        for name, found, error in explain(wrong, Country):
            line = line_of(text, rf"^\s*(\[+)?{re.escape(name)}\b")
            problems.append(Problem(COUNTRY_FILE, line, 1, name, found, error))
    return None


def read_areas(folder: Path, problems: list[Problem]) -> dict[str, Any]:  # Any: GeoJSON as read
    """Return the areas as read, or an empty collection after noting what is wrong."""
    empty: dict[str, Any] = {"type": "FeatureCollection", "features": []}  # Any: GeoJSON
    text = text_of(folder / AREAS_FILE, "GeoJSON", problems)
    if text is None:
        return empty
    try:
        areas = json.loads(text)
        features = areas["features"]
    except json.JSONDecodeError as wrong:
        problems.append(Problem(AREAS_FILE, wrong.lineno, wrong.colno, "", "", errors.Unreadable(format="GeoJSON")))
        return empty
    except (RecursionError, TypeError, KeyError):
        features = None
    if not isinstance(features, list):
        problems.append(Problem(AREAS_FILE, 1, 0, "", "", errors.Unreadable(format="GeoJSON")))
        return empty
    good = []
    for number, feature in enumerate(features, 1):
        if _is_area(feature):
            good.append(feature)
        else:
            problems.append(Problem(AREAS_FILE, 0, 0, "features", "", errors.NotAnArea(number=number)))
    return {**areas, "features": good}


def _are_points(held: Any, depth: int) -> bool:  # Any: JSON of unknown shape
    """Tell whether lists within lists, so deep, hold points of two numbers or more."""
    if not isinstance(held, list) or not held:
        return False
    if depth:
        return all(_are_points(one, depth - 1) for one in held)
    return len(held) > 1 and all(isinstance(one, int | float) for one in held)


def _is_area(feature: Any) -> bool:  # Any: JSON of unknown shape
    try:
        said, shape = feature["properties"], feature["geometry"]
        return bool(
            said["iso"]
            and said["code"]
            and said["name"]
            and shape["type"] in ("Polygon", "MultiPolygon")
            and shape["coordinates"]
            and _are_points(shape["coordinates"], 2 if shape["type"] == "Polygon" else 3)
        )
    except (KeyError, TypeError):
        return False
