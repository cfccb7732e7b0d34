"""Wrong passwords are counted in memory, under a hash of the user name, and forgotten at a restart. No address is written."""

from __future__ import annotations

import hashlib
import secrets
import time

from django.core.cache import cache

from vereda.access.rules.sessions import LONGEST_WAIT_S, wait_after

CODES_A_MINUTE = 10  # wrong one-time codes from one address
_KEY = secrets.token_bytes(16)  # of this process: an address is in memory as a digest, and in no file


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


def wait_for_codes(address: str) -> int:
    """Return the whole seconds that an address waits after too many wrong one-time codes."""
    count, until = _codes(address)
    return max(1, round(until - time.time() + 0.5)) if count >= CODES_A_MINUTE else 0


def wrong_code(address: str) -> None:
    """Count one wrong one-time code; the count is forgotten after its minute."""
    count, until = _codes(address)
    left = max(1.0, until - time.time())
    cache.set(_code_key(address), (count + 1, until), timeout=left)


def _codes(address: str) -> tuple[int, float]:
    found: tuple[int, float] = cache.get(_code_key(address), (0, time.time() + 60))
    return found


def _code_key(address: str) -> str:
    return "access:codes:" + hashlib.sha256(_KEY + address.encode()).hexdigest()


def wait_for_factor(account: str) -> int:
    """Return the whole seconds that an account waits after wrong codes of its second factor, where it is asked once more."""
    return wait(f"factor {account}")


def proved_factor(account: str, *, was_right: bool) -> None:
    """Count a wrong code of the second factor; forget the wrong ones after a right one."""
    (passed if was_right else failed)(f"factor {account}")
