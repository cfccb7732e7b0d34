"""Identifiers that begin with time, so that a table of entries grows at its end: UUIDv7, and UUIDv8 for what is derived."""

from __future__ import annotations

import os
from uuid import UUID

_VERSION = {7: 0x7000, 8: 0x8000}


def uuid7(ms: int) -> UUID:
    """Return a fresh UUIDv7 for `ms` [milliseconds since 1970, UTC]. Source: RFC 9562, section 5.7."""
    return _laid_out(7, ms, os.urandom(10))


def uuid8(ms: int, digest: bytes) -> UUID:
    """Return the UUIDv8 of something known: 48 bits of `ms` [milliseconds since 1970, UTC], the rest from `digest`.

    The same instant and digest give the same id, so that the same row read twice is the same entry.
    Source: RFC 9562, section 5.8; layout: rules.md, section 5.
    """
    return _laid_out(8, ms, digest)


def _laid_out(version: int, ms: int, rest: bytes) -> UUID:
    high = int.from_bytes(rest[:2], "big") & 0x0FFF
    low = int.from_bytes(rest[2:10], "big") & 0x3FFFFFFFFFFFFFFF
    return UUID(int=(ms & 0xFFFFFFFFFFFF) << 80 | (_VERSION[version] | high) << 64 | 0x8000000000000000 | low)
