"""A caller's code: made, written for people, read as people type it, recognised. Pure; randomness comes in."""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest, new

from vereda.logbook.schema import Entry, State
from vereda.rescue.entries.code import CallerCodeGiven

DIGITS, BEGINS = 12, 4
"""Twelve digits: they can be said in any language and typed on any telephone. Eight of them are secret."""


class CallerState(StrEnum):
    """All that a caller's code answers."""

    OPEN = "open"
    SEARCHED = "searched"
    CLOSED = "closed"


def code_of(random: bytes) -> str:
    """Return a code of twelve digits. random: at least 16 bytes; the bias of the last digit is below one in 10^26."""
    return f"{int.from_bytes(random, 'big') % 10**DIGITS:0{DIGITS}}"


def said(code: str) -> str:
    """Return a code in groups of four, as it is sent and read aloud."""
    return "-".join(code[at : at + 4] for at in range(0, DIGITS, 4))


def typed(text: str) -> str:
    """Return the digits of what somebody typed, in any script and with anything between them; '' where it is no code."""
    digits = "".join(str(unicodedata.decimal(sign)) for sign in text[:100] if unicodedata.decimal(sign, None) is not None)
    return digits if len(digits) == DIGITS else ""


def digest_of(key: str, code: str) -> str:
    """Return the keyed digest of a code. key: 32 bytes [hexadecimal]."""
    return new(bytes.fromhex(key), code.encode(), sha256).hexdigest()


def is_same(key: str, code: str, digest: str) -> bool:
    """Tell whether a digest is that of the code, in a time that says nothing about how much of it is right."""
    return compare_digest(digest_of(key, code), digest)


def step(state: State, entry: Entry) -> State:
    """Return the alert after one more entry: a caller may have got several codes, and all of them answer."""
    if isinstance(entry.payload, CallerCodeGiven):
        told = [entry.payload.begins, entry.payload.digest, entry.occurred_at.isoformat()]
        state.setdefault("codes", {})[entry.id] = told
    return state
