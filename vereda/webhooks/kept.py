"""Secrets of receivers as they lie here: sealed by a key of this machine, which is in no backup of the data."""

from __future__ import annotations

import os
from hashlib import sha256
from hmac import digest

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vereda.settings.environment import env
from vereda.settings.secrets import secret_at

KEY_FILE, NONCE = "webhooks", 12


def seal(secret: bytes, receiver: str) -> bytes:
    """Return a secret, closed for one receiver."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_key()).encrypt(nonce, secret, receiver.encode())


def opened(sealed: bytes, receiver: str) -> bytes | None:
    """Return a secret; None where the key of this machine is another one by now."""
    try:
        return AESGCM(_key()).decrypt(sealed[:NONCE], sealed[NONCE:], receiver.encode())
    except (InvalidTag, ValueError):
        return None


def _key() -> bytes:
    return digest(secret_at(env().keys / KEY_FILE).encode(), b"receivers", sha256)
