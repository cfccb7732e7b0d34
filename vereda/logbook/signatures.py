"""Signatures as browsers write them, and the names of nodes: ECDSA over P-256 with SHA-256. Cryptography only."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

SIGNATURE = 64  # r and s (IEEE P1363)
ECDSA = ec.ECDSA(hashes.SHA256())


def sign_p1363(private: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """Return the ECDSA signature (P-256, SHA-256) as browsers write it: r and s, 32 bytes each."""
    r, s = decode_dss_signature(private.sign(message, ECDSA))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def verify_p1363(public: ec.EllipticCurvePublicKey, signature: bytes, message: bytes) -> bool:
    """Tell whether `signature` [64 bytes] of `message` is by the holder of `public`."""
    if len(signature) != SIGNATURE:
        return False
    half = SIGNATURE // 2
    der = encode_dss_signature(int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
    try:
        public.verify(der, message, ECDSA)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=4096)  # the phones of a country: reading a key anew takes as long as a signature
def public_key_of(der: bytes) -> ec.EllipticCurvePublicKey:
    """Return the P-256 public key of a DER SubjectPublicKeyInfo, or raise ValueError."""
    try:
        key = serialization.load_der_public_key(der)
    except UnsupportedAlgorithm as why:
        raise ValueError("not a P-256 public key") from why
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("not a P-256 public key")
    return key


def der_of(public: ec.EllipticCurvePublicKey) -> bytes:
    """Return a public key as DER SubjectPublicKeyInfo."""
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def node_id(public: ec.EllipticCurvePublicKey) -> str:
    """Return the id of the node with this public sealing key: the first 16 hexadecimal digits of its SHA-256."""
    return sha256(der_of(public)).hexdigest()[:16]


def fingerprint_of(sealing: ec.EllipticCurvePublicKey, signing: ec.EllipticCurvePublicKey) -> str:
    """Return what a phone compares before it believes a headquarters: 16 hexadecimal digits over both of its public keys."""
    return sha256(der_of(sealing) + der_of(signing)).hexdigest()[:16]
