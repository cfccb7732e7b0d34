"""Signatures by Standard Webhooks 1.0.0: HMAC-SHA256 over 'id.timestamp.body', with one secret or with two at once. Pure.

Source: github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md, 'Signature scheme'; the example of its
libraries stands in the tests.
"""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from hmac import digest

PREFIX = "whsec_"
BYTES_LEAST, BYTES_MOST = 24, 64
"""Of a secret [bytes]: 192 to 512 bits."""
BYTES = 32


def written(secret: bytes) -> str:
    """Return a secret as it is handed over."""
    return PREFIX + b64encode(secret).decode()


def read(secret: str) -> bytes:
    """Return the bytes of a secret. Raises ValueError: no secret of this scheme."""
    try:
        found = b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise ValueError("no base64") from None
    if not BYTES_LEAST <= len(found) <= BYTES_MOST:
        raise ValueError("too short or too long")
    return found


def signature(secret: bytes, id_: str, timestamp: int, body: bytes) -> str:
    """Return one signature. timestamp: of the attempt [s since 1970, UTC]."""
    signed = b".".join((id_.encode(), str(timestamp).encode(), body))
    return f"v1,{b64encode(digest(secret, signed, sha256)).decode()}"


def headers(secrets: Sequence[bytes], id_: str, at: datetime, body: bytes) -> dict[str, str]:
    """Return the three headers of one attempt. secrets: the one of today first, then the one that is on its way out."""
    timestamp = int(at.timestamp())
    return {
        "webhook-id": id_,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(secret, id_, timestamp, body) for secret in secrets),
    }
