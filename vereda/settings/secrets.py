"""Keys that are made at the first start and belong to the owner of the process alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def folder_of_own(path: Path) -> Path:
    """Make a folder that only its owner may enter, and return it."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret_at(path: Path) -> str:
    """Return the secret kept in `path`; make it (256 random bits, mode 0600) when there is none.

    Two processes that start together end with the same secret: it is written apart and linked into place once.
    """
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    folder_of_own(path.parent)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was faster; its secret stands
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
