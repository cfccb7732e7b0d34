"""Sealed boxes: what an entry must not say in clear, encrypted where it was written.

A box is AES-256-GCM under a random content key; its associated data bind entry, owner, class and version. The content key
is wrapped by the owner's subject key (here); on the way from a device it lies in the envelope (`envelopes.py`).
Receiving rewraps the content key and touches neither box nor body. Source: rules.md, section 2.
"""

from __future__ import annotations

import hmac
import os
from hashlib import sha256
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vereda.logbook.errors import BoxDamaged

NONCE = 12
KEY = 32
SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def new_key() -> bytes:
    """Return a fresh AES-256 key [32 bytes]."""
    return os.urandom(KEY)


def bound_to(entry: str, owner: str, cls: str, version: int) -> bytes:
    """Return the associated data of a box: a box moved to another entry, owner or class does not open."""
    return f"{entry}|{owner}|{cls}|{version}".encode()


def encrypt(key: bytes, plain: bytes, bound: bytes) -> bytes:
    """Return nonce and ciphertext of `plain` under `key` [32 bytes], bound to `bound`."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound)


def decrypt(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    """Return what `encrypt` sealed; raises `cryptography.exceptions.InvalidTag` when key or binding is another."""
    return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], bound)


def seal(content_key: bytes, fields: dict[str, Any], bound: bytes) -> bytes:  # Any: JSON
    """Return the box that holds `fields`."""
    return encrypt(content_key, orjson.dumps(fields), bound)


def open_sealed(content_key: bytes, box: bytes, bound: bytes, entry: str) -> dict[str, Any]:  # Any: JSON
    """Return the fields of a box, or raise BoxDamaged when it does not open under this key."""
    try:
        fields = orjson.loads(decrypt(content_key, box, bound))
    except (InvalidTag, orjson.JSONDecodeError) as why:
        raise BoxDamaged(entry=entry) from why
    if not isinstance(fields, dict):
        raise BoxDamaged(entry=entry)
    return fields


def digest(box: bytes) -> str:
    """Return the SHA-256 by which the body names a box [64 hexadecimal digits]."""
    return sha256(box).hexdigest()


def derive(secret: bytes, use: str) -> bytes:
    """Return the key of one use (`group|class`, `index|group` ...) derived from a secret [32 bytes] by HKDF-SHA256."""
    return HKDF(hashes.SHA256(), KEY, salt=None, info=use.encode()).derive(secret)


def blind(key: bytes, token: str) -> bytes:
    """Return the keyed index value of a name token [16 bytes]: equal tokens meet, and nothing can be read back."""
    return hmac.digest(key, token.encode(), "sha256")[:16]
