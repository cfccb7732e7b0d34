"""Public material of other countries as it lies here: one file a kind, named by its SHA-256, looked at again at each reading."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from vereda.settings.environment import env

type Json = dict[str, Any]  # Any: JSON
FOLDER = "between"


def keep(items: Sequence[Json]) -> str:
    """Keep the items of a kind and return the SHA-256 of their file [hexadecimal]."""
    content = orjson.dumps(list(items), option=orjson.OPT_SORT_KEYS)
    digest = sha256(content).hexdigest()
    path = _path(digest)
    if items_in(digest) is None:  # not there, or half a file of a machine that lost its power
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(path)
    return digest


def items_in(digest: str) -> list[Json] | None:
    """Return what was kept, None where the file is not here, or is not what it was."""
    try:
        content = _path(digest).read_bytes()
    except OSError:
        return None
    if sha256(content).hexdigest() != digest:
        return None
    found: list[Json] = orjson.loads(content)
    return found


def _path(digest: str) -> Path:
    return env().home / FOLDER / f"{digest}.json"
