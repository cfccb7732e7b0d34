"""A nonce is never used twice, however much is sealed; and each box has a key of its own.

SEC-024 of docs/requirements.csv.
"""

from __future__ import annotations

from vereda.logbook import sealing

WRITES = 1_000_000


def test_a_million_writes_use_a_million_nonces() -> None:
    key = sealing.new_key()
    assert len({sealing.encrypt(key, b"", b"")[: sealing.NONCE] for _ in range(WRITES)}) == WRITES


def test_each_box_has_its_own_key() -> None:
    assert len({sealing.new_key() for _ in range(10_000)}) == 10_000
