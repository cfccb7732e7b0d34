"""One tile: of which format it is, and whether it is a whole square picture. A picture is measured before it is ever opened."""

from __future__ import annotations

import io
import warnings

from PIL import Image

MOST_BYTES = 512 * 1024
SIDES = (256, 512)
PNG, JPG, WEBP, VECTOR = "png", "jpg", "webp", "pbf"
MEDIA = {PNG: "image/png", JPG: "image/jpeg", WEBP: "image/webp"}
OPENED_AS = {PNG: "PNG", JPG: "JPEG", WEBP: "WEBP"}


def format_of(tile: bytes) -> str:
    """Return png, jpg, webp, pbf for what is packed or looks like a vector tile, '' for anything else."""
    if tile.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if tile.startswith(b"\xff\xd8\xff"):
        return JPG
    if tile[:4] == b"RIFF" and tile[8:12] == b"WEBP":
        return WEBP
    return VECTOR if tile[:2] == b"\x1f\x8b" or tile[:1] == b"\x1a" else ""


def is_whole(tile: bytes, kind: str, *, opened: bool) -> bool:
    """Tell whether a tile is a square picture of a usual size and ends where it says.

    opened  also unpack it: what is dear is done with some tiles of a map, the rest with all
    """
    if len(tile) > MOST_BYTES or not _ends(tile, kind):
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a picture that Pillow calls a bomb is refused too
            with Image.open(io.BytesIO(tile), formats=[OPENED_AS[kind]]) as picture:
                if picture.width != picture.height or picture.width not in SIDES:
                    return False
                if opened:
                    picture.load()
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return False
    return True


def _ends(tile: bytes, kind: str) -> bool:
    if kind == PNG:
        return tile.rstrip(b"\0").endswith(b"IEND\xaeB`\x82")
    if kind == JPG:
        return tile.rstrip(b"\0").endswith(b"\xff\xd9")
    return len(tile) >= 8 + int.from_bytes(tile[4:8], "little")
