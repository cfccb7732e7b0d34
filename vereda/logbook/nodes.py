"""The list of nodes that phones seal to: headquarters and its posts, signed by headquarters. A revoked post is not in it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric import ec

from vereda.logbook.clock import to_ms
from vereda.logbook.envelopes import Recipient
from vereda.logbook.nodekeys import node_keys, public_keys, this_node
from vereda.logbook.signatures import public_key_of, verify_p1363
from vereda.settings.environment import env

SIGNED_AS = b"vereda/nodes/1\n"
KEPT = "nodes.json"  # the list as it was signed, or heard, last


@dataclass(frozen=True)
class Node:
    """One node as phones know it. `sealing`, `signing`: DER SubjectPublicKeyInfo [hexadecimal]."""

    id: str
    name: str
    role: str
    group: str
    sealing: str
    signing: str

    @property
    def recipient(self) -> Recipient:
        """The node as somebody to whom an envelope is sealed."""
        return Recipient(self.id, public_key_of(bytes.fromhex(self.sealing)))


@dataclass(frozen=True)
class Nodes:
    """The signed list: its text, and the signature of headquarters over it."""

    text: str
    signature: bytes

    def read(self) -> list[Node]:
        """Return the nodes."""
        return [Node(**one) for one in orjson.loads(self.text)["nodes"]]

    @property
    def serial(self) -> int:
        """When the list was made [milliseconds since 1970]: phones and posts keep the latest."""
        return int(orjson.loads(self.text)["serial"])


_posts: list[Callable[[], Sequence[Node]]] = []


def posts_by(lookup: Callable[[], Sequence[Node]]) -> None:
    """Have `lookup()` say which posts are in the list now (registered where posts are enrolled)."""
    _posts[:] = [lookup]


def nodes_document(now: datetime) -> Nodes:
    """Return the signed list: made here at headquarters, anew only when it changed; at a post, as headquarters made it."""
    if this_node().is_post:
        return _kept()
    sealing, signing = public_keys()
    own = Node(this_node().id, "", "headquarters", "", sealing, signing)
    posts = sorted(_posts[0]() if _posts else (), key=lambda post: post.id)
    nodes = [asdict(node) for node in (own, *posts)]
    last = _kept() if (env().home / KEPT).exists() else None
    if last is not None and orjson.loads(last.text)["nodes"] == nodes:
        return last
    # A list that became shorter has a later serial than the longer one, also when the clock went back in between.
    made = _signed(nodes, max(to_ms(now), last.serial + 1 if last else 0))
    _keep(made)
    return made


def hear(nodes: Nodes, signing: ec.EllipticCurvePublicKey) -> bool:
    """Keep at a post a list that headquarters signed, unless a later one is here; tell whether it was kept."""
    if not verify_p1363(signing, nodes.signature, SIGNED_AS + nodes.text.encode()):
        return False
    if (env().home / KEPT).exists() and _kept().serial >= nodes.serial:
        return False
    _keep(nodes)
    return True


def _kept() -> Nodes:
    said: dict[str, Any] = orjson.loads((env().home / KEPT).read_bytes())  # Any: JSON
    return Nodes(said["text"], bytes.fromhex(said["signature"]))


def _keep(nodes: Nodes) -> None:
    draft = env().home / f".{KEPT}.{os.getpid()}.{threading.get_ident()}"
    draft.write_bytes(orjson.dumps({"text": nodes.text, "signature": nodes.signature.hex()}))
    draft.replace(env().home / KEPT)


def _signed(nodes: list[dict[str, str]], serial: int) -> Nodes:
    text = orjson.dumps({"serial": serial, "nodes": nodes}).decode()
    return Nodes(text, node_keys().sign_bytes(SIGNED_AS + text.encode()))
