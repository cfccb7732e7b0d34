"""A certificate as text: what it says, signed; verified from the text and the published keys alone, without a line. Pure.

The text is a compact JWS (RFC 7515) by ES256, so that any library of the web reads it; the keys are a JWK set (RFC 7517) that
also names the certificates that do not hold any more. No account and no group stands on the text: who verifies learns neither.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vereda.logbook.schema import der_of, verify_p1363
from vereda.training.words import Verdict

TYPE = "vereda-certificate"
"""Stands in what is signed: no other signature of the same key can be taken for a certificate."""
TEXT_MOST = 4000  # [signs]

type Sign = Callable[[bytes], bytes]


class Said(BaseModel):
    """What a certificate says. until: its last day; None: no end. reviewed: whether an expert had signed the course."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    number: str = Field(max_length=40)
    name: str = Field(max_length=200)
    title: str = Field(max_length=300)
    hours: float = 0
    issuer: str = Field(max_length=200)
    on: date
    until: date | None = None
    reviewed: bool = False


@dataclass(frozen=True)
class Checked:
    """What a text is worth; said: None where nothing of it can be believed."""

    verdict: Verdict
    said: Said | None = None


def written(said: Said, sign: Sign, key: str) -> str:
    """Return the text of a certificate. sign: (bytes) -> r and s [64 bytes]; key: name of the key (`key_name`)."""
    head = _part({"alg": "ES256", "typ": TYPE, "kid": key})
    body = f"{head}.{_part(said.model_dump(mode='json', exclude_defaults=True))}"
    return f"{body}.{_told(sign(body.encode()))}"


def verify(text: str, keys: Mapping[str, Any], today: date) -> Checked:  # Any: a JWK set
    """Return what a text is worth on a day.

    text  as the picture holds it: the bare text, or an address that ends in '#' and the text
    keys  as `key_set` made them
    A text that no key signed says nothing: its words are not repeated, since they may be anybody's.
    """
    try:
        head, body, signature = "".join(text.rpartition("#")[2].split()).split(".")
        told = json.loads(_bytes(head))
        made, raw = _bytes(signature), _bytes(body)
    except (ValueError, NotBase64, RecursionError):
        return Checked(Verdict.UNREADABLE)
    if len(text) > TEXT_MOST or not isinstance(told, dict):
        return Checked(Verdict.UNREADABLE)
    if told.get("alg") != "ES256" or told.get("typ") != TYPE:
        return Checked(Verdict.FORGED)
    known = [_public(one) for one in keys.get("keys", ()) if one.get("kid") == told.get("kid")]
    if not any(verify_p1363(one, made, f"{head}.{body}".encode()) for one in known):
        return Checked(Verdict.FORGED)
    try:
        said = Said.model_validate_json(raw)
    except ValidationError:
        return Checked(Verdict.UNREADABLE)
    return Checked(_worth(said, keys, today), said)


def _worth(said: Said, keys: Mapping[str, Any], today: date) -> Verdict:  # Any: a JWK set
    if said.number in keys.get("revoked", ()):
        return Verdict.REVOKED
    if said.on > today:
        return Verdict.NOT_YET
    return Verdict.EXPIRED if said.until is not None and today > said.until else Verdict.VALID


def key_set(keys: Iterable[ec.EllipticCurvePublicKey], revoked: Iterable[str], on: date) -> dict[str, Any]:  # Any: JSON
    """Return what is published: keys, numbers that do not hold any more, and the day of this list."""
    return {"keys": [jwk(one) for one in keys], "revoked": sorted(revoked), "on": on.isoformat()}


def jwk(public: ec.EllipticCurvePublicKey) -> dict[str, str]:
    """Return a key as JWK."""
    numbers = public.public_numbers()
    x, y = (_told(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
    return {"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": key_name(public), "x": x, "y": y}


def key_name(public: ec.EllipticCurvePublicKey) -> str:
    """Return the name of a key: the first 16 hexadecimal digits of its SHA-256, as on the certificate's foot."""
    return sha256(der_of(public)).hexdigest()[:16]


def _public(one: Mapping[str, str]) -> ec.EllipticCurvePublicKey:
    x, y = (int.from_bytes(_bytes(one[name]), "big") for name in ("x", "y"))
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def _part(value: Mapping[str, Any]) -> str:  # Any: JSON
    return _told(json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())


def _told(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(told: str) -> bytes:
    return urlsafe_b64decode(told.encode("ascii") + b"=" * (-len(told) % 4))
