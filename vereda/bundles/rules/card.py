"""The card of an installation: who it is, with which keys. What is read over the telephone is its fingerprint. Pure.

A card is signed by itself: it proves that who gave it holds the keys, never who that is. That is what two persons compare.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

import orjson
from pydantic import Field, StringConstraints, ValidationError, model_validator

from vereda.bundles.errors import CardDamaged, CardOfEnforcement
from vereda.countries.door import ENFORCEMENT, Role
from vereda.logbook.schema import Code, Instant, Strict, public_key_of, verify_p1363

FORM = "vereda/card/1"
FINGERPRINT = 32  # hexadecimal digits: 128 bits, so that nobody finds keys that read alike
MOST_BYTES = 200_000
HERE = {"localhost", "127.0.0.1", "::1"}
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{100,300}$")]
Fingerprint = Annotated[str, StringConstraints(pattern=rf"^[0-9a-f]{{{FINGERPRINT}}}$")]

type Sign = Callable[[bytes], bytes]


class Post(Strict):
    """A group that takes in persons from another country. No address and no telephone: those are told with the answer."""

    code: Code
    name: Line


class Card(Strict):
    """An installation.

    country          where it stands, ISO 3166-1 alpha-2, small
    name             of the network or office, as its own country writes it
    role             of that institution; none that detains
    is_regional      an office of several countries: it takes public material alone
    address          https address at which it takes bundles; '': by file alone
    sealing, signing public keys, P-256 [DER, hexadecimal]
    posts            groups to which a person can be handed on; of a regional office none
    """

    country: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    name: Line
    role: Role
    is_regional: bool = False
    address: Annotated[str, StringConstraints(max_length=300)] = ""
    sealing: Key
    signing: Key
    posts: Annotated[list[Post], Field(max_length=300)] = Field(default_factory=list)
    made_at: Instant

    @model_validator(mode="after")
    def _holds(self) -> Self:
        if self.role in ENFORCEMENT:
            raise ValueError("an institution of enforcement holds no bundle")
        if self.is_regional and self.posts:
            raise ValueError("a regional office takes no persons")
        if self.address and not is_address(self.address):
            raise ValueError("no https address")
        for key in (self.sealing, self.signing):
            public_key_of(bytes.fromhex(key))  # raises ValueError
        return self

    @property
    def fingerprint(self) -> str:
        """Return what two read to each other over the telephone [32 hexadecimal digits]: both keys at once."""
        told = f"{FORM}|{self.sealing}|{self.signing}".encode()
        return sha256(told).hexdigest()[:FINGERPRINT]

    @property
    def as_json(self) -> dict[str, Any]:  # Any: JSON
        return self.model_dump(mode="json")


def spaced(fingerprint: str) -> str:
    """Return a fingerprint as it is read aloud: eight groups of four."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def is_fingerprint(typed: str, fingerprint: str) -> bool:
    """Tell whether somebody typed this fingerprint, whole, with blanks or without."""
    return "".join(typed.split()).replace("-", "").lower() == fingerprint


def is_address(url: str) -> bool:
    """Tell whether bundles may be sent there: https, or plain http on this very machine, for drills."""
    try:
        parts = urlsplit(url)
        is_here = parts.scheme == "http" and parts.hostname in HERE and parts.port is not None
    except ValueError:
        return False
    is_plain = not (parts.path or parts.query or parts.fragment or parts.username or parts.password)
    return bool(parts.hostname) and is_plain and (parts.scheme == "https" or is_here)


def written(card: Card, sign: Sign) -> bytes:
    """Return a card as a file. sign: with the signing key that stands in it."""
    told = card.as_json
    return orjson.dumps({"vereda": FORM, "card": told, "signature": sign(_signed(told)).hex()}, option=orjson.OPT_INDENT_2)


def read(content: bytes) -> Card:
    """Return the card in a file, signed by its own key. Raises CardDamaged, CardOfEnforcement."""
    try:
        if len(content) > MOST_BYTES:
            raise ValueError
        whole = orjson.loads(content)
        told, signature = whole["card"], bytes.fromhex(whole["signature"])
        if whole["vereda"] != FORM:
            raise ValueError
        if told["role"] in set(ENFORCEMENT):
            raise CardOfEnforcement
        card = Card.model_validate(told)
        is_signed = verify_p1363(public_key_of(bytes.fromhex(card.signing)), signature, _signed(card.as_json))
    except (ValueError, KeyError, TypeError, ValidationError):
        raise CardDamaged from None
    if not is_signed:
        raise CardDamaged
    return card


def is_newer(card: Card, than: Card) -> bool:
    """Tell whether a card of the same keys says something else, later."""
    return card.made_at > than.made_at and _said(card) != _said(than)


def is_same_office(card: Card, than: Card) -> bool:
    """Tell whether a later card is of whom two persons meant when they compared the keys.

    Address, groups and the spelling of a name change; a regional office that calls itself a country would be given persons.
    """
    return (card.country, card.role, card.is_regional) == (than.country, than.role, than.is_regional)


def _said(card: Card) -> dict[str, Any]:  # Any: JSON
    return {name: told for name, told in card.as_json.items() if name != "made_at"}


def _signed(told: dict[str, Any]) -> bytes:  # Any: JSON
    return orjson.dumps([FORM, told], option=orjson.OPT_SORT_KEYS)


def at_text(at: datetime) -> str:
    """Return an instant as an error says it."""
    return f"{at:%Y-%m-%d %H:%M} UTC"
