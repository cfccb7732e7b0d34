"""A secret that two parties use once and then destroy: half of it in the key store, half in a file that no backup takes.

A key backup lives seven days after what it holds was destroyed; alone it gives nothing back.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from vereda.logbook import sealing
from vereda.logbook.keystore import KeyName
from vereda.logbook.nodekeys import key_store
from vereda.settings.environment import env
from vereda.settings.secrets import folder_of_own


def make_passing(owner: UUID, use: str, *, until: datetime, now: datetime) -> bytes:
    """Return the secret of a use [32 bytes], made at its first call; the retention job destroys it at `until`."""
    name, path = KeyName(owner.hex, use), _half(owner, use)
    if now < until:
        key_store().ensure({name: (use, until.astimezone(UTC).isoformat(), "")})
        if not path.exists():
            folder_of_own(path.parent)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
                out.write(sealing.new_key())
                out.flush()
                os.fsync(out.fileno())
    found = passing(owner, use)
    assert found is not None, "made above, or its time is over and nobody asks"
    return found


def passing(owner: UUID, use: str) -> bytes | None:
    """Return a secret that was made, None when it was not or is gone."""
    name, path = KeyName(owner.hex, use), _half(owner, use)
    kept = key_store().get([name]).get(name)
    return sealing.derive(kept + path.read_bytes(), f"passing|{use}|{owner}") if kept and path.exists() else None


def destroy_passing(owner: UUID, use: str, *, at: datetime) -> bool:
    """Destroy both halves; tell whether there was anything."""
    path = _half(owner, use)
    was_there = path.exists()
    if was_there:
        with path.open("r+b") as file:
            file.write(b"\0" * path.stat().st_size)
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    return bool(key_store().destroy([KeyName(owner.hex, use)], at, "due")) or was_there


def _half(owner: UUID, use: str) -> Path:
    return env().keys / "passing" / f"{owner}.{use}"
