"""A foreign file of tiles taken in: every tile looked at, and only what is wanted written into a new file of our own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from vereda.places.tiles import mbtiles, pmtiles
from vereda.places.tiles.archive import MOST_BYTES, MOST_TILES, ZOOM_MOST, Source, Tile, plain
from vereda.places.tiles.errors import (
    MapElsewhere,
    MapEmpty,
    MapFormatUnknown,
    MapOfVectors,
    MapTooDeep,
    MapTooLarge,
    MapUnreadable,
    MapWithoutSource,
    TileBroken,
)
from vereda.places.tiles.grid import Box, Span, box_of
from vereda.places.tiles.pictures import VECTOR, format_of, is_whole

NEAR_KM = 200
"""A map that begins farther from the post is of somewhere else."""

OPENED_EVERY = 50
"""One tile in so many is unpacked whole; the first ones too. All are measured."""


@dataclass(frozen=True)
class MapTold:
    """What is known of a map that was taken in. box: what its deepest zoom covers; bytes: of its pictures."""

    name: str
    attribution: str
    kind: str
    zoom_min: int
    zoom_max: int
    box: Box
    tiles: int
    bytes: int


@dataclass
class _Seen:
    kind: str = ""
    tiles: int = 0
    bytes: int = 0
    spans: dict[int, Span] = field(default_factory=dict)


def open_map(path: Path) -> Source:
    """Return a file of tiles by what it begins with, whatever it is called. Raises MapUnreadable, MapTooLarge, MapOfVectors."""
    if path.stat().st_size > MOST_BYTES:
        raise _too_large()
    with path.open("rb") as file:
        head = file.read(16)
    if head == mbtiles.MAGIC:
        return mbtiles.MbtilesFile(path)
    if head.startswith(pmtiles.MAGIC):
        return pmtiles.PmtilesFile(path)
    raise MapUnreadable


def take_in(path: Path, target: Path, *, post: tuple[float, float], attribution: str = "", name: str = "") -> MapTold:
    """Check a file and write its tiles to a new one of ours.

    target       must not be there; what is left of it after an error is the caller's to remove
    post         latitude, longitude: the map must be of its surroundings
    attribution, name  whose map it is and how it is called, where the file does not say so

    Raises a MapRefused.
    """
    source = open_map(path)
    says, seen = source.says(), _Seen()
    whose = says.attribution or plain(attribution)
    if not whose:
        raise MapWithoutSource
    name = says.name or plain(name) or plain(path.stem)
    metadata: dict[str, str] = {}
    mbtiles.write(target, _looked_at(source.tiles(), seen, metadata, name, whose), metadata)
    if not seen.tiles:
        raise MapEmpty
    told = _told(seen, name, whose)
    away = told.box.km_from(*post)
    if away > NEAR_KM:
        raise MapElsewhere(km=round(away))
    return told


def _looked_at(tiles: Iterator[Tile], seen: _Seen, metadata: dict[str, str], name: str, whose: str) -> Iterator[Tile]:
    """Yield the tiles that are fit; after the last one, say what the file says of itself."""
    for tile in tiles:
        _check(tile, seen)
        yield tile
    if seen.tiles:
        metadata.update(metadata_of(_told(seen, name, whose)))


def _check(tile: Tile, seen: _Seen) -> None:
    at = {"z": tile.z, "x": tile.x, "y": tile.y}
    if tile.z > ZOOM_MOST:
        raise MapTooDeep(zoom=tile.z, most=ZOOM_MOST)
    if not (tile.z >= 0 and 0 <= tile.x < 1 << tile.z and 0 <= tile.y < 1 << tile.z):
        raise TileBroken(**at)
    kind = format_of(tile.data)
    if kind == VECTOR:
        raise MapOfVectors
    if not seen.kind and not kind:
        raise MapFormatUnknown
    seen.kind, seen.tiles, seen.bytes = seen.kind or kind, seen.tiles + 1, seen.bytes + len(tile.data)
    if seen.tiles > MOST_TILES or seen.bytes > MOST_BYTES:
        raise _too_large()
    opened = seen.tiles <= OPENED_EVERY or seen.tiles % OPENED_EVERY == 0
    if kind != seen.kind or not is_whole(tile.data, kind, opened=opened):
        raise TileBroken(**at)
    old = seen.spans.get(tile.z, Span(tile.z, tile.x, tile.y, tile.x, tile.y))
    seen.spans[tile.z] = Span(
        tile.z, min(old.left, tile.x), min(old.top, tile.y), max(old.right, tile.x), max(old.bottom, tile.y)
    )


def _told(seen: _Seen, name: str, whose: str) -> MapTold:
    zooms = sorted(seen.spans)
    box = box_of(seen.spans[zooms[-1]])
    return MapTold(name, whose, seen.kind, zooms[0], zooms[-1], box, seen.tiles, seen.bytes)


def metadata_of(told: MapTold) -> dict[str, str]:
    """Return what our own files say of themselves: the map and whose it is, and never for which post or mission it was cut."""
    box = told.box
    return {
        "name": told.name,
        "attribution": told.attribution,
        "format": told.kind,
        "type": "baselayer",
        "version": "1",
        "minzoom": str(told.zoom_min),
        "maxzoom": str(told.zoom_max),
        "bounds": ",".join(f"{one:.6f}" for one in (box.west, box.south, box.east, box.north)),
    }


def _too_large() -> MapTooLarge:
    return MapTooLarge(mb=MOST_BYTES // 1024 // 1024, tiles=MOST_TILES)
