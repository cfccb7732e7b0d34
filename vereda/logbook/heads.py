"""The signed head of the chain, left outside: whoever rebuilds a whole chain cannot rebuild what lies elsewhere."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import orjson

from vereda.logbook.lookups import head
from vereda.settings.environment import env

HEADS = "heads.jsonl"


def head_line() -> str | None:
    """Return the head as a JSON line: epoch, block, hash, when it was made, signature; None while nothing is chained."""
    last = head()
    if last is None:
        return None
    told = {"epoch": last.epoch, "block": last.number, "hash": last.hash, "made_at": last.made_at, "signature": last.signature}
    return orjson.dumps(told).decode()


def leave_head(folder: Path) -> str | None:
    """Append the head to the list in a folder, unless it stands there already."""
    line = head_line()
    if line is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / HEADS
    if not path.exists() or line not in path.read_text().splitlines()[-1:]:
        with path.open("a") as out:
            out.write(line + "\n")
    return line


def leave_head_outside(*, now: datetime) -> str | None:
    """Leave the head where the settings say, if they say; a job calls it each hour."""
    folder = env().heads
    return leave_head(folder) if folder else None
