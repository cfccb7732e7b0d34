"""Records of deaths and disappearances as the house keeps them: rows of IOM's Missing Migrants Project, `data/README.md`. Pure.

Two tables that overlap and are never added: `places.csv` (to 2023: day, number, place) makes the map, `causes.csv` (to 2020:
day, number, cause) its seasons. A row without a day stands in neither: nobody could say that it is old enough.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
PLACES, CAUSES = DATA / "places.csv", DATA / "causes.csv"
ATTRIBUTION = "IOM's Missing Migrants Project, CC BY 4.0"


@dataclass(frozen=True)
class Death:
    """One record: on [local date as reported], people [dead and missing, at least], where [degrees, WGS 84], cause ''."""

    on: date
    people: int
    lat: float
    lon: float
    cause: str = ""


@cache
def places() -> tuple[Death, ...]:
    """Return what the map is made of."""
    return tuple(_rows(PLACES))


@cache
def causes() -> tuple[Death, ...]:
    """Return what the seasons are made of."""
    return tuple(_rows(CAUSES))


@cache
def digest() -> str:
    """Return what names these figures: with one row more or less it is another word."""
    return sha256(PLACES.read_bytes() + CAUSES.read_bytes()).hexdigest()[:8]


def _rows(file: Path) -> Iterator[Death]:
    with file.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            yield Death(
                date.fromisoformat(row["on"]),
                int(row["people"]),
                float(row["lat"]),
                float(row["lon"]),
                row.get("cause") or "",
            )
