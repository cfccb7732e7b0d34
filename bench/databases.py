"""The two databases on which everything is measured, as they run in life: an answered write is on the disk."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol

from bench.figures import Figure, table
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


class Measure(Protocol):
    """Return the figures of one kind of database; quick: with less of everything."""

    def __call__(self, kind: str, *, quick: bool = False) -> Sequence[Figure]: ...


def print_for_kinds(measure: Measure) -> None:
    """Measure with both databases, or with one (`--only`), small (`--quick`) or whole, and print the figures."""
    words = argparse.ArgumentParser()
    words.add_argument("--quick", action="store_true")
    words.add_argument("--only", choices=KINDS)
    asked = words.parse_args()
    kinds = [asked.only] if asked.only else KINDS
    print(table([figure for kind in kinds for figure in measure(kind, quick=asked.quick)]))
