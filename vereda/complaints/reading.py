"""What the outside body does with its own keys, on its own machine: it makes them, reads what was sealed to it, answers, closes.

Nothing here knows an installation: files come in, files go out.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import orjson
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from vereda.complaints.errors import AnswerEmpty, FileWrong, KeysWrong, NumberUnknown, OtherKey, PassphraseShort
from vereda.complaints.sealing import BodyKeys, Told, from_file, opened, seal_answer, sign_word, written

CARRIED = "vereda/complaints/1"
WORDS = "vereda/complaint-words/1"
PASSPHRASE_LEAST = 16
BEGINS = b"-----BEGIN"


@dataclass(frozen=True)
class PrivateKeys:
    """What the body alone has."""

    sealing: ec.EllipticCurvePrivateKey
    signing: ec.EllipticCurvePrivateKey

    @property
    def public(self) -> BodyKeys:
        return BodyKeys(self.sealing.public_key(), self.signing.public_key())


@dataclass(frozen=True, kw_only=True)
class Carried:
    """A sealed complaint on its way to the body. key: fingerprint of the keys that it is sealed to."""

    subject: UUID
    number: int
    month: str
    key: str
    sealed: bytes


@dataclass(frozen=True, kw_only=True)
class Word:
    """What the body says of one complaint: an answer, that it is closed, or both. sealed: empty without an answer."""

    subject: UUID
    sealed: bytes
    closes: bool
    signature: bytes


def new_keys() -> PrivateKeys:
    """Return fresh keys."""
    return PrivateKeys(ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1()))


def pem_of(keys: PrivateKeys, passphrase: str) -> bytes:
    """Return private keys as a file under a passphrase. Raises PassphraseShort."""
    if len(passphrase) < PASSPHRASE_LEAST:
        raise PassphraseShort(least=PASSPHRASE_LEAST)
    under = serialization.BestAvailableEncryption(passphrase.encode())
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return b"".join(one.private_bytes(*form, under) for one in (keys.sealing, keys.signing))


def keys_from(pem: bytes, passphrase: str, path: str) -> PrivateKeys:
    """Return the private keys of a file. Raises KeysWrong."""
    blocks = [BEGINS + part for part in pem.split(BEGINS)[1:]]
    try:
        made = [serialization.load_pem_private_key(one, passphrase.encode()) for one in blocks]
    except (ValueError, TypeError, UnsupportedAlgorithm) as why:
        raise KeysWrong(path=path) from why
    found = [one for one in made if isinstance(one, ec.EllipticCurvePrivateKey) and isinstance(one.curve, ec.SECP256R1)]
    if len(found) != 2 or len(made) != 2:
        raise KeysWrong(path=path)
    return PrivateKeys(*found)


def public_file(keys: BodyKeys) -> bytes:
    """Return what the body gives to the network: its public keys, and the fingerprint to compare by telephone."""
    told = {"sealing_key": written(keys.sealing), "signing_key": written(keys.signing), "fingerprint": keys.fingerprint}
    return orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n"


def carried_file(country: str, complaints: Sequence[Carried]) -> bytes:
    """Return sealed complaints as a file for the body."""
    rows = [
        {
            "complaint": str(one.subject),
            "number": one.number,
            "month": one.month,
            "key": one.key,
            "sealed": b64encode(one.sealed).decode(),
        }
        for one in complaints
    ]
    return orjson.dumps({"format": CARRIED, "country": country, "complaints": rows}, option=orjson.OPT_INDENT_2)


def carried_in(content: bytes, path: str) -> tuple[str, list[Carried]]:
    """Return the country and the sealed complaints of a file. Raises FileWrong."""
    values = from_file(content, CARRIED, path)
    try:
        return str(values["country"]), [_carried(row) for row in values["complaints"]]  # type: ignore[attr-defined]  # tried here
    except (AttributeError, KeyError, TypeError, ValueError) as why:  # AttributeError: a number where an id should stand
        raise FileWrong(path=path) from why


def _carried(row: dict[str, str]) -> Carried:
    return Carried(
        subject=UUID(row["complaint"]),
        number=int(row["number"]),
        month=str(row["month"]),
        key=str(row["key"]),
        sealed=b64decode(row["sealed"], validate=True),
    )


def numbered(complaints: Sequence[Carried], number: int) -> Carried:
    """Return the one with a number. Raises NumberUnknown."""
    found = next((one for one in complaints if one.number == number), None)
    if found is None:
        raise NumberUnknown(number=number)
    return found


def read(one: Carried, keys: PrivateKeys, country: str) -> tuple[Told, bytes]:
    """Return what was written and the key of its answers. Raises OtherKey, NotSealed."""
    own = keys.public.fingerprint
    if one.key != own:
        raise OtherKey(theirs=one.key, own=own)
    return opened(one.sealed, keys.sealing, country=country, key=own, subject=one.subject)


def say(one: Carried, keys: PrivateKeys, country: str, *, text: str = "", closes: bool = False) -> Word:
    """Return a signed word of the body. Raises AnswerEmpty, OtherKey, NotSealed."""
    if not text.strip() and not closes:
        raise AnswerEmpty
    _told, answer_key = read(one, keys, country)
    sealed = seal_answer(text.strip(), answer_key, one.subject) if text.strip() else b""
    signature = sign_word(sealed, closes, country=country, subject=one.subject, private=keys.signing)
    return Word(subject=one.subject, sealed=sealed, closes=closes, signature=signature)


def words_file(country: str, words: Sequence[Word]) -> bytes:
    """Return what the body says as a file for the network."""
    rows = [
        {
            "complaint": str(one.subject),
            "sealed": b64encode(one.sealed).decode(),
            "closes": one.closes,
            "signature": b64encode(one.signature).decode(),
        }
        for one in words
    ]
    return orjson.dumps({"format": WORDS, "country": country, "words": rows}, option=orjson.OPT_INDENT_2)


def words_in(content: bytes, path: str) -> tuple[str, list[Word]]:
    """Return the country and the words of a file, signed or not. Raises FileWrong."""
    values = from_file(content, WORDS, path)
    try:
        return str(values["country"]), [_word(row) for row in values["words"]]  # type: ignore[attr-defined]  # tried here
    except (AttributeError, KeyError, TypeError, ValueError) as why:  # AttributeError: a number where an id should stand
        raise FileWrong(path=path) from why


def _word(row: dict[str, str]) -> Word:
    if not isinstance(row["closes"], bool):
        raise TypeError("closes")
    return Word(
        subject=UUID(row["complaint"]),
        sealed=b64decode(row["sealed"], validate=True),
        closes=row["closes"],
        signature=b64decode(row["signature"], validate=True),
    )
