"""The heading of a file: which columns there are, and what is said of those that are not known or missing."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from vereda.encounters.importing.errors import (
    ColumnLikely,
    ColumnMissing,
    ColumnTwice,
    ColumnUnknown,
    ColumnUnnamed,
    TimeColumnMissing,
)
from vereda.encounters.importing.problems import Problem, problem

COLUMNS = (
    "encounter_id",
    "at",
    "on",
    "group",
    "services",
    "nationality",
    "sex",
    "age_band",
    "count",
    "lat",
    "lon",
    "place",
    "note",
)
NEEDED = ("group", "services")
HEADING = 1  # line of the heading


def named(cell: str) -> str:
    """Return a heading's cell as the name that is meant: without blanks around it and in small letters."""
    return cell.strip().lower()


def check(cells: Sequence[str], line: int = HEADING) -> list[Problem]:
    """Return what is wrong with a heading, column by column; nothing when its rows can be read."""
    names = [named(cell) for cell in cells]
    found = []
    for number, (cell, name) in enumerate(zip(cells, names, strict=True), start=1):
        if not name:
            found.append(problem(line, "", cell, ColumnUnnamed(number=number)))
        elif name not in COLUMNS:
            found.append(problem(line, name, cell, _unknown(name)))
        elif name in names[: number - 1]:
            found.append(problem(line, name, cell, ColumnTwice()))
    found += [problem(line, name, "", ColumnMissing()) for name in NEEDED if name not in names]
    if "at" not in names and "on" not in names:
        found.append(problem(line, "at", "", TimeColumnMissing()))
    return found


def _unknown(name: str) -> ColumnLikely | ColumnUnknown:
    likely = get_close_matches(name, COLUMNS, 1, 0.75)
    return ColumnLikely(likely=likely[0]) if likely else ColumnUnknown(known=", ".join(COLUMNS))
