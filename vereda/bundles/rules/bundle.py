"""A bundle: what one installation tells another, signed, then closed to the receiver. Opened or refused with a reason. Pure.

    one line of JSON      {"vereda": FORM, "format": 1, "needs": 1, "to": who opens it, "bytes": ..., "sha256": ...}
    what is sealed        fingerprint of the sender, signature, length, body (gzip of JSON), zeros up to a multiple of 16 KiB

A stick that is lost tells that there is a bundle, for which keys, and about how long: who sent it stands inside. The signature
names the receiver, so that nobody passes a bundle on as if it were written to a third. It is checked before anything is unpacked.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vereda.bundles import errors
from vereda.bundles.rules.card import FINGERPRINT, Card, Sign, at_text
from vereda.bundles.words import Standing
from vereda.logbook.schema import Code, Instant, public_key_of, verify_p1363

FORM = "vereda/between"
FORMAT = 1
"""What we write."""
READS = 1
"""The newest that we understand: who writes something that an older program must not half understand, raises `needs`."""
AHEAD = timedelta(minutes=10)
OPEN_DAYS = 35
"""A stick may travel for weeks; what a person agreed to a quarter of a year ago is asked again."""
MOST_BYTES = 64 * 1024 * 1024
UNPACKED_MOST = 128 * 1024 * 1024
"""Read as JSON it takes several times as much memory: a headquarters of 4 GB must survive a sender whose keys were stolen."""
PAD = 16 * 1024
HEADER_MOST = 1000
SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
KEY, NONCE, SIGNATURE, LENGTH = 32, 12, 64, 8
FROM = FINGERPRINT // 2

type Json = dict[str, Any]  # Any: JSON
type Known = Callable[[str], tuple[Standing, Card] | None]
"""What the house knows of a fingerprint."""


class Content(BaseModel):
    """Public material of one kind: all that the sender has today, each item in the words of its kind."""

    model_config = ConfigDict(extra="ignore")
    version: int = Field(ge=1)
    items: list[Json] = Field(max_length=200_000)


class Body(BaseModel):
    """What a bundle tells. Fields that a newer program added are left unread as long as it says that we may (`needs`).

    content                    by kind
    referrals, words, recalls  persons handed on, what is said of those that came, those that hold no more; checked one by one
    received                   persons handed on whom the sender has taken in, by the id that the receiver gave them
    """

    model_config = ConfigDict(extra="ignore")
    id: UUID
    made_at: Instant
    sender: str
    receiver: str
    card: Json
    content: dict[Code, Content] = Field(default_factory=dict, max_length=100)
    referrals: list[Json] = Field(default_factory=list, max_length=20_000)
    words: list[Json] = Field(default_factory=list, max_length=100_000)
    recalls: list[Json] = Field(default_factory=list, max_length=20_000)
    received: list[UUID] = Field(default_factory=list, max_length=20_000)

    @property
    def tells_of_persons(self) -> bool:
        return bool(self.referrals or self.words or self.recalls or self.received)


@dataclass(frozen=True)
class Opened:
    """A bundle that was believed. digest: SHA-256 of the file."""

    body: Body
    sender: Card
    digest: str


# Writing ------------------------------------------------------------------------------------------------------------


def sealed(body: Body, *, to: Card, sign: Sign, needs: int = 1) -> bytes:
    """Return a bundle for one receiver, signed with the key of the sender's card. Raises BundleTooLarge."""
    packed = gzip.compress(orjson.dumps(body.model_dump(mode="json"), option=orjson.OPT_SORT_KEYS), mtime=0)
    signature = sign(_signed(to.fingerprint, needs, packed))
    inner = bytes.fromhex(body.sender) + signature + len(packed).to_bytes(LENGTH, "big") + packed
    inner += b"\0" * (-len(inner) % PAD)
    closed = _close(inner, to, needs)
    if len(closed) > MOST_BYTES:
        raise errors.BundleTooLarge(most=MOST_BYTES >> 20)
    about = {
        "vereda": FORM, "format": FORMAT, "needs": needs, "to": to.fingerprint, "bytes": len(closed),
        "sha256": sha256(closed).hexdigest(),
    }  # fmt: skip
    return orjson.dumps(about) + b"\n" + closed


def _close(inner: bytes, to: Card, needs: int) -> bytes:
    key, nonce, bound = os.urandom(KEY), os.urandom(NONCE), _bound(to.fingerprint, needs)
    wrapped = SUITE.encrypt(key, public_key_of(bytes.fromhex(to.sealing)), bound)
    return len(wrapped).to_bytes(2, "big") + wrapped + nonce + AESGCM(key).encrypt(nonce, inner, bound)


# Reading ------------------------------------------------------------------------------------------------------------


def opened(content: bytes, *, pair: ec.EllipticCurvePrivateKey, own: str, known: Known, now: datetime) -> Opened:
    """Return what a bundle tells, or raise why nothing of it is taken.

    pair   the sealing pair of this installation; own: its fingerprint
    known  what the house knows of a sender
    now    wall clock
    Raises, in this order: BundleUnknown, BundleTooNew, BundleTruncated, BundleDamaged, BundleNotOurs, BundleTampered,
    SenderUnknown, SenderRevoked, SenderNotTrusted, SignatureWrong, BundleMalformed, BundleFromFuture, BundleExpired.
    """
    about, closed = _parts(content)
    if about["to"] != own:
        raise errors.BundleNotOurs
    inner = _open(closed, pair, own, about["needs"])
    sender, signature, packed = _inside(inner)
    card = _trusted(known(sender))
    if not verify_p1363(public_key_of(bytes.fromhex(card.signing)), signature, _signed(own, about["needs"], packed)):
        raise errors.SignatureWrong
    body = _body(packed)
    if body.sender != sender or body.receiver != own:
        raise errors.BundleMalformed
    if body.made_at > now + AHEAD:
        raise errors.BundleFromFuture(made=at_text(body.made_at.astimezone(UTC)))
    if body.made_at < now - timedelta(days=OPEN_DAYS):
        raise errors.BundleExpired(made=at_text(body.made_at.astimezone(UTC)), days=OPEN_DAYS)
    return Opened(body, card, sha256(content).hexdigest())


def _parts(content: bytes) -> tuple[Json, bytes]:
    """Return the header and what is sealed, whole and unhurt."""
    line, _, closed = content[: HEADER_MOST + MOST_BYTES + 1].partition(b"\n")
    try:
        about = orjson.loads(line[:HEADER_MOST])
        is_one = isinstance(about, dict) and about.get("vereda") == FORM and isinstance(about.get("to"), str)
        numbers = [about[name] for name in ("needs", "bytes")] if is_one else []
        if not is_one or not all(isinstance(one, int) for one in numbers):
            raise ValueError
    except (ValueError, KeyError):
        raise errors.BundleUnknown from None
    if about["needs"] > READS:
        raise errors.BundleTooNew(needs=about["needs"], reads=READS)
    if len(closed) < about["bytes"]:
        raise errors.BundleTruncated(came=len(closed), bytes=about["bytes"])
    if len(closed) != about["bytes"] or sha256(closed).hexdigest() != about.get("sha256"):
        raise errors.BundleDamaged
    return about, closed


def _open(closed: bytes, pair: ec.EllipticCurvePrivateKey, own: str, needs: int) -> bytes:
    bound, size = _bound(own, needs), int.from_bytes(closed[:2], "big")
    wrapped, nonce, rest = closed[2 : 2 + size], closed[2 + size : 2 + size + NONCE], closed[2 + size + NONCE :]
    try:
        return AESGCM(SUITE.decrypt(wrapped, pair, bound)).decrypt(nonce, rest, bound)
    except (InvalidTag, ValueError):
        raise errors.BundleTampered from None


def _inside(inner: bytes) -> tuple[str, bytes, bytes]:
    start = FROM + SIGNATURE + LENGTH
    size = int.from_bytes(inner[FROM + SIGNATURE : start], "big")
    if len(inner) < start + size:
        raise errors.BundleMalformed
    return inner[:FROM].hex(), inner[FROM : FROM + SIGNATURE], inner[start : start + size]


def _trusted(found: tuple[Standing, Card] | None) -> Card:
    match found:
        case None:
            raise errors.SenderUnknown
        case (Standing.REVOKED, _):
            raise errors.SenderRevoked
        case (Standing.PROPOSED, _):
            raise errors.SenderNotTrusted
        case (_, card):
            return card


def _body(packed: bytes) -> Body:
    unpacker = zlib.decompressobj(31)
    try:
        plain = unpacker.decompress(packed, UNPACKED_MOST)
        if not unpacker.eof:
            raise ValueError
        return Body.model_validate_json(plain)
    except (zlib.error, ValidationError, ValueError):
        raise errors.BundleMalformed from None


def _signed(to: str, needs: int, packed: bytes) -> bytes:
    return f"{FORM}|{needs}|{to}|".encode() + packed


def _bound(to: str, needs: int) -> bytes:
    return f"{FORM}|{needs}|{to}".encode()
