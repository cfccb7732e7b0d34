"""The two databases on which everything is measured, as they run in life: an answered write is on the disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tests.postgres import databases

KINDS = ("sqlite", "postgresql")
# What an operator sets on a small server, and nothing that loses a write: fsync and synchronous_commit stay on.
DURABLE = ["shared_buffers=512MB", "max_connections=100"]


@contextmanager
def database(kind: str) -> Iterator[Mapping[str, str]]:
    """Give the settings of a fresh database of this kind; SQLite lies in VEREDA_HOME and needs none."""
    if kind == "sqlite":
        yield {"DATABASE_URL": "", "KEYSTORE_URL": ""}
        return
    with databases(DURABLE) as addresses:
        yield {"DATABASE_URL": addresses.data, "KEYSTORE_URL": addresses.keys}
