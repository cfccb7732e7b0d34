"""How often one address may ask, counted in memory under a key made at the start of the process. Nothing is ever written."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time

from django.http import HttpRequest

_KEY = secrets.token_bytes(32)
ADDRESSES_MOST = 20_000  # counters kept at once; with more, all are counted as one until the window ends


class Limit:
    """So many in so many seconds from one address; the windows begin together, so that no time of anybody is kept."""

    def __init__(self, most: int, seconds: int) -> None:
        self.most, self.seconds = most, seconds
        self._window, self._counts = 0, dict[bytes, int]()
        self._lock = threading.Lock()

    def is_full(self, request: HttpRequest) -> bool:
        """Tell whether this address has asked too often."""
        return self._count(request, 0) >= self.most

    def count(self, request: HttpRequest) -> None:
        """Count one."""
        self._count(request, 1)

    def _count(self, request: HttpRequest, more: int) -> int:
        window = int(time.time()) // self.seconds
        name = hmac.new(_KEY, request.META.get("REMOTE_ADDR", "").encode(), hashlib.sha256).digest()[:16]
        with self._lock:
            if window != self._window:
                self._window, self._counts = window, {}
            if name not in self._counts and len(self._counts) >= ADDRESSES_MOST:
                name = b""
            found = self._counts.get(name, 0) + more
            if more:
                self._counts[name] = found
            return found
