"""Which models of the terrain are here, and which one holds a point. Files under VEREDA_HOME: reference data, nobody in them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from vereda.access.door import HEADQUARTERS
from vereda.practice import real_of
from vereda.rescue.errors.search_plan import TerrainNotThere
from vereda.rescue.planning.dem import Dem, read_dem
from vereda.rescue.planning.flat import flat_dem
from vereda.rescue.planning.patches import Point, lies_on
from vereda.settings.environment import env

KEPT_READ = 2  # terrains in memory: 32 MB each, at most


@dataclass(frozen=True)
class Terrain:
    """A model of the terrain. digest: of its file, its name for ever; source: whose it is, as it was told."""

    digest: str
    name: str
    source: str
    group: str
    country: str
    brought_at: str
    rows: int
    columns: int
    cell_m: float
    west_m: float
    north_m: float
    crs: str

    @property
    def wide_km(self) -> float:
        return self.columns * self.cell_m / 1000

    @property
    def tall_km(self) -> float:
        return self.rows * self.cell_m / 1000

    def is_of_others(self, group: str) -> bool:
        """Tell whether another group brought it: neither this one nor an administrator."""
        return self.group not in (HEADQUARTERS, real_of(group))

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies on it; its heights are not read."""
        empty = np.broadcast_to(0.0, (self.rows, self.columns))
        return lies_on(Dem(empty, self.cell_m, self.west_m, self.north_m, self.crs, self.name), point)


def folder() -> Path:
    """Return the folder of terrains."""
    made = env().home / "terrain"
    made.mkdir(mode=0o700, parents=True, exist_ok=True)
    return made


def terrains() -> list[Terrain]:
    """Return every terrain that is here, by name."""
    files = (file for file in folder().glob("*.json") if file.with_suffix(".tif").is_file())
    found = [terrain(file.stem) for file in files]
    return sorted(found, key=lambda one: (one.name, one.digest))


def terrain(digest: str) -> Terrain:
    """Return one terrain, or raise TerrainNotThere."""
    if not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise TerrainNotThere
    try:
        return Terrain(digest=digest, **json.loads((folder() / f"{digest}.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise TerrainNotThere from None


def terrain_for(points: Sequence[Point], group: str) -> Terrain | None:
    """Return the terrain that holds the first of some points, None where none does.

    Those of the group and of an administrator come first, whoever has a finer one: what others brought, nobody here looked at.
    Then the one that holds most of the other points, of these the finest.
    """
    there = [one for one in terrains() if one.holds(points[0])]
    ranked = sorted(there, key=lambda one: (one.is_of_others(group), -sum(map(one.holds, points)), one.cell_m, one.digest))
    return ranked[0] if ranked else None


def ground(chosen: Terrain | None, points: Sequence[Point], shift_m: tuple[int, int] | None = None) -> Dem:
    """Return the heights of a terrain; flat ground around the points where there is none, moved aside by `shift_m`."""
    if chosen is None:
        return flat_dem(points, shift_m=shift_m)
    source = f"{chosen.name} ({chosen.source})" if chosen.source else chosen.name
    return replace(_read(str(folder() / f"{chosen.digest}.tif")), source=source)


def forget_read() -> None:
    """Drop the terrains that are held in memory."""
    _read.cache_clear()


@lru_cache(maxsize=KEPT_READ)
def _read(path: str) -> Dem:
    return read_dem(path)
