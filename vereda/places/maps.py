"""The maps of a post: files of tiles in VEREDA_HOME/maps, reference data that no entry holds and no relay carries.

A map is named by what its file holds, so that an address of a tile never shows another picture.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory

from vereda.countries.door import pack
from vereda.places.tiles import mbtiles
from vereda.places.tiles.errors import MapNotThere, TooManyMaps
from vereda.places.tiles.grid import Box
from vereda.places.tiles.taking import MapTold, take_in
from vereda.settings.environment import env
from vereda.settings.secrets import folder_of_own

MAPS_MOST = 4
NAMED = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class PostMap:
    """A map of a post. id: of its content; path: of its file; brought_by: the account that brought it."""

    id: str
    told: MapTold
    brought_at: datetime
    brought_by: str
    path: Path


def maps(country: str, group: str) -> list[PostMap]:
    """Return the maps of a post, the one that was brought last first."""
    found = [_read(path) for path in _folder(country, group).glob("*.json")]
    return sorted(found, key=lambda one: (one.brought_at, one.id), reverse=True)


def post_map(country: str, group: str, name: str) -> PostMap:
    """Return one map. Raises MapNotThere."""
    path = _folder(country, group) / f"{name}.json"
    if not NAMED.fullmatch(name) or not path.is_file():
        raise MapNotThere
    return _read(path)


def tile(country: str, group: str, name: str, place: tuple[int, int, int]) -> tuple[bytes, str] | None:
    """Return a picture and its format, None where the map has none. place: zoom, column, row from the north."""
    found = post_map(country, group, name)
    data = mbtiles.picture(found.path, *place)
    return None if data is None else (data, found.told.kind)


def bring_map(path: Path, *, country: str, group: str, by: str, at: datetime, attribution: str = "", name: str = "") -> PostMap:
    """Check a file of tiles and keep it for a post; the same file again is there once.

    name  how to call it where the file does not say so

    Raises a MapRefused; nothing is kept then.
    """
    here, folder = pack(country).groups[group], _folder(country, group)
    with TemporaryDirectory(dir=folder, prefix=".new-") as waiting:
        made = Path(waiting) / "map"
        told = take_in(path, made, post=(here.lat, here.lon), attribution=attribution, name=name)
        with made.open("rb") as file:
            number = file_digest(file, "sha256").hexdigest()[:16]
        there = [one.id for one in maps(country, group)]
        if number not in there and len(there) >= MAPS_MOST:
            raise TooManyMaps(most=MAPS_MOST)
        kept = {"told": asdict(told), "brought_at": at.isoformat(), "brought_by": by}
        (Path(waiting) / "told").write_text(json.dumps(kept), encoding="utf-8")
        os.replace(made, folder / f"{number}.mbtiles")
        os.replace(Path(waiting) / "told", folder / f"{number}.json")  # last: a map without it is none
    return post_map(country, group, number)


def remove_map(country: str, group: str, name: str) -> None:
    """Take a map away. Raises MapNotThere."""
    found = post_map(country, group, name)
    found.path.with_suffix(".json").unlink(missing_ok=True)
    found.path.unlink(missing_ok=True)


def _folder(country: str, group: str) -> Path:
    if group not in pack(country).groups:  # so that no name of a folder comes from an address
        raise MapNotThere
    return folder_of_own(folder_of_own(folder_of_own(env().home / "maps") / country) / group)


def _read(path: Path) -> PostMap:
    kept = json.loads(path.read_text(encoding="utf-8"))
    told = MapTold(**{**kept["told"], "box": Box(**kept["told"]["box"])})
    at = datetime.fromisoformat(kept["brought_at"])
    return PostMap(path.stem, told, at, kept["brought_by"], path.with_suffix(".mbtiles"))
