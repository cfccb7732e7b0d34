"""Laws of countries that have no pack yet, in the files that a pack has, and the names of rights that all countries share.

A pack takes over: where a country has one, the folder here is refused by the check, since the same law in two files drifts apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from . import checks, errors
from .errors import Problem
from .loader import installed, pack
from .reading import Table, read_table
from .rights import RIGHTS_FILE, Right, read_rights
from .rows import Deadline, Holiday, HolidayYear, Law, Row

REFERENCE = Path(__file__).parent / "reference"
PRESS_FIGURES, PRESS_HEADINGS = REFERENCE / "press_figures.csv", REFERENCE / "press_headings.csv"
"""Figures of the network's work as others printed them, with their contradictions, and what each heading measures."""
PRACTICES = REFERENCE / "practices.toml"
"""Good practice as others wrote of it, each with its references and how sure they are."""

FILES: dict[str, type[Row]] = {
    "legislation": Law,
    "legal_deadlines": Deadline,
    "holidays": Holiday,
    "holiday_years": HolidayYear,
}


@dataclass(frozen=True, slots=True)
class Laws:
    """The laws of one country.

    iso      folder name, lower case ("gt")
    is_pack  they come from a pack, whose country keeps them
    """

    iso: str
    is_pack: bool
    legislation: tuple[Law, ...]
    deadlines: tuple[Deadline, ...]
    holidays: tuple[Holiday, ...] = ()
    holiday_years: tuple[HolidayYear, ...] = ()


def law_countries() -> tuple[str, ...]:
    """Return the countries whose laws stand in the house, by code: those with a pack and those of the reference."""
    return tuple(sorted({*installed(), *_folders(REFERENCE)}))


@cache
def laws_of(iso: str) -> Laws:
    """Return the laws of a country ("gt"): of its pack, else of the reference. Raises PackNotFound, PackBroken."""
    if iso in installed():
        found = pack(iso)
        terms = tuple(found.legal_deadlines.values())
        return Laws(iso, True, found.legislation, terms, found.holidays, found.holiday_years)
    if iso not in law_countries():
        raise errors.PackNotFound(iso=iso, installed=", ".join(law_countries()))
    problems: list[Problem] = []
    tables = _read(REFERENCE / iso, set(rights()), problems)
    _refuse(iso, problems)
    return Laws(iso, False, *(tuple(placed.row for placed in tables[name].rows) for name in FILES))


@cache
def rights() -> dict[str, Right]:
    """Return the rights by code, in the order in which they are read. Raises PackBroken."""
    problems: list[Problem] = []
    found = read_rights(problems)
    _refuse("rights", problems)
    return {row.code: row for row in sorted(found, key=lambda row: row.order)}


def check_reference(folder: Path = REFERENCE) -> list[Problem]:
    """Return everything that is wrong in the reference, each file with the name of its country's folder."""
    found: list[Problem] = []
    names = {row.code for row in read_rights(found, folder / RIGHTS_FILE)}
    for iso in _folders(folder):
        of_country: list[Problem] = []
        _read(folder / iso, names, of_country)
        if iso in installed():
            of_country.append(Problem("", 0, 0, "", "", errors.PackTookOver(iso=iso)))
        found += [replace(one, file=f"{iso}/{one.file}") for one in of_country]
    return found


def _folders(folder: Path) -> Iterator[str]:
    yield from sorted(entry.name for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith(("_", ".")))


def _read(folder: Path, names: set[str], problems: list[Problem]) -> dict[str, Table[Any]]:  # Any: rows of two schemas
    tables: dict[str, Table[Any]] = {name: read_table(folder / f"{name}.csv", row, problems) for name, row in FILES.items()}
    for table in tables.values():
        problems += checks.problems_of_table(table)
    problems += checks.unknown_rights(tables["legislation"], names)
    known = {f"{name}.csv" for name in FILES}
    problems += [Problem(name, 0, 0, "", name, errors.UnknownFile()) for name in _names(folder) if name not in known]
    return tables


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def _refuse(iso: str, problems: list[Problem]) -> None:
    if problems:
        raise errors.PackBroken(iso=iso, count=len(problems), first=problems[0].text())
