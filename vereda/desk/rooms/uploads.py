"""Files on their way in: kept in the home of the installation, owner only, for the hour between preview and import."""

from __future__ import annotations

import os
import re
import shutil
import time
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile

from vereda.settings.environment import env

KEPT_S = 3600  # a file may hold notes and places; after an hour without a decision it goes
CUTTING = ".cut-"  # a piece of a map is cut in a folder of this name; a process that is killed leaves it behind
MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
"""Rows that a page imports while somebody waits; more of them go through the command."""


def folder() -> Path:
    """Return the folder of waiting files."""
    made = env().home / "uploads" / "imports"
    made.mkdir(mode=0o700, parents=True, exist_ok=True)
    return made


def keep(file: UploadedFile) -> str:
    """Keep an uploaded file and return the name by which the session finds it."""
    sweep()
    name = uuid4().hex
    handle = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target:
        for part in file.chunks():
            target.write(part)
    return name


def kept(name: str) -> Path | None:
    """Return a waiting file, or None when its hour is over."""
    sweep()
    path = folder() / name
    return path if re.fullmatch(r"[0-9a-f]{32}", name) and path.is_file() else None


def drop(name: str) -> None:
    """Remove a file that was decided on."""
    path = kept(name)
    if path is not None:
        path.unlink(missing_ok=True)


def sweep(now: datetime | None = None) -> None:
    """Remove the files whose hour is over, and what a process that was killed had begun to receive or to cut.

    A job of `serve` asks each ten minutes: a page alone would leave places and notes there until somebody imports again.
    """
    at = now.timestamp() if now else time.time()
    for path in (*folder().iterdir(), *folder().parent.glob("*.upload*")):
        if path.is_file() and at - path.stat().st_mtime > KEPT_S:
            path.unlink(missing_ok=True)
    for path in folder().parent.glob(f"{CUTTING}*"):
        if path.is_dir() and at - path.stat().st_mtime > KEPT_S:
            shutil.rmtree(path, ignore_errors=True)
