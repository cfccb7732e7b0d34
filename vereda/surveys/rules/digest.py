"""Digest access authentication as programs that ask by OpenRosa use it: RFC 7616 with MD5, which is what they know. Pure."""

from __future__ import annotations

import hmac
import re
from hashlib import md5

REALM = "Vereda"
PART = re.compile(r'(\w+)=(?:"([^"]*)"|([^\s,]+))')


def digest_hash(name: str, secret: str) -> str:
    """Return what is kept of a secret for Digest: MD5 of name, realm and secret [hexadecimal]."""
    return _md5(f"{name}:{REALM}:{secret}")


def parts(header: str) -> dict[str, str]:
    """Return the parts of an Authorization header that begins with 'Digest '."""
    return {name: quoted or bare for name, quoted, bare in PART.findall(header.partition(" ")[2])}


def is_right(told: dict[str, str], kept: str, *, method: str, path: str) -> bool:
    """Tell whether somebody who knows the secret made these parts for this method and path."""
    if told.get("uri", "") != path or told.get("realm") != REALM or told.get("qop", "auth") != "auth":
        return False
    request = _md5(f"{method}:{path}")
    middle = [told.get("nonce", "")]
    if "qop" in told:
        middle += [told.get("nc", ""), told.get("cnonce", ""), told["qop"]]
    return hmac.compare_digest(_md5(":".join([kept, *middle, request])).encode(), told.get("response", "").encode())


def _md5(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()
