"""A piece of an own map for a handheld: tiles alone, with the name of the map and whose it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from vereda.places.tiles import mbtiles, pmtiles
from vereda.places.tiles.errors import CutTooLarge, CutWrong
from vereda.places.tiles.grid import Box, Span, box_of, span
from vereda.places.tiles.taking import MapTold, metadata_of

CUT_MOST = 150 * 1024 * 1024
MBTILES, PMTILES = "mbtiles", "pmtiles"
FORMATS = (MBTILES, PMTILES)


@dataclass(frozen=True)
class Cut:
    """What a cut would be. bytes: of its pictures; the file is a little larger."""

    spans: tuple[Span, ...]
    tiles: int
    bytes: int


def weigh(path: Path, told: MapTold, box: Box, zooms: tuple[int, int]) -> Cut:
    """Return what a cut would be, before it is made. zooms: first and last, both included. Raises CutWrong, CutTooLarge."""
    first, last = max(zooms[0], told.zoom_min), min(zooms[1], told.zoom_max)
    if not (box.west < box.east and box.south < box.north and first <= last):
        raise CutWrong
    spans = tuple(span(box, zoom) for zoom in range(first, last + 1))
    tiles, size = mbtiles.weigh(path, spans)
    if not tiles:
        raise CutWrong
    if size > CUT_MOST:
        raise CutTooLarge(mb=round(size / 1024 / 1024), most=CUT_MOST // 1024 // 1024)
    return Cut(spans, tiles, size)


def cut(path: Path, told: MapTold, wanted: Cut, form: str, target: Path) -> None:
    """Write a cut. form: one of FORMATS; target: must not be there."""
    zooms = [one.zoom for one in wanted.spans]
    piece = replace(
        told, box=box_of(wanted.spans[-1]), zoom_min=min(zooms), zoom_max=max(zooms), tiles=wanted.tiles, bytes=wanted.bytes
    )
    if form == MBTILES:
        mbtiles.write(target, mbtiles.in_spans(path, wanted.spans), metadata_of(piece))
        return
    names = [(tile.z, tile.x, tile.y) for tile in mbtiles.in_spans(path, wanted.spans)]
    pmtiles.write(
        target, names, lambda z, x, y: mbtiles.picture(path, z, x, y), kind=told.kind, box=piece.box, metadata=metadata_of(piece)
    )
