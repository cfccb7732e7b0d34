"""Files as posts send them, and short ways to read, import and look."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from vereda.countries.door import pack
from vereda.encounters.actions.importing import Asked, Heard, Imported, import_file
from vereda.encounters.errors import ImportRefused
from vereda.encounters.importing.columns import COLUMNS
from vereda.encounters.importing.problems import Problem
from vereda.encounters.importing.reading import Reading
from vereda.encounters.importing.row import Row
from vereda.encounters.models import Encounter
from vereda.logbook import door as logbook

MX = pack("mx")
NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
PLAIN = {"on": "2024-01-29", "group": "piedras-negras", "services": "WATER"}
type Cells = Mapping[str, object]


def row(**cells: object) -> dict[str, object]:
    """Return the cells of a plain row, with some others."""
    found = {**PLAIN, **cells}
    if "at" in cells and "on" not in cells:
        found.pop("on")
    return found


def sheet(*rows: Cells, columns: Iterable[str] = COLUMNS, delimiter: str = ",") -> str:
    """Return rows as CSV."""
    out = StringIO()
    writer = csv.DictWriter(out, list(columns), delimiter=delimiter, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def file(folder: Path, *rows: Cells, name: str = "encuentros.csv") -> Path:
    """Return a new file of rows."""
    path = folder / name
    path.write_text(sheet(*rows), encoding="utf-8")
    return path


def read(**cells: object) -> Row | list[Problem]:
    """Return what one row is read as; it stands on line 2."""
    found = row(**cells)
    return Reading(COLUMNS, MX, now=NOW).row(2, [str(found.get(name, "")) for name in COLUMNS])


def complaints(**cells: object) -> list[tuple[str, str, str]]:
    """Return (column, code, what to do) of what is wrong with one row."""
    outcome = read(**cells)
    assert isinstance(outcome, list), "nothing was wrong"
    assert {one.line for one in outcome} == {2}
    return [(one.column, one.code.removeprefix("encounters."), one.what_to_do(str)) for one in outcome]


def bring(path: Path, **asked: Any) -> Imported:
    """Import a file."""
    return import_file(path, Asked(country="mx", **asked), now=NOW)


def refused(path: Path, **asked: Any) -> list[tuple[int, str, str]]:
    """Import a file that is refused; return (line, column, code) of each problem."""
    told: list[Problem] = []
    before = logbook.head()
    try:
        import_file(path, Asked(country="mx", **asked), now=NOW, heard=Heard(problem=told.append))
    except ImportRefused:
        assert logbook.head() == before, "something was written"
        return [(one.line, one.column, one.code.removeprefix("encounters.")) for one in told]
    raise AssertionError("not refused")


def met() -> tuple[int, int, int]:
    """Return (encounters, people met, bodies) of all encounters on the desk's list."""
    rows = Encounter.objects.all()
    return len(rows), sum(one.people_met for one in rows), sum(one.bodies for one in rows)


def counted(*months: str) -> dict[str, int]:
    """Return people by kind of fact row, of what counts in some months ('2024-01')."""
    found: dict[str, int] = {}
    for month in months or ("2024-01",):
        for fact in logbook.facts_of_month("mx", datetime.strptime(month, "%Y-%m").replace(tzinfo=UTC).date()):
            if fact.row in "LB":
                found[fact.row] = found.get(fact.row, 0) + fact.people
    return found
