"""Photos on their way up: a post passes on files that it cannot open, last and in pieces, and keeps none of them."""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from vereda.logbook.door import FileDamaged, PieceOutOfPlace, files_passing, finish_file, is_file_named, take_piece
from vereda.relay.calling import Ask

PIECE = 32 * 1024  # [bytes]
KEPT = timedelta(days=35)


def pass_photos(ask: Ask, now: datetime) -> int:
    """Send every photo that waits; return how many are whole above. One that nobody names there for 35 days is dropped."""
    sent = 0
    for path in files_passing():
        try:
            is_above, since = _pass(path, ask), path.stat().st_mtime
        except FileNotFoundError:
            continue  # another round, by hand, was faster
        if is_above or now.timestamp() - since > KEPT.total_seconds():
            path.unlink(missing_ok=True)
        sent += is_above
    return sent


def take_photo(name: str, offset: int, piece: str, last: bool) -> dict[str, Any]:  # Any: JSON
    """Take a piece [base64] at headquarters; say how much is here, and whether any entry names the file."""
    if not is_file_named(name):
        return {"named": False, "here": 0, "complete": False}
    try:
        here = take_piece(name, offset, b64decode(piece, validate=True))
        if last:
            finish_file(name)
    except PieceOutOfPlace as why:
        return {"named": True, "here": why.details["here"], "complete": False}
    except (FileDamaged, FileNotFoundError, ValueError):  # two rounds sent it at once; or it is no base64
        return {"named": True, "here": 0, "complete": False}
    return {"named": True, "here": here, "complete": last}


def _pass(path: Path, ask: Ask) -> bool:
    """Send one file; after a cut it goes on where headquarters says."""
    content, at = path.read_bytes(), 0
    for _ in range(2 * (len(content) // PIECE) + 8):
        piece, last = content[at : at + PIECE], at + PIECE >= len(content)
        said = ask("photo", {"name": path.name, "offset": at, "piece": b64encode(piece).decode(), "last": last})
        if said["complete"] or not said["named"]:
            return bool(said["complete"])
        at = int(said["here"])
    return False
