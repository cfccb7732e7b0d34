"""Marks by which a telephone number is known again without being kept: keyed digests, the key of this machine alone."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from hmac import digest

from vereda.settings.environment import env
from vereda.settings.secrets import secret_at

COMPARED = 10  # last digits: gateways write one number with and without the country's code
KEY_FILE = "sms"


def key_for(what: str) -> bytes:
    """Return the key of this machine for one use."""
    return digest(secret_at(env().keys / KEY_FILE).encode(), what.encode(), "sha256")


def mark(what: str, *parts: str) -> str:
    """Return the mark of some words for one use."""
    return digest(key_for(what), "|".join(parts).encode(errors="replace"), "sha256").hex()


def number_mark(number: str, country: str) -> str:
    """Return the mark of a number in a country: the same however a gateway writes it."""
    return mark("number", country, _digits(number))


def mark_of_day(number: str, now: datetime) -> str:
    """Return the mark of a number on a day; tomorrow it is another one."""
    return mark("day", f"{now:%Y%m%d}", _digits(number))


def name_of(number: str, text: str, named: str) -> str:
    """Return what names a message: the same one brought again has it too."""
    return mark("message", number, sha256(text.encode(errors="replace")).hexdigest(), named)


def _digits(number: str) -> str:
    digits = "".join(one for one in number if one.isascii() and one.isdigit())
    return digits[-COMPARED:] or number.strip().casefold()
