"""How a device's token is known here. Pure."""

from __future__ import annotations

import hashlib


def token_hash(token: str) -> str:
    """Return the SHA-256 of a token [hexadecimal]; it has 256 random bits, so one round is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
