"""How a complaint is closed to everybody but the outside body, and its answer to everybody but who has the receipt. No Django.

    code     24 signs, on a paper that the person takes home; made where it is written, sent nowhere
    subject  from the code: under this id the complaint lies in the logbook
    answer   from the code: the AES key of answers; it travels inside the sealed complaint
    sealed   HPKE to the body's key, bound to country, key and subject

A browser does the same with WebCrypto (`vereda/public/static/public/complaint.js`); one vector for both in tests/data.
"""

from __future__ import annotations

import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from hashlib import sha256
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vereda.complaints.errors import FileWrong, NotSealed
from vereda.logbook.schema import der_of, public_key_of, sign_p1363, verify_p1363

USE = "vereda/complaint/1"
ANSWER_USE = "vereda/complaint-answer/1"
WORD_USE = "vereda/complaint-word/1"
SIGNS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Of a code: none that is taken for another by eye."""
CODE = 24  # signs: 117 bits, more than anybody tries
PAD = 1024  # lengths tell nothing finer
ENC, TAG, NONCE, SIGNATURE = 65, 16, 12, 64
TEXT_MOST = 8000
SEALED_MOST = ENC + TAG + 64 * PAD
SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True)
class BodyKeys:
    """The two public keys of an outside body: to one it is sealed, with the other the body signs what it says."""

    sealing: ec.EllipticCurvePublicKey
    signing: ec.EllipticCurvePublicKey

    @property
    def fingerprint(self) -> str:
        """Return what body and network read to each other over the telephone [32 hexadecimal digits]."""
        return sha256(der_of(self.sealing) + der_of(self.signing)).hexdigest()[:32]


@dataclass(frozen=True)
class Receipt:
    """What a code gives: under which id the complaint lies, and the key of its answers [32 bytes]."""

    subject: UUID
    answer_key: bytes


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody wrote. contact: only if they want to be reached in another way; lang: ISO 639 code of the words."""

    text: str
    when: str = ""
    where: str = ""
    who: str = ""
    contact: str = ""
    lang: str = "es"


def keys_of(sealing: str, signing: str) -> BodyKeys:
    """Return the keys of a body as a pack writes them [DER, base64]. Raises ValueError."""
    return BodyKeys(*(public_key_of(b64decode(one, validate=True)) for one in (sealing, signing)))


def written(key: ec.EllipticCurvePublicKey) -> str:
    """Return a public key as a pack writes it."""
    return b64encode(der_of(key)).decode()


def new_code() -> str:
    """Return a code in parts of four signs, to be copied by hand."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(CODE))
    return "-".join(signs[at : at + 4] for at in range(0, CODE, 4))


def receipt_of(code: str) -> Receipt:
    """Return what a code gives, however it was typed. Any text gives something: a wrong one finds nothing."""
    signs = "".join(sign for sign in code.upper() if sign in SIGNS).encode()
    return Receipt(_as_id(_derived(signs, "subject", 16)), _derived(signs, "answer", 32))


def _derived(signs: bytes, what: str, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt=None, info=f"{USE}|{what}".encode()).derive(signs)


def _as_id(raw: bytes) -> UUID:
    """Return sixteen bytes as an id of version 8: no time stands in it."""
    made = bytearray(raw)
    made[6] = made[6] & 0x0F | 0x80
    made[8] = made[8] & 0x3F | 0x80
    return UUID(bytes=bytes(made))


def seal(told: Told, receipt: Receipt, keys: BodyKeys, country: str) -> bytes:
    """Return a complaint as only the body opens it. What the house's pages send is made in the browser; this is for tests."""
    plain = orjson.dumps({**asdict(told), "answer_key": b64encode(receipt.answer_key).decode()})
    return SUITE.encrypt(padded(plain), keys.sealing, bound(country, keys.fingerprint, receipt.subject))


def opened(sealed: bytes, private: ec.EllipticCurvePrivateKey, *, country: str, key: str, subject: UUID) -> tuple[Told, bytes]:
    """Return what was written and the key of its answers. Raises NotSealed where it does not open or says something else."""
    try:
        values = orjson.loads(SUITE.decrypt(sealed, private, bound(country, key, subject)))
        answer_key = b64decode(values.pop("answer_key"), validate=True)
        told = Told(**{name: str(value)[: 2 * TEXT_MOST] for name, value in values.items()})
    except (InvalidTag, ValueError, TypeError, KeyError, AttributeError) as why:
        raise NotSealed from why
    if len(answer_key) != len(receipt_of("").answer_key):
        raise NotSealed
    return told, answer_key


def bound(country: str, key: str, subject: UUID) -> bytes:
    """Return to what a sealed complaint is bound: moved to another number or country it does not open."""
    return f"{USE}|{country}|{key}|{subject}".encode()


def padded(plain: bytes) -> bytes:
    """Return JSON with spaces behind it up to the next 1024 bytes."""
    return plain + b" " * (-len(plain) % PAD)


def looks_sealed(sealed: bytes) -> bool:
    """Tell whether bytes have the shape of a sealed complaint: that is all that the network can tell."""
    inside = len(sealed) - ENC - TAG
    return sealed[:1] == b"\x04" and inside >= PAD and inside % PAD == 0 and len(sealed) <= SEALED_MOST


def seal_answer(text: str, answer_key: bytes, subject: UUID) -> bytes:
    """Return an answer as only who has the receipt, and the body, open it."""
    nonce, plain = os.urandom(NONCE), padded(orjson.dumps({"text": text}))
    return nonce + AESGCM(answer_key).encrypt(nonce, plain, _answer_bound(subject))


def open_answer(sealed: bytes, answer_key: bytes, subject: UUID) -> str:
    """Return an answer. Raises NotSealed."""
    try:
        plain = AESGCM(answer_key).decrypt(sealed[:NONCE], sealed[NONCE:], _answer_bound(subject))
        return str(orjson.loads(plain)["text"])
    except (InvalidTag, ValueError, KeyError, TypeError) as why:
        raise NotSealed from why


def _answer_bound(subject: UUID) -> bytes:
    return f"{ANSWER_USE}|{subject}".encode()


def sign_word(sealed: bytes, closes: bool, *, country: str, subject: UUID, private: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the body's signature of an answer, or of a closing."""
    return sign_p1363(private, _word(sealed, closes, country, subject))


def is_by_body(signature: bytes, sealed: bytes, closes: bool, *, country: str, subject: UUID, keys: BodyKeys) -> bool:
    """Tell whether the body signed this, of this complaint."""
    return verify_p1363(keys.signing, signature, _word(sealed, closes, country, subject))


def _word(sealed: bytes, closes: bool, country: str, subject: UUID) -> bytes:
    return f"{WORD_USE}|{country}|{subject}|{'closed' if closes else 'open'}|{sha256(sealed).hexdigest()}".encode()


def from_file(content: bytes, form: str, path: str) -> dict[str, object]:
    """Return what stands in a file of the house. Raises FileWrong."""
    try:
        values = orjson.loads(content)
    except orjson.JSONDecodeError as why:
        raise FileWrong(path=path) from why
    if not isinstance(values, dict) or values.get("format") != form:
        raise FileWrong(path=path)
    return values
