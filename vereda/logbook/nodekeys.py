"""The keys of this node, made at the first start, readable by their owner only: master secret, sealing pair, signing pair."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from vereda.logbook import sealing
from vereda.logbook.envelopes import Recipient
from vereda.logbook.keystore import KeyName, KeyStore, PostgresStore, SqliteStore
from vereda.logbook.signatures import fingerprint_of, node_id, public_key_of, sign_p1363
from vereda.settings.environment import env
from vereda.settings.secrets import secret_at

P256 = ec.SECP256R1()
NODE_FILE = "node.json"


@dataclass(frozen=True)
class NodeKeys:
    """What this node holds.

    master    secret from which the wrapping keys of groups and the index keys are derived [bytes]
    sealing   pair to which devices seal content keys on the way (HPKE, P-256)
    signing   pair that signs the heads of the chain (ECDSA, P-256)
    """

    master: bytes
    sealing: ec.EllipticCurvePrivateKey
    signing: ec.EllipticCurvePrivateKey

    @property
    def sealing_public(self) -> ec.EllipticCurvePublicKey:
        """The key that every device of this node knows from its enrolment."""
        return self.sealing.public_key()

    def sign(self, head: str) -> str:
        """Return the signature of a head (a block's hash) [hexadecimal]."""
        return self.signing.sign(head.encode(), ec.ECDSA(hashes.SHA256())).hex()

    def sign_bytes(self, message: bytes) -> bytes:
        """Return the signature of what devices check: r and s, 64 bytes, as browsers read it."""
        return sign_p1363(self.signing, message)

    def is_signed(self, head: str, signature: str) -> bool:
        """Tell whether this node signed a head."""
        try:
            self.signing.public_key().verify(bytes.fromhex(signature), head.encode(), ec.ECDSA(hashes.SHA256()))
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class ThisNode:
    """What this installation is in the network: headquarters, or the node of a post.

    id            of this node
    group         pack code of the post's group; '' at headquarters
    headquarters  to whom everything is sealed; at headquarters, this node itself
    signing       public key with which headquarters signs the list of nodes
    """

    role: Literal["headquarters", "post"]
    id: str
    group: str
    headquarters: Recipient
    signing: ec.EllipticCurvePublicKey

    @property
    def is_post(self) -> bool:
        """Whether this is the node of a post, which passes on what it may not open."""
        return self.role == "post"

    @property
    def fingerprint(self) -> str:
        """What the picture of a new phone says of headquarters: the key that seals and the key that signs, in 16 digits."""
        return fingerprint_of(self.headquarters.public, self.signing)


@cache
def this_node() -> ThisNode:
    """Return what this installation is: the node of a post when `VEREDA_HOME/node.json` says so, else headquarters.

    The file: {"role": "post", "group": code, "headquarters": {"sealing": hex, "signing": hex}}, keys as DER SubjectPublicKeyInfo.
    """
    keys, path = node_keys(), env().home / NODE_FILE
    own = node_id(keys.sealing_public)
    if not path.exists():
        return ThisNode("headquarters", own, "", Recipient(own, keys.sealing_public), keys.signing.public_key())
    said = orjson.loads(path.read_bytes())
    sealing_key, signing = (public_key_of(bytes.fromhex(said["headquarters"][name])) for name in ("sealing", "signing"))
    return ThisNode("post", own, said["group"], Recipient(node_id(sealing_key), sealing_key), signing)


@cache
def node_keys() -> NodeKeys:
    """Return the keys of this node; they are made when there are none."""
    keys = env().keys
    master = secret_at(keys / "master").encode()
    return NodeKeys(master, _pair_at(keys / "sealing.pem"), _pair_at(keys / "signing.pem"))


def key_for(use: str) -> bytes:
    """Return this node's key for one use of a module [32 bytes]: what is digested with it cannot be tried out from a backup."""
    return sealing.derive(node_keys().master, f"module|{use}")


def record_secret() -> bytes:
    """Return what the keys of fact rows are made with [32 bytes]: with the node's keys, in no backup of data and no file.

    Who loses it draws the noise of all that is published anew, and two editions side by side tell: restore keys with data.
    """
    return key_for("record keys")


def key_until(use: str, ends_at: datetime, *, now: datetime) -> bytes | None:
    """Return this node's key for a use that ends [32 bytes], made at its first use; None once the end has come.

    The retention job destroys it then, here; a backup of keys that is older brings it back for no moment: `restore` runs that job
    before it serves. What was digested or sealed with it is nobody's any more.
    """
    if now >= ends_at:
        return None
    until = ends_at.astimezone(UTC).isoformat()
    name = KeyName(sha256(f"{use}|{until}".encode()).hexdigest()[:32], use)
    key_store().ensure({name: (use, until, "")})
    return key_store().get([name])[name]  # of two processes that made it at once, the one that stands


def index_key(group: str) -> bytes:
    """Return the key of a group's blind index in this generation [32 bytes]."""
    return sealing.derive(node_keys().master, f"index|{group}|{index_generation()}")


def index_generation() -> str:
    """Return the generation of the index keys: the year and a count, as `vereda logbook rotate-index` left them."""
    path = env().keys / "index"
    return path.read_text().strip() if path.exists() else "1"


def set_index_generation(generation: str) -> None:
    """Begin a new generation of index keys; what the old ones indexed is found no more until it is indexed again."""
    path = env().keys / "index"
    draft = path.with_name(".index")
    draft.write_text(f"{generation}\n")
    draft.chmod(0o600)
    draft.replace(path)


@cache
def key_store() -> KeyStore:
    """Return this process's key store."""
    here = env()
    store = PostgresStore(here.keystore_url) if here.keystore_url else SqliteStore(here.keys / "subjects")
    return KeyStore(store, node_keys().master, erasure_list())


def public_keys() -> tuple[str, str]:
    """Return the public keys of this node that devices know from their enrolment: sealing, signing [DER, hexadecimal]."""
    shape = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    keys = node_keys()
    return keys.sealing_public.public_bytes(*shape).hex(), keys.signing.public_key().public_bytes(*shape).hex()


def erasure_list() -> Path:
    """Return the file that names what was erased; it lies outside database and key store, and is copied with each backup."""
    return env().home / "erasures" / "list"


def forget_open_keys() -> None:
    """Close the key store and read the keys anew: after a restore, or between tests."""
    if key_store.cache_info().currsize:
        key_store().store.close()
    key_store.cache_clear()
    node_keys.cache_clear()
    this_node.cache_clear()


def _pair_at(path: Path) -> ec.EllipticCurvePrivateKey:
    """Return the P-256 key in `path`, or make it; of two processes that start together, one wins."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = ec.generate_private_key(P256).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(fresh)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was faster; its key stands
        finally:
            draft.unlink()
    key = serialization.load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError(f"{path.name}: not an elliptic-curve key")
    return key
