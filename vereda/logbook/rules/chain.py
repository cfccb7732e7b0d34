"""The chain: a block holds the hash of the one before and the Merkle root of its entries."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

import orjson

GENESIS = "0" * 64
EPOCHS_FROM = datetime(2026, 1, 1, tzinfo=UTC)


def leaf(digest: bytes) -> bytes:
    """Return the leaf of an entry whose body has the SHA-256 `digest` [32 bytes]."""
    return hashlib.sha256(b"\x00" + digest).digest()


def merkle_root(digests: Sequence[bytes]) -> bytes:
    """Return the Merkle root of entries in their order in the block [32 bytes each].

    Leaves and nodes are hashed apart (0x00, 0x01), and an odd node moves up unpaired, so that no other list has this root.
    """
    level = [leaf(digest) for digest in digests] or [hashlib.sha256(b"").digest()]
    while len(level) > 1:
        pairs = [hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = pairs + ([level[-1]] if len(level) % 2 else [])
    return level[0]


def block_hash(*, number: int, epoch: int, previous: str, root: str, count: int, made_at: str, note: str) -> str:
    """Return the hash of a block [64 hexadecimal digits].

    made_at  instant in ISO 8601 (UTC), as text, so that no database's rounding can change the hash
    note     '' or, in the first block of an epoch, what was restored
    """
    fields = [number, epoch, previous, root, count, made_at, note]
    return hashlib.sha256(orjson.dumps(fields)).hexdigest()


def epoch_after(last: int, now: datetime) -> int:
    """Return the number of the epoch that a restore begins, above `last`.

    It grows with the instant [seconds since EPOCHS_FROM]: a second restore of the same backup is another epoch than the first.
    With equal numbers phones and posts would take it for the one that they know, and would bring back nothing.
    """
    return max(last + 1, int((now - EPOCHS_FROM).total_seconds()))
