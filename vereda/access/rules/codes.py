"""One-time codes: letters that nobody takes for others when they are read out, 50 bits, compared by a keyed digest. Pure."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no 0 and O, no 1 and I
LENGTH = 10
PARTS = (4, 8)


def fresh() -> str:
    """Return a new code as it is kept: ten characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """Return a code as it is read out: K7QM-2XRD-9F."""
    first, second = PARTS
    return f"{code[:first]}-{code[first:second]}-{code[second:]}"


def typed(text: str) -> str:
    """Return what somebody typed as it is kept: capitals, without blanks and hyphens; '' when it cannot be a code."""
    code = "".join(one for one in text[:40].upper() if one.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""


def digest(key: bytes, code: str) -> str:
    """Return how a code is known here [hexadecimal]."""
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()


def token(key: bytes, code: str, public_key: bytes) -> str:
    """Return the token of the device that enrols with this code and key [43 characters].

    The same again gives the same: on a bad line the answer is lost, and the phone asks once more. Another phone has another
    key, and gets nothing.
    """
    made = hmac.new(key, code.encode() + b"|" + public_key, hashlib.sha256).digest()
    return urlsafe_b64encode(made).decode().rstrip("=")
