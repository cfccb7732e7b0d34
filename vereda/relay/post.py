"""`VEREDA_HOME/node.json`: that this installation is the node of a post, and how it reaches its headquarters. Owner only."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from vereda.logbook.door import forget_open_keys
from vereda.relay.errors import NotAPost
from vereda.settings.environment import env

NODE = "node.json"
NODES = "nodes.json"  # the list of nodes, as the logbook keeps it


@dataclass(frozen=True)
class Headquarters:
    """What this post knows of its headquarters: id, public keys [DER, hexadecimal], and to whom a file on a stick is closed.

    age  recipient of the bundle, as age writes it
    ca   PEM of the certificate it shows, where no authority vouches for it; ''
    """

    url: str
    id: str
    sealing: str
    signing: str
    age: str
    ca: str = ""


@dataclass(frozen=True)
class Post:
    """This installation as the node of a post. device: its id among the devices of its group; token: shown to headquarters."""

    device: str
    token: str
    country: str
    group: str
    group_name: str
    headquarters: Headquarters
    role: str = "post"


def this_post() -> Post:
    """Return this installation as a post, or raise NotAPost."""
    path = _path()
    if not path.exists():
        raise NotAPost
    said: dict[str, Any] = json.loads(path.read_text())  # Any: JSON
    return Post(**{**said, "headquarters": Headquarters(**said["headquarters"])})


def is_post() -> bool:
    """Tell whether this installation is the node of a post."""
    return _path().exists()


def keep(post: Post) -> None:
    """Write what this installation is; from now on it is a post."""
    path = _path()
    draft = path.with_name(f".{NODE}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(asdict(post), out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
    forget_open_keys()


def drop() -> None:
    """Be no post any more. Keys, entries and envelopes stay."""
    _path().unlink(missing_ok=True)
    forget_nodes()
    forget_open_keys()


def forget_nodes() -> None:
    """Drop the list of nodes that some headquarters signed."""
    (env().home / NODES).unlink(missing_ok=True)


def _path() -> Path:
    return env().home / NODE
