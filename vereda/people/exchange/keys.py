"""The keys of one run: a share of each country, one key of all shares, a sealing pair of each country and of the unit. Pure.

All are made for the run and die with it. Shares travel sealed to run pairs, not to the lasting keys of a country: a copy of the
mail that somebody kept opens for nobody once the pairs are gone.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Mapping
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vereda.logbook.schema import der_of, public_key_of
from vereda.people.exchange.terms import Terms

KEY, NONCE = 32, 12
P256 = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def derived(secret: bytes, use: str, length: int = KEY, salt: bytes | None = None) -> bytes:
    """Return the key of one use, by HKDF-SHA256."""
    return HKDF(hashes.SHA256(), length, salt=salt, info=f"vereda/count/1|{use}".encode()).derive(secret)


def share_of(root: bytes) -> bytes:
    """Return the share of a country [32 bytes]. root: what this installation keeps for the run, and nobody else has."""
    return derived(root, "share")


def pair_of(root: bytes) -> ec.EllipticCurvePrivateKey:
    """Return the sealing pair of a country, or of the unit, for a run."""
    return ec.derive_private_key(int.from_bytes(derived(root, "pair", 48), "big") % (ORDER - 1) + 1, P256)


def public_of(pair: ec.EllipticCurvePrivateKey) -> str:
    """Return the public half as it travels [DER, hexadecimal]."""
    return der_of(pair.public_key()).hex()


def commitment(terms: Terms, who: str, share: bytes) -> str:
    """Return what a country promises to all before it sends its share to each [hexadecimal].

    Without it, a country could send another share to each, and the count would come out as the sum without anybody knowing why.
    """
    return sha256(f"vereda/count/1|promise|{terms.digest}|{who}|".encode() + share).hexdigest()


def run_key(terms: Terms, shares: Mapping[str, bytes]) -> bytes:
    """Return the key of the run [32 bytes]. shares: of every country of the terms; one that is random makes the key so."""
    told = b"".join(who.encode() + shares[who] for who in sorted(shares))
    return derived(told, f"run|{terms.run}", salt=bytes.fromhex(terms.digest))


def key_check(key: bytes) -> str:
    """Return what tells whether two used one key, and nothing else of it [hexadecimal]."""
    return derived(key, "same key?", 16).hex()


def is_same(one: str, other: str) -> bool:
    """Compare two checks or promises in a time that says nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def sealed_to(public: str, plain: bytes, bound: str) -> bytes:
    """Return `plain` closed to the holder of a public key [DER, hexadecimal] and bound to what it is for."""
    key, nonce = os.urandom(KEY), os.urandom(NONCE)
    info = f"vereda/count/1|{bound}".encode()
    wrapped = SUITE.encrypt(key, public_key_of(bytes.fromhex(public)), info)
    return len(wrapped).to_bytes(2, "big") + wrapped + nonce + AESGCM(key).encrypt(nonce, plain, info)


def opened(pair: ec.EllipticCurvePrivateKey, sealed: bytes, bound: str) -> bytes | None:
    """Return what was closed to us, None where it was closed to another, for another use, or is damaged."""
    info, size = f"vereda/count/1|{bound}".encode(), int.from_bytes(sealed[:2], "big")
    wrapped, nonce, rest = sealed[2 : 2 + size], sealed[2 + size : 2 + size + NONCE], sealed[2 + size + NONCE :]
    try:
        return AESGCM(SUITE.decrypt(wrapped, pair, info)).decrypt(nonce, rest, info)
    except (InvalidTag, ValueError):
        return None
