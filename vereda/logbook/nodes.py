"""The list of nodes that phones seal to: headquarters and its posts, signed by headquarters. A revoked post is not in it."""

from __future__ import annotations

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
HOUR_MS = 3_600_000
KEPT = "nodes.json"  # beside node.json: what headquarters signed, as a post last heard it


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


_made: dict[str, Nodes] = {}
_posts: list[Callable[[], Sequence[Node]]] = []


def posts_by(lookup: Callable[[], Sequence[Node]]) -> None:
    """Have `lookup()` say which posts are in the list now (registered where posts are enrolled)."""
    _posts[:] = [lookup]


def nodes_document(now: datetime) -> Nodes:
    """Return the signed list: made here at headquarters; at a post, as headquarters made it."""
    if this_node().is_post:
        return _heard()
    sealing, signing = public_keys()
    own = Node(this_node().id, "", "headquarters", "", sealing, signing)
    posts = sorted(_posts[0]() if _posts else (), key=lambda post: post.id)
    nodes = [asdict(node) for node in (own, *posts)]
    made = _made.get("last")
    # A signature an hour, and one at each change: a list that became shorter must have a later serial than the longer one.
    if made is None or orjson.loads(made.text)["nodes"] != nodes or not 0 <= to_ms(now) - made.serial < HOUR_MS:
        made = _made["last"] = _signed(nodes, to_ms(now))
    return made


def hear(nodes: Nodes, signing: ec.EllipticCurvePublicKey) -> bool:
    """Keep at a post a list that headquarters signed, unless a later one is here; tell whether it was kept."""
    if not verify_p1363(signing, nodes.signature, SIGNED_AS + nodes.text.encode()):
        return False
    path = env().home / KEPT
    if path.exists() and _heard().serial >= nodes.serial:
        return False
    draft = path.with_name(f".{KEPT}")
    draft.write_bytes(orjson.dumps({"text": nodes.text, "signature": nodes.signature.hex()}))
    draft.replace(path)
    return True


def _heard() -> Nodes:
    said: dict[str, Any] = orjson.loads((env().home / KEPT).read_bytes())  # Any: JSON
    return Nodes(said["text"], bytes.fromhex(said["signature"]))


def _signed(nodes: list[dict[str, str]], serial: int) -> Nodes:
    text = orjson.dumps({"serial": serial, "nodes": nodes}).decode()
    return Nodes(text, node_keys().sign_bytes(SIGNED_AS + text.encode()))
