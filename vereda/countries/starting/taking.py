"""What every country shares, taken over from an installed pack: never more trusted than there, never with a name of that country.

A cell that names the other country, an institution, a law or a number of it is emptied, or waits to be filled in.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from re import Pattern

from ..pack import TABLES
from ..words import VERIFIED, Status
from .answers import TO_FILL_EN, TO_FILL_ES

type Cells = dict[str, str]

#: Tables that differ little between countries.
SHARED = (
    "schemes",
    "categories",
    "mapping",
    "services",
    "form_groups",
    "dispositions",
    "alert_words",
    "mission_words",
    "triage",
    "child_path",
    "supply_items",
    "vehicle_kinds",
    "vehicle_checks",
    "equipment_kinds",
    "incident_kinds",
    "point_kinds",
    "legal_case_kinds",
    "retention",
    "nationalities",
    "languages",
)
NAME_COUNTRIES = {"nationalities", "languages"}
"""Lists of the whole world: a country stands there by right."""
KEPT_AS_IT_IS = {"code", "source", "status"}
OF_ONE_COUNTRY = ("note", "legal_basis", "deadlines", "reviewed_by", "reviewed_on", "valid_from")
"""What was said of the other country alone, and who signed for it there."""


def rows_of(path: Path) -> list[Cells]:
    """Return the rows of a table of a pack that is known to be good."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def header_of(path: Path) -> list[str]:
    """Return the columns of a table of a pack, in the order in which people know them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def shared_tables(model: Path, names: Pattern[str]) -> dict[str, list[Cells]]:
    """Return the shared tables of a new country from the folder of an installed pack; names: what belongs to that one."""
    found = {name: [row for row in rows_of(model / f"{name}.csv") if not row.get("valid_to")] for name in SHARED}
    official = {row["code"] for row in found["schemes"] if row["is_official"] == "true"}
    found["schemes"] = _where(found["schemes"], lambda row: row["code"] in official)
    found["categories"] = _where(found["categories"], lambda row: row["scheme"] in official)
    counted = {row["code"] for row in found["categories"]}
    found["mapping"] = _where(found["mapping"], lambda row: row["category"] in counted)
    given = {row["service"] for row in found["mapping"]}
    found["services"] = _where(found["services"], lambda row: row["code"] in given)
    known = {row["code"] for row in found["services"]}
    found["mapping"] = _once_each(_where(found["mapping"], lambda row: row["service"] in known))
    for row in found["supply_items"]:
        row["service"] = row["service"] if row["service"] in known else ""
    return {name: [taken(name, row, model.name, names) for row in rows] for name, rows in found.items()}


def _where(rows: Iterable[Cells], holds: Callable[[Cells], bool]) -> list[Cells]:
    return [row for row in rows if holds(row)]


def _once_each(rows: Iterable[Cells]) -> list[Cells]:
    """Return the last line of each service and category: without their days they would overlap."""
    return list({(row["service"], row["category"]): row for row in rows}.values())


def taken(table: str, row: Mapping[str, str], model: str, names: Pattern[str]) -> Cells:
    """Return a row as a new country may have it."""
    found, waits = dict(row), False
    fields = TABLES[table].model_fields
    for name, cell in row.items():
        if name in OF_ONE_COUNTRY:
            found[name] = ""
        elif name not in KEPT_AS_IT_IS and table not in NAME_COUNTRIES and names.search(cell):
            found[name] = (TO_FILL_EN if name.endswith("_en") else TO_FILL_ES) if fields[name].is_required() else ""
            waits = waits or fields[name].is_required()
    if table == "legal_case_kinds":
        found["asks_es"] = found["asks_en"] = ""
    if waits:
        return found | {"status": Status.UNSOURCED.value, "source": TO_FILL_EN}
    return found | as_taken(row, model)


def as_taken(row: Mapping[str, str], model: str) -> Cells:
    """Return status and source of what was taken over: what was read for another country was not read for this one."""
    was = Status(row["status"])
    now = Status.ASSUMED if was in VERIFIED and was is not Status.STANDARD else was
    return {"status": now.value, "source": f"taken over from pack {model}: {row['source']}"}
