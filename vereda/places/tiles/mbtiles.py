"""MBTiles 1.3: SQLite with a table or a view `tiles`. A foreign one is opened as what it may be: a trap. Ours is a plain table.

Rows count from the south in the file and from the north everywhere else here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from vereda.places.tiles.archive import MOST_TILES, Says, Tile, plain
from vereda.places.tiles.errors import MapUnreadable, TileTwice
from vereda.places.tiles.grid import Span
from vereda.places.tiles.pictures import MOST_BYTES as TILE_MOST

MAGIC = b"SQLite format 3\0"
STEPS_EACH, LOOKS_MOST = 1_000_000, 400
"""After so many steps of the database a foreign file is given up: a view may ask for work without end."""


class MbtilesFile:
    """A foreign MBTiles file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def says(self) -> Says:
        with closing(_foreign(self._path)) as data:
            try:
                rows = dict(data.execute("SELECT name, value FROM metadata LIMIT 200").fetchall())
            except sqlite3.OperationalError as error:
                if "no such" not in str(error):
                    raise MapUnreadable from None
                rows = {}  # without that table the file says nothing
            except (sqlite3.Error, ValueError):
                raise MapUnreadable from None
        return Says(plain(rows.get("name")), plain(rows.get("attribution")))

    def tiles(self) -> Iterator[Tile]:
        with closing(_foreign(self._path)) as data:
            try:
                rows = data.execute("SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles")
                for z, x, y, picture in rows:
                    if not all(isinstance(one, int) for one in (z, x, y)) or not isinstance(picture, bytes):
                        raise MapUnreadable
                    yield Tile(z, x, (1 << z) - 1 - y if 0 <= z <= 30 else -1, picture)
            except (sqlite3.Error, OverflowError):
                raise MapUnreadable from None


def _foreign(path: Path) -> sqlite3.Connection:
    """Open a file that somebody else made: read only, no function and no trigger of its own, nothing large, not for ever."""
    data = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)
    data.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, TILE_MOST * 4)
    data.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    left = iter(range(LOOKS_MOST))
    data.set_progress_handler(lambda: next(left, None) is None, STEPS_EACH)
    try:
        for said in ("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON", "mmap_size=0"):
            data.execute(f"PRAGMA {said}")
    except sqlite3.Error:
        data.close()
        raise MapUnreadable from None
    return data


# Our own ------------------------------------------------------------------------------------------------------------------


def write(path: Path, tiles: Iterable[Tile], metadata: Mapping[str, str]) -> None:
    """Write a new file. metadata: read after the last tile was written. Raises TileTwice."""
    with closing(sqlite3.connect(path)) as data:
        data.execute("PRAGMA journal_mode=OFF")
        data.execute("CREATE TABLE metadata (name TEXT PRIMARY KEY, value TEXT)")
        data.execute(
            "CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB,"
            " PRIMARY KEY (zoom_level, tile_column, tile_row))"
        )
        rows = ((one.z, one.x, (1 << one.z) - 1 - one.y, one.data) for one in tiles)
        try:
            data.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
        except sqlite3.IntegrityError:
            raise TileTwice from None
        data.executemany("INSERT INTO metadata VALUES (?, ?)", sorted(metadata.items()))
        data.commit()


def own(path: Path) -> sqlite3.Connection:
    """Open a file of ours to read."""
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)


def picture(path: Path, z: int, x: int, y: int) -> bytes | None:
    """Return one tile of a file of ours; None where the map has none."""
    if not (0 <= z <= 30 and 0 <= x < 1 << z and 0 <= y < 1 << z):
        return None
    with closing(own(path)) as data:
        row = data.execute(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?", (z, x, (1 << z) - 1 - y)
        ).fetchone()
    return row[0] if row else None


IN_SPAN = "zoom_level = ? AND tile_column BETWEEN ? AND ? AND tile_row BETWEEN ? AND ?"


def weigh(path: Path, spans: Iterable[Span]) -> tuple[int, int]:
    """Return how many tiles of a file of ours lie in some spans, and their bytes."""
    tiles = size = 0
    with closing(own(path)) as data:
        for one in spans:
            found = data.execute(f"SELECT count(*), coalesce(sum(length(tile_data)), 0) FROM tiles WHERE {IN_SPAN}", _asked(one))
            more, bytes_more = found.fetchone()
            tiles, size = tiles + more, size + bytes_more
    return tiles, size


def in_spans(path: Path, spans: Iterable[Span]) -> Iterator[Tile]:
    """Yield the tiles of a file of ours in some spans, by zoom, column and row."""
    with closing(own(path)) as data:
        for one in spans:
            asked = f"SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles WHERE {IN_SPAN} LIMIT {MOST_TILES}"
            for z, x, row, found in data.execute(asked, _asked(one)):
                yield Tile(z, x, (1 << z) - 1 - row, found)


def _asked(one: Span) -> tuple[int, int, int, int, int]:
    last = (1 << one.zoom) - 1
    return one.zoom, one.left, one.right, last - one.bottom, last - one.top
