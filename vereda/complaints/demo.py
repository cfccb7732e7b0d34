"""The outside body of a demonstration: it stands in for one that gave a key; its private half lies beside the data, to be tried.

Nothing of it is there, made or read outside a demonstration.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import orjson

from vereda.complaints.reading import new_keys, pem_of, public_file
from vereda.complaints.sealing import BodyKeys, keys_of
from vereda.settings.environment import env

FOLDER = "demo-ombuds"
PRIVATE, PUBLIC = "ombuds-private.pem", "ombuds-public.json"


def make_demo_keys(passphrase: str) -> Path | None:
    """Make the keys of a demonstration that has none and return where the private half lies; None anywhere else."""
    if not env().demo:
        return None
    folder = _folder()
    if not (folder / PUBLIC).exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        keys = new_keys()
        # The public half last: with it alone a page would take what nobody can read.
        _keep(folder / PRIVATE, pem_of(keys, passphrase))
        _keep(folder / PUBLIC, public_file(keys.public))
    return folder / PRIVATE


def demo_keys() -> BodyKeys | None:
    """Return the public keys of a demonstration that has made them."""
    path = _folder() / PUBLIC
    return _read(path.read_bytes()) if env().demo and path.exists() else None


def _folder() -> Path:
    return env().home / FOLDER


@cache
def _read(content: bytes) -> BodyKeys:
    said = orjson.loads(content)
    return keys_of(said["sealing_key"], said["signing_key"])


def _keep(path: Path, content: bytes) -> None:
    """Write a whole file or none, for the owner alone."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(content)
    beside.replace(path)
