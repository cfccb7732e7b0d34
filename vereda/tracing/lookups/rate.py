"""What each account asked of candidates lately, in memory: digests and times. Who read what stands in the log of reads."""

from __future__ import annotations

import threading
import time
from hashlib import sha256

from vereda.tracing.errors.match import SearchedTooOften
from vereda.tracing.rules.often import Asked, noted, wait_s

_lock = threading.Lock()
_asked = dict[str, list[Asked]]()


def ask(account: str, *question: object) -> None:
    """Note one question of an account. Raises SearchedTooOften, and notes nothing."""
    what, at = sha256("|".join(map(str, question)).encode()).hexdigest(), time.time()
    with _lock:
        earlier = _asked.get(account, [])
        if wait := wait_s(earlier, what, at):
            raise SearchedTooOften(minutes=int(wait // 60) + 1)
        _asked[account] = noted(earlier, what, at)


def forget() -> None:
    """Forget all, as a restart does."""
    with _lock:
        _asked.clear()
