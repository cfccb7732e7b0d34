"""A map as a stream of tiles with what it says of itself, whatever file it comes from; and how much a post keeps."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

MOST_BYTES = 400 * 1024 * 1024
MOST_TILES = 200_000
ZOOM_MOST = 18
TEXT_MOST = 300


class Tile(NamedTuple):
    """Zoom, column from the west, row from the north, and the picture."""

    z: int
    x: int
    y: int
    data: bytes


@dataclass(frozen=True)
class Says:
    """What a file says of itself, as plain text; '' where it says nothing."""

    name: str = ""
    attribution: str = ""


class Source(Protocol):
    """A file of tiles that is read once."""

    def says(self) -> Says: ...
    def tiles(self) -> Iterator[Tile]: ...


def plain(said: object) -> str:
    """Return a text of a foreign file without marks: attributions come as HTML with links. No < and no > is left."""
    if not isinstance(said, str):
        return ""
    lines = re.sub(r"(?i)</?(?:br|p|div|li)\b[^>]*>", " ", html.unescape(said[:5000]))
    bare = re.sub(r"<[^>]*>", "", lines)
    kept = "".join(one if one.isprintable() and one not in "<>" else " " for one in bare)
    return " ".join(kept.split())[:TEXT_MOST]
