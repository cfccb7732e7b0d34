"""How far from the last known point people of one behaviour were found. The package's own table is at second hand: see status."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from vereda.rescue.planning.terrain_errors import NoDistances, NotAscending
from vereda.rescue.planning.walking import TABLES
from vereda.said import noop

OWN_TABLE = TABLES / "lost_person_distances.csv"
METRIC = "horizontal_distance_from_IPP"
STATUSES: Mapping[str, str] = MappingProxyType(
    {
        "secondary transcription, not checked against the book": noop("copiada de segunda mano, sin cotejar con el libro"),
        "two independent secondary transcriptions": noop("dos copias de segunda mano, hechas aparte, que coinciden"),
    }
)
SHARES: Mapping[str, float] = {"p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}


@dataclass(frozen=True)
class Distances:
    """How far people were found: within `km[i]` of the last known point a share `shares[i]` of them, both rising.

    source, status  where the numbers come from, and whether somebody checked them: every plan shows both
    """

    km: tuple[float, ...]
    shares: tuple[float, ...]
    source: str
    status: str

    def __post_init__(self) -> None:
        pairs = list(zip((0.0, *self.km), (0.0, *self.shares), strict=True))
        falls = any(k2 < k1 or s2 <= s1 for (k1, s1), (k2, s2) in pairwise(pairs))
        if falls or len(pairs) < 2 or self.shares[-1] > 1 or self.km[-1] <= 0:
            raise NotAscending(what="distancias y sus porcentajes")


def distances(category: str, ecoregion: str = "any", terrain: str = "any", *, table: Path = OWN_TABLE) -> Distances:
    """Return the distances of a behaviour in a kind of land.

    category   'Hiker', 'Dementia', 'Child (7-9)' ...; ecoregion: 'dry', 'temperate' ...; terrain: 'mountainous', 'flat' ...
    table      CSV of columns metric, category, ecoregion, terrain, unit (km), p25, p50, p75, p95, source, status

    A row of just that land stands before one of any land, and that before 'other'. No category of people who migrate was found in
    any source: they walk towards somewhere, so a ring is the smaller part of their prior (`corridor_prior`).
    Raises NoDistances.
    """
    with table.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["metric"] == METRIC and row["category"] == category]
    fits = [row for row in rows if row["ecoregion"] in (ecoregion, "any", "other") and row["terrain"] in (terrain, "any")]
    if not fits:
        raise NoDistances(value=f"{category}, {ecoregion}, {terrain}")
    best = min(fits, key=lambda row: (row["ecoregion"] == "other", row["ecoregion"] == "any", row["terrain"] == "any"))
    told = [name for name in SHARES if best[name]]
    return Distances(
        tuple(float(best[name]) for name in told), tuple(SHARES[name] for name in told), best["source"], best["status"]
    )


def known_categories(*, table: Path = OWN_TABLE) -> tuple[tuple[str, str, str], ...]:
    """Return category, ecoregion and terrain of each row that a table has."""
    with table.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["metric"] == METRIC]
    return tuple((row["category"], row["ecoregion"], row["terrain"]) for row in rows)
