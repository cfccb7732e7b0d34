"""Envelopes: how one entry travels. Sealed whole to headquarters, and to the device's post for what a post may hold; signed once.

The signature is over the sealed bytes (size, digest), for a node that cannot open them, and over a commitment to the body,
so that the logbook proves it later without them. Cryptography only: no database, no clock. Layout: docs/decisions/envelope.md.
"""

from __future__ import annotations

import os
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from struct import Struct
from typing import Any, NamedTuple, Protocol
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec

from vereda.logbook import sealing
from vereda.logbook.errors import EntryInvalid, EnvelopeDamaged
from vereda.logbook.signatures import SIGNATURE, sign_p1363, verify_p1363
from vereda.logbook.words import FieldClass

PAD = 256  # the length of a plaintext is a multiple of it, so that its size tells little
SALT = 16
SEALED_MOST = 400_000  # characters; an entry with the longest note and all its boxes takes a tenth
KEYS_MOST = 8
SEQ_MOST = 2**53 - 1
POST_CLASSES = frozenset({FieldClass.CONTACT, FieldClass.WHEREABOUTS, FieldClass.IDENTITY})
"""What a post may hold; all else passes it closed."""


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


class Signed(NamedTuple):
    """What proves a device's signature later, from the body alone, when the sealed bytes are long gone.

    device, device_seq  where they are not the body's: a post's node signs what was written at its desk
    """

    node: str
    size: int
    digest: str
    salt: bytes
    signature: bytes
    device: str = ""
    device_seq: int = 0

    @classmethod
    def of(cls, envelope: Envelope, salt: bytes, written_on: str) -> Signed:
        """Return what of an opened envelope is kept beside the entry. written_on: the device that the body names."""
        other = (envelope.device, envelope.device_seq) if envelope.device != written_on else ("", 0)
        return cls(envelope.node, envelope.size, envelope.digest, salt, envelope.signature, *other)

    @classmethod
    def from_bytes(cls, kept: bytes) -> Signed:
        """Return what `to_bytes` gave."""
        node, size, digest, salt, signature, device, seq = SIGNED.unpack(kept)
        return cls(node.hex(), size, digest.hex(), salt, signature, str(UUID(bytes=device)) if seq else "", seq)

    def to_bytes(self) -> bytes:
        """Return it as the logbook keeps it."""
        device = UUID(self.device).bytes if self.device else bytes(16)
        node, digest = bytes.fromhex(self.node), bytes.fromhex(self.digest)
        return SIGNED.pack(node, self.size, digest, self.salt, self.signature, device, self.device_seq)


SIGNED = Struct(f">8sI32s{SALT}s{SIGNATURE}s16sQ")


def is_signed(body: Named, body_digest: bytes, signed: Signed, device: ec.EllipticCurvePublicKey) -> bool:
    """Tell whether the device with this public key signed a body [its SHA-256]."""
    by, number = (signed.device, signed.device_seq) if signed.device else (body.device, body.device_seq or 0)
    head = header(str(body.id), body.country, body.group, by, number, signed.node)
    commit = commitment(signed.salt, body_digest)
    return verify_p1363(device, signed.signature, signed_text(head, signed.size, signed.digest, commit))


class Named(Protocol):
    """What a body says of itself that stands in its envelope's header as well."""

    @property
    def id(self) -> UUID: ...
    @property
    def country(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def device(self) -> str: ...
    @property
    def device_seq(self) -> int | None: ...


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
    """Return an envelope as it came, or raise EntryInvalid with the wrong part, EnvelopeDamaged for other sealed bytes."""
    if not isinstance(values, dict):
        raise EntryInvalid(field="entries", problem="an envelope is expected")
    for name, shape in SHAPES.items():
        if not isinstance(values.get(name), str) or not shape(values[name]):
            raise EntryInvalid(field=name, problem="it is not what an envelope holds there")
    seq = values.get("device_seq")
    if type(seq) is not int or not 1 <= seq <= SEQ_MOST:
        raise EntryInvalid(field="device_seq", problem=f"a number from 1 to {SEQ_MOST} is expected")
    sealed, signature = _decoded("sealed", values["sealed"]), _decoded("signature", values["signature"])
    keys = values.get("keys")
    if not isinstance(keys, dict) or len(keys) > KEYS_MOST:
        raise EntryInvalid(field="keys", problem="keys by node are expected")
    if len(signature) != SIGNATURE:
        raise EntryInvalid(field="signature", problem=f"{SIGNATURE} bytes are expected")
    if values.get("size") != len(sealed) or values["digest"] != sha256(sealed).hexdigest():
        raise EnvelopeDamaged(entry=values["id"])
    wrapped = {node: _decoded("keys", key) for node, key in keys.items()}
    return Envelope(**{name: values[name] for name in PLAIN}, sealed=sealed, keys=wrapped, signature=signature)


CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+-]{0,63}").fullmatch
SHAPES: Mapping[str, Callable[[str], object]] = {
    "id": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch,
    "country": re.compile(r"[a-z]{2}").fullmatch,
    "group": CODE,
    "device": CODE,
    "node": re.compile(r"[0-9a-f]{16}").fullmatch,
    "digest": re.compile(r"[0-9a-f]{64}").fullmatch,
    "commit": re.compile(r"[0-9a-f]{64}").fullmatch,
    "sealed": lambda text: len(text) <= SEALED_MOST,
    "signature": lambda text: len(text) <= 2 * SIGNATURE,
}


def _decoded(name: str, text: object) -> bytes:
    try:
        return b64decode(text, validate=True)  # type: ignore[arg-type]  # what is no text is refused here
    except (ValueError, TypeError):
        raise EntryInvalid(field=name, problem="base64 is expected") from None


def verify_signature(envelope: Envelope, device: ec.EllipticCurvePublicKey) -> bool:
    """Tell whether the device with this public key signed an envelope: its header, its sealed bytes, and its body."""
    return verify_p1363(device, envelope.signature, envelope.signed)
