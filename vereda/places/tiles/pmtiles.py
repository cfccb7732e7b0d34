"""PMTiles 3. Headers, numbers of tiles and writing are the library's; directories of a foreign file are walked by ourselves,
since it unpacks whatever it is given, and follows a directory that leads to itself without end.

Source: PMTiles specification 3, sections 3 to 5.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple

from pmtiles.tile import Compression, TileType, deserialize_header, tileid_to_zxy, zxy_to_tileid
from pmtiles.writer import Writer

from vereda.places.tiles.archive import MOST_BYTES, MOST_TILES, Says, Tile, plain
from vereda.places.tiles.errors import MapFormatUnknown, MapOfVectors, MapTooLarge, MapUnreadable
from vereda.places.tiles.grid import Box
from vereda.places.tiles.pictures import JPG, PNG, WEBP
from vereda.places.tiles.pictures import MOST_BYTES as TILE_MOST

MAGIC = b"PMTiles"
HEADER, UNPACKED_MOST = 127, 16 * 1024 * 1024
DEPTH_MOST, DIRECTORIES_MOST = 3, 1000
KINDS = {PNG: TileType.PNG, JPG: TileType.JPEG, WEBP: TileType.WEBP}
VECTORS = (TileType.MVT, TileType.MLT)


class Row(NamedTuple):
    """A row of a directory. run 0: it leads to another directory."""

    tile: int
    run: int
    length: int
    offset: int


class PmtilesFile:
    """A foreign PMTiles file."""

    def __init__(self, path: Path) -> None:
        self._path, self._size = path, path.stat().st_size
        with path.open("rb") as file:
            try:
                self._head: Mapping[str, Any] = deserialize_header(file.read(HEADER))  # Any: numbers, words
            except Exception:
                raise MapUnreadable from None
        if self._head["tile_type"] in VECTORS:
            raise MapOfVectors
        if self._head["tile_type"] not in KINDS.values():
            raise MapFormatUnknown
        if self._head["tile_compression"] not in (Compression.NONE, Compression.UNKNOWN):
            raise MapFormatUnknown

    def says(self) -> Says:
        with self._path.open("rb") as file:
            raw = self._part(file, self._head["metadata_offset"], self._head["metadata_length"])
        try:
            told = json.loads(raw or b"{}")
        except (ValueError, RecursionError):
            raise MapUnreadable from None
        rows = told if isinstance(told, dict) else {}
        return Says(plain(rows.get("name")), plain(rows.get("attribution")))

    def tiles(self) -> Iterator[Tile]:
        """Yield the tiles; a picture that stands for many places is read for each."""
        with self._path.open("rb") as file:
            seen, last = 0, -1
            for row in self._rows(file):
                seen += row.run
                if seen > MOST_TILES:
                    raise MapTooLarge(mb=MOST_BYTES // 1024 // 1024, tiles=MOST_TILES)
                if row.length > TILE_MOST or row.tile <= last:
                    raise MapUnreadable
                last = row.tile + row.run - 1
                data = self._bytes(file, self._head["tile_data_offset"] + row.offset, row.length)
                yield from (Tile(*_place(number), data) for number in range(row.tile, row.tile + row.run))

    def _rows(self, file: IO[bytes]) -> Iterator[Row]:
        """Yield the rows that stand for tiles, in order; what leads to other directories is followed so far and so often."""
        first = rows_of(self._part(file, self._head["root_offset"], self._head["root_length"]))
        waiting, read = [(0, row) for row in reversed(first)], 1
        while waiting:
            depth, row = waiting.pop()
            if row.run:
                yield row
                continue
            read += 1
            if depth >= DEPTH_MOST or read > DIRECTORIES_MOST:
                raise MapUnreadable
            leaf = rows_of(self._part(file, self._head["leaf_directory_offset"] + row.offset, row.length))
            waiting += [(depth + 1, one) for one in reversed(leaf)]
            if len(waiting) > MOST_TILES:
                raise MapUnreadable

    def _part(self, file: IO[bytes], offset: int, length: int) -> bytes:
        """Return a directory or the metadata, unpacked, and no more of it than is ever needed."""
        raw = self._bytes(file, offset, length)
        if self._head["internal_compression"] is Compression.NONE:
            return raw
        if self._head["internal_compression"] is not Compression.GZIP:
            raise MapFormatUnknown
        unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            found = unpacking.decompress(raw, UNPACKED_MOST)
        except zlib.error:
            raise MapUnreadable from None
        if not unpacking.eof:
            raise MapUnreadable
        return found

    def _bytes(self, file: IO[bytes], offset: int, length: int) -> bytes:
        if offset + length > self._size or length > UNPACKED_MOST:
            raise MapUnreadable
        file.seek(offset)
        return file.read(length)


def _place(number: int) -> tuple[int, int, int]:
    try:
        return tileid_to_zxy(number)
    except OverflowError:
        raise MapUnreadable from None


def rows_of(directory: bytes) -> list[Row]:
    """Return the rows of an unpacked directory: numbers of tiles as differences, then runs, lengths, offsets."""
    numbers = _numbers(directory)
    try:
        count = next(numbers)
        if count > MOST_TILES or count * 4 > len(directory):
            raise MapUnreadable
        columns = [[next(numbers) for _ in range(count)] for _ in range(4)]
    except StopIteration:
        raise MapUnreadable from None
    rows: list[Row] = []
    tile = 0
    for step, run, length, offset in zip(*columns, strict=True):
        tile += step
        if not offset and not rows:
            raise MapUnreadable
        rows.append(Row(tile, run, length, offset - 1 if offset else rows[-1].offset + rows[-1].length))
    return rows


def _numbers(raw: bytes) -> Iterator[int]:
    """Yield unsigned numbers of seven bits a byte, the lowest first."""
    found = shift = 0
    for byte in raw:
        found |= (byte & 0x7F) << shift
        shift += 7
        if shift > 70:
            raise MapUnreadable
        if byte < 0x80:
            yield found
            found = shift = 0


def write(path: Path, tiles: list[tuple[int, int, int]], read: Any, *, kind: str, box: Box, metadata: Mapping[str, str]) -> None:
    """Write a file. tiles: zoom, column, row of each; read: a function of these three that returns the picture."""
    with path.open("wb") as file:
        writer = Writer(file)
        for number, (z, x, y) in sorted((zxy_to_tileid(*one), one) for one in tiles):
            writer.write_tile(number, read(z, x, y))
        west, south, east, north = (round(one * 1e7) for one in (box.west, box.south, box.east, box.north))
        head = {
            "tile_type": KINDS[kind],
            "tile_compression": Compression.NONE,
            "min_lon_e7": west,
            "min_lat_e7": south,
            "max_lon_e7": east,
            "max_lat_e7": north,
            "center_zoom": min(z for z, _x, _y in tiles),
            "center_lon_e7": (west + east) // 2,
            "center_lat_e7": (south + north) // 2,
        }
        writer.finalize(head, dict(metadata))
