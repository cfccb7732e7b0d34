"""From something public to the message that says so. Pure: codes in, bytes out; no word that somebody wrote can pass.

A message is thin: what came out, which revision, in which language, and the public page on which it stands. Whoever receives it
reads the rest there, as everybody does, and so nothing leaves by this way that is not public already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson

from vereda.webhooks.errors import NotACode
from vereda.webhooks.words import Family, Kind

BYTES_MOST = 2000
"""The specification asks for less than 20 kB; one of ours has some hundred bytes."""

PERIOD = r"\d{4}(-(0[1-9]|1[0-2]))?"
HEX_ID = r"[0-9a-f]{32}"
SHAPES: Mapping[Family, Mapping[str, str]] = {
    Family.EDITION: {"subject": PERIOD, "version": r"[0-9a-f]{64}", "language": "", "series": r"[A-Za-z0-9._-]*"},
    Family.TEXT: {"subject": r"[a-z0-9]+(-[a-z0-9]+)*", "version": r"[0-9a-f]{16}", "language": r"[a-z]{3}", "series": ""},
    Family.NOTICE: {"subject": HEX_ID, "version": r"[0-9a-f]{16}", "language": r"[a-z]{3}", "series": ""},
    Family.PRACTICE: {"subject": HEX_ID, "version": r"[0-9a-f]{16}", "language": r"[a-z]{3}", "series": ""},
}
"""What each part of a public thing looks like, in full. Anything else stays at home."""

LENGTH_MOST, NUMBER_MOST = 64, 10_000
NAMED: Mapping[Family, tuple[str, str]] = {
    Family.EDITION: ("period", "content"),
    Family.TEXT: ("topic", "version"),
    Family.NOTICE: ("notice", "version"),
    Family.PRACTICE: ("practice", "version"),
}
"""How subject and version are called in a message."""


@dataclass(frozen=True)
class Public:
    """Something that stands in public today.

    subject   period, topic, or the id of a notice or practice without its dashes
    version   digest of what it says: SHA-256 of an edition's manifest, else the name of the text's version
    language  ISO 639-3; '' of editions
    number    revision of an edition or a practice; 0: it has none
    series    of figures that others printed; '' of our own
    at        instant at which it came out; None: nobody knows it to the second
    """

    family: Family
    subject: str
    version: str
    language: str = ""
    number: int = 0
    series: str = ""
    at: datetime | None = None

    @property
    def key(self) -> str:
        """Return what it is, whatever it says today: of editions each revision is a thing of its own."""
        number = self.number if self.family is Family.EDITION else 0
        return "|".join((self.family, self.subject, self.language, self.series, str(number)))


@dataclass(frozen=True)
class Message:
    """What leaves. body: the bytes that are signed and sent, the same at each attempt."""

    id: str
    kind: Kind
    at: datetime
    language: str
    body: bytes


def checked(one: Public) -> Public:
    """Return it where each part is a code of its kind. Raises NotACode."""
    for part, shape in SHAPES[one.family].items():
        value = getattr(one, part)
        if len(value) > LENGTH_MOST or not re.fullmatch(shape, value):
            raise NotACode(part=part)
    if not 0 <= one.number <= NUMBER_MOST:
        raise NotACode(part="number")
    return one


def path_of(one: Public) -> str:
    """Return the public page on which it stands, from the root; of a practice, where a program with a key reads it.

    Worked out from its codes, so that no part of an address comes in from elsewhere; `public/tests/test_telling.py` opens each.
    """
    match one.family:
        case Family.EDITION:
            printed = f"impresas/{one.series}/" if one.series else ""
            return f"/datos/{printed}{one.subject}/r{one.number}/"
        case Family.TEXT:
            return f"/guia/{one.language}-t-{one.subject}.html"
        case Family.NOTICE:
            return f"/guia/{one.language}-dangers.html"
        case Family.PRACTICE:
            return f"/api/v1/practices/{UUID(hex=one.subject)}"


def kind_of(one: Public, *, is_gone: bool) -> Kind | None:
    """Return what is told of it; None: nothing. An edition that stands never goes."""
    if one.family is Family.EDITION:
        told = Kind.EDITION_PUBLISHED if one.number <= 1 else Kind.EDITION_REVISED
        return None if is_gone else told
    gone = Kind.NOTICE_ENDED if one.family is Family.NOTICE else Kind(f"{one.family}.withdrawn")
    return gone if is_gone else Kind(f"{one.family}.published")


def message(one: Public, kind: Kind, *, country: str, at: datetime, turn: int, address: str, is_demo: bool) -> Message:
    """Return the message of something public. Raises NotACode.

    at       instant that it tells, UTC: when it came out, or was found gone
    turn     how often this thing came or went before: the same words that come again are another message
    address  'https://machine' of the public pages; '': the link is a path
    """
    checked(one)
    subject, version = NAMED[one.family]
    data: dict[str, Any] = {"country": country, subject: one.subject, version: one.version}
    data |= {"language": one.language} if one.language else {}
    data |= {"revision": one.number} if one.number else {}
    data |= {"series": one.series} if one.series else {}
    data |= {"link": f"{address}{path_of(one)}"}
    named = f"{country}|{kind}|{one.key}|{one.version}|{turn}"
    return _message(kind, f"msg_{sha256(named.encode()).hexdigest()[:32]}", at, one.language, data, is_demo=is_demo)


def test_message(id_: str, *, country: str, at: datetime, is_demo: bool) -> Message:
    """Return a message that says nothing but that it arrived. id_: 32 hexadecimal digits."""
    return _message(Kind.TEST, f"msg_{id_}", at, "", {"country": country}, is_demo=is_demo)


def _message(kind: Kind, id_: str, at: datetime, language: str, data: Mapping[str, Any], *, is_demo: bool) -> Message:
    whole_second = at.astimezone(UTC).replace(microsecond=0)
    told: dict[str, Any] = {"type": kind.value, "timestamp": f"{whole_second:%Y-%m-%dT%H:%M:%SZ}", "data": data}
    told |= {"demonstration": True} if is_demo else {}
    body = orjson.dumps(told)
    if len(body) > BYTES_MOST:
        raise NotACode(part="body")
    return Message(id_, kind, whole_second, language, body)
