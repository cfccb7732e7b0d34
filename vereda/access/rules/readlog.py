"""The chain of the read log: who opened what, for which purpose; ids only, so that erasure never breaks it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64
FIELDS = (
    "seq",
    "at",
    "account",
    "role",
    "device",
    "purpose",
    "action",
    "record_class",
    "subject",
    "digest",
    "count",
)


def digest_of(subjects: Iterable[object]) -> str:
    """Return the SHA-256 of the ids of a list, in any order: who suspects a list can prove it, nobody can read it back."""
    ids = sorted(str(subject) for subject in subjects)
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()


def canonical(row: Mapping[str, object]) -> bytes:
    """Return the bytes of a row that are hashed: JSON, sorted keys, UTC to the microsecond."""
    at = row["at"]
    if not isinstance(at, datetime):
        raise TypeError("at")
    told = {name: row[name] for name in FIELDS} | {"at": at.astimezone(UTC).isoformat(timespec="microseconds")}
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def hash_of(row: Mapping[str, object], prev: str) -> str:
    """Return the place of a row in the chain: SHA-256(canonical row || hash of the row before)."""
    return hashlib.sha256(canonical(row) + prev.encode("ascii")).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What verifying found.

    rows       rows read, the bad one included
    head       hash of the last good row
    first_bad  seq at which the chain no longer holds; None when it holds
    what       code of what is wrong: gap, prev, hash, unreadable, head, tail
    """

    rows: int
    head: str
    first_bad: int | None = None
    what: str = ""

    @property
    def ok(self) -> bool:
        return self.first_bad is None


def verify(rows: Iterable[Mapping[str, object]], expect: tuple[int, str] | None = None) -> Verdict:
    """Walk the rows in order of seq and stop at the first that does not hold.

    expect  (seq, hash) of a head that was copied outside; finds a tail cut off and a chain rebuilt from scratch
    """
    prev, count = GENESIS, 0
    for row in rows:
        count += 1
        what = _fault(row, count, prev)
        if not what and expect and count == expect[0] and row["hash"] != expect[1]:
            what = "head"
        if what:
            return Verdict(count, prev, count, what)
        prev = str(row["hash"])
    if expect and count < expect[0]:
        return Verdict(count, prev, count + 1, "tail")
    return Verdict(count, prev)


def _fault(row: Mapping[str, object], seq: int, prev: str) -> str:
    if row["seq"] != seq:
        return "gap"
    if row["prev"] != prev:
        return "prev"
    try:
        return "" if row["hash"] == hash_of(row, prev) else "hash"
    except (TypeError, ValueError, AttributeError):
        return "unreadable"
