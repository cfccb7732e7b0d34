"""Wrong passwords are counted in memory, under a hash of the user name, and forgotten at a restart. No address is written."""

from __future__ import annotations

import hashlib
import time

from django.core.cache import cache

from vereda.access.rules.sessions import LONGEST_WAIT_S, wait_after


def wait(username: str) -> int:
    """Return the whole seconds that this user name still has to wait; the same for names that do not exist."""
    _, until = _kept(username)
    return max(0, round(until - time.time() + 0.5))


def failed(username: str) -> None:
    """Count one wrong password."""
    failures = _kept(username)[0] + 1
    cache.set(_key(username), (failures, time.time() + wait_after(failures)), timeout=2 * LONGEST_WAIT_S)


def passed(username: str) -> None:
    """Forget the wrong ones."""
    cache.delete(_key(username))


def _kept(username: str) -> tuple[int, float]:
    found: tuple[int, float] = cache.get(_key(username), (0, 0.0))
    return found


def _key(username: str) -> str:
    return "access:failures:" + hashlib.sha256(username.strip().lower().encode()).hexdigest()
