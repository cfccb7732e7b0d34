"""Small maps made by hand, for tests: plain pictures around Piedras Negras."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import cache
from pathlib import Path

from PIL import Image
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from vereda.places.tiles.grid import around, span

POST = (28.7, -100.5235)
SAYS = {"name": "Carta de la zona", "attribution": '<a href="https://example.org">Instituto inventado</a>, CC BY'}
SAVED_AS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
TYPES = {"png": TileType.PNG, "jpg": TileType.JPEG, "webp": TileType.WEBP, "pbf": TileType.MVT}


@cache
def picture(kind: str = "png", side: int = 256, shade: int = 0) -> bytes:
    """Return one plain tile; each shade is another picture."""
    made = io.BytesIO()
    Image.new("RGB", (side, side), (180, 200 - shade % 100, 40 + shade % 200)).save(made, SAVED_AS[kind])
    return made.getvalue()


def places(zooms: Iterable[int] = range(8, 13), km: float = 12) -> list[tuple[int, int, int]]:
    """Return zoom, column, row (from the north) of the tiles around the post."""
    box, found = around(*POST, km), []
    for zoom in zooms:
        _z, left, top, right, bottom = span(box, zoom)
        found += [(zoom, x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)]
    return found


def pictures(kind: str = "png", **told) -> list[tuple[int, int, int, bytes]]:
    return [(z, x, y, picture(kind, shade=x * 31 + y)) for z, x, y in places(**told)]


def mbtiles(path: Path, tiles: Iterable[tuple[int, int, int, bytes]] | None = None, says: dict[str, str] | None = None) -> Path:
    """Write an MBTiles file as others write it: no key, rows from the south."""
    with closing(sqlite3.connect(path)) as data:
        data.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        data.execute("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
        data.executemany("INSERT INTO metadata VALUES (?, ?)", (SAYS if says is None else says).items())
        rows = [(z, x, (1 << z) - 1 - y if z < 60 else y, one) for z, x, y, one in (pictures() if tiles is None else tiles)]
        data.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
        data.commit()
    return path


def pmtiles(path: Path, kind: str = "png", tiles: Iterable[tuple[int, int, int, bytes]] | None = None) -> Path:
    """Write a PMTiles file with the library that others use."""
    rows = sorted((zxy_to_tileid(z, x, y), one) for z, x, y, one in (pictures(kind) if tiles is None else tiles))
    with path.open("wb") as file:
        writer = Writer(file)
        for number, one in rows:
            writer.write_tile(number, one)
        head = {"tile_type": TYPES[kind], "tile_compression": Compression.NONE, "min_lon_e7": 0, "min_lat_e7": 0, "max_lon_e7": 0,
                "max_lat_e7": 0, "center_zoom": 8, "center_lon_e7": 0, "center_lat_e7": 0}  # fmt: skip
        writer.finalize(head, dict(SAYS))
    return path
