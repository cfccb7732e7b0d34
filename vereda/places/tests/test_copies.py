"""A terrain and a map that a post brought are read again after everything was lost, from the packs beside its backup."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from vereda.logbook.backup.packing import identity
from vereda.logbook.backup.reference import back_up_files, restore_files
from vereda.logbook.door import Author
from vereda.places.maps import bring_map, maps, tile
from vereda.places.tests.tile_files import mbtiles, places
from vereda.rescue.door import terrain_actions, terrain_lookups
from vereda.rescue.planning import Dem
from vereda.settings.environment import env

pytestmark = pytest.mark.usefixtures("home")
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
BY = Author(account="rafael", group="piedras-negras", country="mx", zone="America/Matamoros")
GROUP = ("mx", "piedras-negras")


def test_terrain_and_map_of_a_post_are_read_as_before(tmp_path: Path) -> None:
    heights = np.arange(900, dtype=np.float64).reshape(30, 30)
    dem = Dem(heights, 30.0, 300_000.0, 3_180_000.0, "EPSG:32614", "hecho a mano")
    ground = terrain_actions.keep_terrain(dem, name="Dunas", source="prueba", by=BY, at=NOW)
    kept = bring_map(mbtiles(tmp_path / "carta.mbtiles"), country="mx", group="piedras-negras", by="rafael", at=NOW)
    at = places()[0]
    before = tile(*GROUP, kept.id, at)
    assert len(back_up_files(tmp_path / "copias", now=NOW)) == 4
    for name in ("terrain", "maps"):
        shutil.rmtree(env().home / name)
    terrain_lookups.forget_read()
    assert not terrain_lookups.terrains()
    assert not maps(*GROUP)
    restore_files(tmp_path / "copias", identity())
    assert terrain_lookups.terrains() == [ground]
    assert np.array_equal(terrain_lookups.ground(ground, []).z, heights)
    assert maps(*GROUP) == [kept]
    assert tile(*GROUP, kept.id, at) == before
    assert before is not None
