"""Envelopes: how one entry travels. Sealed whole to headquarters, and to the device's post for what a post may hold; signed once.

The signature is over the sealed bytes (size, digest), for a node that cannot open them, and over a commitment to the body,
so that the logbook proves it later without them. Cryptography only: no database, no clock. Layout: docs/decisions/phone.md.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

from vereda.logbook import sealing
from vereda.logbook.errors import EntryInvalid, EnvelopeDamaged
from vereda.logbook.words import FieldClass

PAD = 256  # the length of a plaintext is a multiple of it, so that its size tells little
SALT = 16
SIGNATURE = 64  # r and s, as browsers sign (IEEE P1363)
HEADER_MOST = 64  # characters of one part
SEQ_MOST = 2**53 - 1
POST_CLASSES = frozenset({FieldClass.CONTACT, FieldClass.WHEREABOUTS, FieldClass.IDENTITY})
"""What a post may hold; all else passes it closed."""

ECDSA = ec.ECDSA(hashes.SHA256())


class Recipient(NamedTuple):
    """A node to which envelopes are sealed: its id and the public key of its sealing pair."""

    id: str
    public: ec.EllipticCurvePublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One entry on its way. What stands here is all that a node sees which may not open it.

    node  id of the headquarters it is meant for
    keys  node id -> the key of `sealed`, by HPKE to that node
    """

    id: str
    country: str
    group: str
    device: str
    device_seq: int
    node: str
    size: int
    digest: str
    commit: str
    sealed: bytes
    keys: Mapping[str, bytes]
    signature: bytes

    @property
    def header(self) -> bytes:
        """The part that binds everything else: associated data of the seal, info of the keys, beginning of what is signed."""
        return header(self.id, self.country, self.group, self.device, self.device_seq, self.node)

    @property
    def signed(self) -> bytes:
        """The bytes that the device signed."""
        return signed_text(self.header, self.size, self.digest, self.commit)

    def to_json(self) -> dict[str, Any]:  # Any: JSON
        """Return the envelope as it travels."""
        plain = {name: getattr(self, name) for name in PLAIN}
        return {
            **plain,
            "sealed": b64encode(self.sealed).decode(),
            "keys": {node: b64encode(key).decode() for node, key in self.keys.items()},
            "signature": b64encode(self.signature).decode(),
        }

    def to_bytes(self) -> bytes:
        """Return the envelope as it is kept and relayed."""
        return orjson.dumps(self.to_json())


PLAIN = ("id", "country", "group", "device", "device_seq", "node", "size", "digest", "commit")


class Opened(NamedTuple):
    """What was inside: the author's bytes, the boxes in the body's order, and their content keys (None: not for this node)."""

    body: bytes
    boxes: Sequence[bytes]
    keys: Sequence[bytes | None]
    salt: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """An entry as its author made it, before it is sealed. `boxes`: (class, sealed box, content key) in the body's order."""

    id: str
    country: str
    group: str
    device: str
    device_seq: int
    body: bytes
    boxes: Sequence[tuple[FieldClass, bytes, bytes]] = ()


def header(id_: str, country: str, group: str, device: str, device_seq: int, node: str) -> bytes:
    """Return the header of an envelope."""
    return f"vereda/envelope/1|{id_}|{country}|{group}|{device}|{device_seq}|{node}".encode()


def signed_text(head: bytes, size: int, digest: str, commit: str) -> bytes:
    """Return what the device signs."""
    return b"%s|%d|%s|%s" % (head, size, digest.encode(), commit.encode())


def commitment(salt: bytes, body_digest: bytes) -> str:
    """Return the commitment to a body: without the salt [16 bytes] nobody can try out what the body says [hexadecimal]."""
    return sha256(salt + body_digest).hexdigest()


# Sealing ------------------------------------------------------------------------------------------------------------------


def seal_envelope(
    parts: Parts,
    signer: ec.EllipticCurvePrivateKey,
    *,
    headquarters: Recipient,
    post: Recipient | None = None,
    outer: FieldClass = FieldClass.CONTACT,
) -> Envelope:
    """Return an entry sealed and signed.

    post   the device's post, if it has one: it gets the key when `outer`, the class of the entry's kind, is one it may hold
    """
    head = header(parts.id, parts.country, parts.group, parts.device, parts.device_seq, headquarters.id)
    is_for_post = outer in POST_CLASSES
    salt, key = os.urandom(SALT), sealing.new_key()
    plain = _plaintext(parts, headquarters, salt, is_for_post=is_for_post)
    sealed = sealing.encrypt(key, plain, head)
    readers = [headquarters, *([post] if post and is_for_post and post.id != headquarters.id else [])]
    digest = sha256(sealed).hexdigest()
    commit = commitment(salt, sha256(parts.body).digest())
    return Envelope(
        id=parts.id,
        country=parts.country,
        group=parts.group,
        device=parts.device,
        device_seq=parts.device_seq,
        node=headquarters.id,
        size=len(sealed),
        digest=digest,
        commit=commit,
        sealed=sealed,
        keys={node.id: sealing.SUITE.encrypt(key, node.public, head) for node in readers},
        signature=sign_p1363(signer, signed_text(head, len(sealed), digest, commit)),
    )


def _plaintext(parts: Parts, headquarters: Recipient, salt: bytes, *, is_for_post: bool) -> bytes:
    """Return what is sealed: content keys of boxes that a reader of the whole may not open are closed to headquarters."""
    keys, closed = [], []
    for cls, _, key in parts.boxes:
        is_open = not is_for_post or cls in POST_CLASSES
        keys.append(b64encode(key).decode() if is_open else "")
        if not is_open:
            closed.append(key)
    values = {
        "body": parts.body.decode(),
        "boxes": [b64encode(box).decode() for _, box, _ in parts.boxes],
        "keys": keys,
        "salt": b64encode(salt).decode(),
        "pad": "",
    }
    if closed:
        values["closed"] = b64encode(
            sealing.SUITE.encrypt(b"".join(closed), headquarters.public, _closed_info(parts.id))
        ).decode()
    values["pad"] = "." * (-len(orjson.dumps(values)) % PAD)
    return orjson.dumps(values)


def _closed_info(entry: str) -> bytes:
    return b"vereda/closed/1|" + entry.encode()


# Opening ------------------------------------------------------------------------------------------------------------------


def open_envelope(envelope: Envelope, node: str, private: ec.EllipticCurvePrivateKey) -> Opened | None:
    """Return what is inside for a node that holds `private`, or None when it has no key to it.

    Whether the device signed it must have been asked before (`verify_signature`); then all that is sealed is its own work.
    Raises EnvelopeDamaged when the key beside the seal is another: not the device's fault, since keys are not signed.
    Raises EntryInvalid when what the device sealed is not what an envelope holds.
    """
    wrapped = envelope.keys.get(node)
    if wrapped is None:
        return None
    try:
        key = sealing.SUITE.decrypt(wrapped, private, envelope.header)
        plain = sealing.decrypt(key, envelope.sealed, envelope.header)
    except (InvalidTag, ValueError) as why:
        raise EnvelopeDamaged(entry=envelope.id) from why
    opened = _read(plain, envelope, private if node == envelope.node else None)
    if commitment(opened.salt, sha256(opened.body).digest()) != envelope.commit:
        raise EntryInvalid(field="commit", problem="it does not fit the body")
    return opened


def _read(plain: bytes, envelope: Envelope, headquarters: ec.EllipticCurvePrivateKey | None) -> Opened:
    """Return the parts of a plaintext; `headquarters` None: closed keys stay closed."""
    try:
        values = orjson.loads(plain)
        body, salt = values["body"].encode(), b64decode(values["salt"], validate=True)
        boxes = [b64decode(box, validate=True) for box in values["boxes"]]
        keys: list[bytes | None] = [b64decode(key, validate=True) or None for key in values["keys"]]
        closed = b64decode(values.get("closed", ""), validate=True)
    except (orjson.JSONDecodeError, NotBase64, KeyError, TypeError, ValueError, AttributeError) as why:
        raise EntryInvalid(field="sealed", problem=f"{type(why).__name__}: body, boxes, keys, salt are expected") from None
    if len(keys) != len(boxes) or len(salt) != SALT or any(key is not None and len(key) != sealing.KEY for key in keys):
        raise EntryInvalid(field="sealed", problem="a key for each box and a salt are expected")
    shut = [place for place, key in enumerate(keys) if key is None]
    if shut and headquarters is not None:
        for place, key in zip(shut, _closed_keys(closed, envelope.id, len(shut), headquarters), strict=True):
            keys[place] = key
    return Opened(body, boxes, keys, salt)


def _closed_keys(closed: bytes, entry: str, count: int, headquarters: ec.EllipticCurvePrivateKey) -> list[bytes]:
    try:
        keys = sealing.SUITE.decrypt(closed, headquarters, _closed_info(entry))
    except (InvalidTag, ValueError):
        keys = b""
    if len(keys) != count * sealing.KEY:
        raise EntryInvalid(field="closed", problem="the closed keys do not open")
    return [keys[place * sealing.KEY : (place + 1) * sealing.KEY] for place in range(count)]


# Reading what came --------------------------------------------------------------------------------------------------------


def envelope_of(values: Any) -> Envelope:  # Any: JSON from outside
    """Return an envelope as it came, or raise EntryInvalid with the part that is wrong."""
    if not isinstance(values, dict):
        raise EntryInvalid(field="entries", problem="an envelope is expected")
    for name in ("id", "country", "group", "device", "node", "digest", "commit", "sealed", "signature"):
        if not isinstance(values.get(name), str) or (name != "sealed" and len(values[name]) > HEADER_MOST + 24):
            raise EntryInvalid(field=name, problem="a text is expected")
    seq, size, keys = values.get("device_seq"), values.get("size"), values.get("keys")
    if type(seq) is not int or not 1 <= seq <= SEQ_MOST:
        raise EntryInvalid(field="device_seq", problem=f"a number from 1 to {SEQ_MOST} is expected")
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        raise EntryInvalid(field="keys", problem="keys by node are expected")
    for name in ("country", "group", "device", "node"):
        if not values[name].isprintable() or "|" in values[name]:
            raise EntryInvalid(field=name, problem="a code is expected")
    try:
        entry, sealed = str(UUID(values["id"])), b64decode(values["sealed"], validate=True)
        signature = b64decode(values["signature"], validate=True)
        wrapped = {node: b64decode(key, validate=True) for node, key in keys.items()}
    except ValueError:
        raise EntryInvalid(field="sealed", problem="an id and base64 are expected") from None
    if entry != values["id"]:
        raise EntryInvalid(field="id", problem="an id in lower case is expected")
    if size != len(sealed) or values["digest"] != sha256(sealed).hexdigest():
        raise EnvelopeDamaged(entry=entry)
    plain = {name: values[name] for name in PLAIN}
    return Envelope(**plain, sealed=sealed, keys=wrapped, signature=signature)


# Signatures and node ids --------------------------------------------------------------------------------------------------


def sign_p1363(private: ec.EllipticCurvePrivateKey, message: bytes) -> bytes:
    """Return the ECDSA signature (P-256, SHA-256) as browsers write it: r and s, 32 bytes each."""
    r, s = decode_dss_signature(private.sign(message, ECDSA))
    return r.to_bytes(32, "big") + s.to_bytes(32, "big")


def verify_p1363(public: ec.EllipticCurvePublicKey, signature: bytes, message: bytes) -> bool:
    """Tell whether `signature` [64 bytes] of `message` is by the holder of `public`."""
    if len(signature) != SIGNATURE:
        return False
    half = SIGNATURE // 2
    der = encode_dss_signature(int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
    try:
        public.verify(der, message, ECDSA)
    except InvalidSignature:
        return False
    return True


def verify_signature(envelope: Envelope, device: ec.EllipticCurvePublicKey) -> bool:
    """Tell whether the device with this public key signed an envelope: its header, its sealed bytes, and its body."""
    return verify_p1363(device, envelope.signature, envelope.signed)


@lru_cache(maxsize=4096)  # the phones of a country: reading a key anew takes as long as a signature
def public_key_of(der: bytes) -> ec.EllipticCurvePublicKey:
    """Return the P-256 public key of a DER SubjectPublicKeyInfo, or raise ValueError."""
    key = serialization.load_der_public_key(der)
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("not a P-256 public key")
    return key


def der_of(public: ec.EllipticCurvePublicKey) -> bytes:
    """Return a public key as DER SubjectPublicKeyInfo."""
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def node_id(public: ec.EllipticCurvePublicKey) -> str:
    """Return the id of the node with this public sealing key: the first 16 hexadecimal digits of its SHA-256."""
    return sha256(der_of(public)).hexdigest()[:16]
