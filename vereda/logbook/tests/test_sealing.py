"""A box opens for its owner's key, in its own entry, and nowhere else."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag

from vereda.logbook import sealing
from vereda.logbook.errors import BoxDamaged

BOUND = sealing.bound_to("entry", "owner", "free_text", 1)


def test_a_box_gives_back_its_fields() -> None:
    key = sealing.new_key()
    box = sealing.seal(key, {"text": "ZAFIRO"}, BOUND)
    assert b"ZAFIRO" not in box
    assert sealing.open_sealed(key, box, BOUND, "entry") == {"text": "ZAFIRO"}


@pytest.mark.parametrize(
    "other", ["other|owner|free_text|1", "entry|other|free_text|1", "entry|owner|health|1", "entry|owner|free_text|2"]
)
def test_a_box_moved_elsewhere_does_not_open(other: str) -> None:
    key = sealing.new_key()
    with pytest.raises(BoxDamaged):
        sealing.open_sealed(key, sealing.seal(key, {}, BOUND), other.encode(), "entry")


def test_every_bit_of_a_box_counts() -> None:
    key = sealing.new_key()
    box = sealing.seal(key, {"a": 1}, BOUND)
    for place in range(len(box)):
        flipped = bytes([*box[:place], box[place] ^ 1, *box[place + 1 :]])
        with pytest.raises(InvalidTag):
            sealing.decrypt(key, flipped, BOUND)


def test_blind_tokens_differ_by_group() -> None:
    one, other = sealing.derive(b"m" * 32, "index|a"), sealing.derive(b"m" * 32, "index|b")
    assert sealing.blind(one, "cruz") == sealing.blind(one, "cruz") != sealing.blind(other, "cruz")
