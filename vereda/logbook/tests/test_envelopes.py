"""An envelope opens for those it was sealed to, as far as they may, and every bit of it counts."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import orjson
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from vereda.logbook import sealing
from vereda.logbook.envelopes import (
    PAD,
    Envelope,
    Parts,
    Recipient,
    Signed,
    commitment,
    envelope_of,
    is_signed,
    open_envelope,
    seal_envelope,
    verify_signature,
)
from vereda.logbook.errors import EntryInvalid, EnvelopeDamaged
from vereda.logbook.signatures import der_of, node_id, public_key_of, sign_p1363, verify_p1363
from vereda.logbook.words import FieldClass

VECTOR = Path(__file__).resolve().parents[3] / "tests/data/envelope.json"
CENTRAL, POST, DEVICE = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
HEADQUARTERS = Recipient(node_id(CENTRAL.public_key()), CENTRAL.public_key())
OF_POST = Recipient(node_id(POST.public_key()), POST.public_key())
PLACE, NOTE, HEALTH = (bytes([number]) * 32 for number in (1, 2, 3))
PARTS = Parts(
    id="018d56aa-0700-772b-a5c7-0d28118edad0",
    country="mx",
    group="piedras-negras",
    device="018d56aa-0000-7000-8000-000000000001",
    device_seq=7,
    body='{"id":"018d56aa-0700-772b-a5c7-0d28118edad0","nota":"ñ"}'.encode(),
    boxes=[
        (FieldClass.WHEREABOUTS, b"place", PLACE),
        (FieldClass.FREE_TEXT, b"note", NOTE),
        (FieldClass.HEALTH, b"health", HEALTH),
    ],
)


def sealed(parts: Parts = PARTS, outer: FieldClass = FieldClass.CONTACT) -> Envelope:
    return seal_envelope(parts, DEVICE, headquarters=HEADQUARTERS, post=OF_POST, outer=outer)


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_sec_028_headquarters_opens_all_and_the_post_what_it_may_hold() -> None:
    """SEC-028: what was written is in none of the parts that travel in clear."""
    envelope = sealed()
    assert verify_signature(envelope, DEVICE.public_key())
    central = open_envelope(envelope, HEADQUARTERS.id, CENTRAL)
    post = open_envelope(envelope, OF_POST.id, POST)
    assert central is not None
    assert post is not None
    assert central.body == post.body == PARTS.body
    assert list(central.boxes) == list(post.boxes) == [b"place", b"note", b"health"]
    assert list(central.keys) == [PLACE, NOTE, HEALTH]
    assert list(post.keys) == [PLACE, None, None]
    assert b"nota" not in envelope.to_bytes()


def test_the_post_does_not_hold_the_closed_keys_in_any_form_it_can_open() -> None:
    """What a stolen post could read: its own plaintext holds no key of a closed box, not even hidden in another part."""
    envelope = sealed()
    key = sealing.SUITE.decrypt(envelope.keys[OF_POST.id], POST, envelope.header)
    plain = sealing.decrypt(key, envelope.sealed, envelope.header)
    values = orjson.loads(plain)
    for key in (NOTE, HEALTH):
        assert all(key not in b64decode(text) for text in (*values["boxes"], *values["keys"], values["closed"], values["salt"]))
    with pytest.raises(InvalidTag):
        sealing.SUITE.decrypt(b64decode(values["closed"]), POST, b"vereda/closed/1|" + PARTS.id.encode())


def test_a_kind_of_a_closed_class_is_sealed_to_headquarters_alone() -> None:
    envelope = sealed(outer=FieldClass.SCREENING)
    assert list(envelope.keys) == [HEADQUARTERS.id]
    assert open_envelope(envelope, OF_POST.id, POST) is None
    central = open_envelope(envelope, HEADQUARTERS.id, CENTRAL)
    assert central is not None
    assert list(central.keys) == [PLACE, NOTE, HEALTH]


def test_another_node_opens_nothing_though_it_takes_the_name() -> None:
    with pytest.raises(EnvelopeDamaged):
        open_envelope(sealed(), HEADQUARTERS.id, POST)


@pytest.mark.parametrize(
    "change",
    [
        {"id": "0" * 8 + PARTS.id[8:]},
        {"country": "gt"},
        {"group": "tapachula"},
        {"device": "x"},
        {"device_seq": 8},
        {"node": OF_POST.id},
    ],
)
def test_a_header_that_was_moved_is_neither_signed_nor_opened(change: dict[str, Any]) -> None:
    """SEC-029: an envelope cannot be replayed as another entry, of another group, device or number."""
    moved = replace(sealed(), **change)
    assert not verify_signature(moved, DEVICE.public_key())
    with pytest.raises(EnvelopeDamaged):
        open_envelope(moved, HEADQUARTERS.id, CENTRAL)


def test_every_bit_counts() -> None:
    """REL-005: one flipped bit anywhere in the envelope is found: in what is signed by the signature, in a key by its seal."""
    envelope = sealed(replace(PARTS, boxes=()))
    wrapped = envelope.keys[HEADQUARTERS.id]
    for bit in range(len(envelope.signature) * 8):
        assert not verify_signature(replace(envelope, signature=flipped(envelope.signature, bit)), DEVICE.public_key())
    for bit in range(0, len(wrapped) * 8, 3):
        damaged = replace(envelope, keys={HEADQUARTERS.id: flipped(wrapped, bit)})
        with pytest.raises(EnvelopeDamaged):
            open_envelope(damaged, HEADQUARTERS.id, CENTRAL)
    for bit in range(len(envelope.sealed) * 8):
        damaged = replace(envelope, sealed=flipped(envelope.sealed, bit))
        with pytest.raises(EnvelopeDamaged):
            envelope_of(damaged.to_json())
        if bit % 50 == 0:
            again = replace(damaged, digest=sha256(damaged.sealed).hexdigest())
            assert not verify_signature(again, DEVICE.public_key())


def test_rel_005_every_bit_of_the_text_that_travels_counts() -> None:
    """REL-005: a flipped bit of the JSON is no JSON, no envelope, not signed, or changes nothing that anybody reads."""
    whole = sealed(replace(PARTS, boxes=())).to_bytes()
    for bit in range(len(whole) * 8):
        try:
            envelope = envelope_of(orjson.loads(flipped(whole, bit)))
            if not verify_signature(envelope, DEVICE.public_key()):
                continue
            opened = open_envelope(envelope, HEADQUARTERS.id, CENTRAL)
        except (orjson.JSONDecodeError, EntryInvalid, EnvelopeDamaged):
            continue
        assert opened is None or opened.body == PARTS.body


def test_what_is_kept_beside_an_entry_proves_its_signature_without_the_sealed_bytes() -> None:
    envelope = sealed()
    opened = open_envelope(envelope, HEADQUARTERS.id, CENTRAL)
    assert opened is not None
    kept = Signed.from_bytes(Signed.of(envelope, opened.salt, PARTS.device).to_bytes())
    body = SimpleNamespace(id=UUID(PARTS.id), country="mx", group=PARTS.group, device=PARTS.device, device_seq=7)
    digest = sha256(PARTS.body).digest()
    assert is_signed(body, digest, kept, DEVICE.public_key())
    assert not is_signed(body, sha256(b"other").digest(), kept, DEVICE.public_key())
    assert not is_signed(body, digest, kept._replace(salt=bytes(16)), DEVICE.public_key())
    assert not is_signed(body, digest, kept, POST.public_key())
    body.device_seq = 8
    assert not is_signed(body, digest, kept, DEVICE.public_key())


def test_what_the_node_of_a_post_signed_for_its_desk_is_proved_by_the_nodes_number() -> None:
    envelope = sealed()
    opened = open_envelope(envelope, HEADQUARTERS.id, CENTRAL)
    assert opened is not None
    kept = Signed.from_bytes(Signed.of(envelope, opened.salt, "desk").to_bytes())
    body = SimpleNamespace(id=UUID(PARTS.id), country="mx", group=PARTS.group, device="desk", device_seq=None)
    assert (kept.device, kept.device_seq) == (PARTS.device, 7)
    assert is_signed(body, sha256(PARTS.body).digest(), kept, DEVICE.public_key())
    assert not is_signed(body, sha256(PARTS.body).digest(), kept._replace(device_seq=8), DEVICE.public_key())


def test_a_body_that_is_not_the_committed_one_is_found() -> None:
    other = sealed(replace(PARTS, body=b"{}"))
    head = other.header
    forged = replace(other, commit=sealed().commit)
    forged = replace(forged, signature=sign_p1363(DEVICE, forged.signed))
    assert forged.header == head
    with pytest.raises(EntryInvalid, match="commit"):
        open_envelope(forged, HEADQUARTERS.id, CENTRAL)


@pytest.mark.parametrize("length", range(0, 600, 37))
def test_sizes_tell_little(length: int) -> None:
    envelope = sealed(replace(PARTS, body=b"x" * length, boxes=()))
    assert (envelope.size - 12 - 16) % PAD == 0


@pytest.mark.parametrize(
    "change",
    [
        {"id": 7},
        {"id": "x"},
        {"id": PARTS.id.upper()},
        {"group": "a|b"},
        {"group": "a\0"},
        {"device_seq": True},
        {"device_seq": 0},
        {"device_seq": 2**53},
        {"device_seq": "1"},
        {"keys": []},
        {"keys": {"a": 1}},
        {"keys": {"a": "ñ"}},
        {"sealed": "="},
        {"signature": "x" * 500},
        {"digest": None},
        {"node": "x"},
        {"commit": "A" * 64},
        {"signature": ""},
        {"sealed": "A" * 400_004},
        {"keys": {str(number): "" for number in range(9)}},
    ],
    ids=str,
)
def test_what_is_no_envelope_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(EntryInvalid):
        envelope_of({**sealed().to_json(), **change})


@pytest.mark.parametrize("value", [None, 3, [], "x", {}])
def test_what_is_no_object_is_refused(value: object) -> None:
    with pytest.raises(EntryInvalid):
        envelope_of(value)


def test_a_key_on_another_curve_is_no_key() -> None:
    other = ec.generate_private_key(ec.SECP384R1()).public_key()
    with pytest.raises(ValueError, match="P-256"):
        public_key_of(der_of(other))


def test_a_key_on_a_curve_that_nobody_knows_is_no_key() -> None:
    known = der_of(ec.generate_private_key(ec.SECP256R1()).public_key())
    p256, none = bytes.fromhex("2a8648ce3d030107"), bytes.fromhex("2a8648ce3d030177")
    with pytest.raises(ValueError, match="P-256"):
        public_key_of(known.replace(p256, none))


def test_the_published_example_is_opened_and_proved() -> None:
    """The phone's own program is tested with the same file: both sides write and read one format."""
    example = orjson.loads(VECTOR.read_bytes())
    envelope = envelope_of(example["envelope"])
    device = public_key_of(b64decode(example["device_public"]))
    assert verify_signature(envelope, device)
    assert envelope.header.decode() == example["header"]
    assert envelope.signed.decode() == example["signed"]
    for who in ("headquarters", "post"):
        node = example[who]
        private = ec.derive_private_key(int(node["private"], 16), ec.SECP256R1())
        assert node_id(private.public_key()) == node["id"]
        opened = open_envelope(envelope, node["id"], private)
        assert opened is not None
        assert opened.body.decode() == example["body"]
        assert [key.hex() if key else "" for key in opened.keys] == node["opens"]
        assert commitment(opened.salt, sha256(opened.body).digest()) == envelope.commit
    assert not verify_p1363(device, envelope.signature, b"something else")
