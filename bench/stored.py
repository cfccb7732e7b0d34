"""What is in an installation's database, asked from outside, past the program."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from uuid import UUID

import psycopg

from bench.installation import Installation


def rows(installation: Installation, query: str) -> list[tuple[object, ...]]:
    """Return the rows of a query without parameters."""
    if url := installation.settings.get("DATABASE_URL"):
        with psycopg.connect(url) as connection:
            return connection.execute(query).fetchall()
    with closing(sqlite3.connect(installation.home / "vereda.sqlite3")) as file:
        return file.execute(query).fetchall()


def complain(installation: Installation, ids: set[str]) -> None:
    """Raise AssertionError unless each of these entries is there once, in the chain, folded, and nothing is held; verify."""
    written = rows(installation, "SELECT id FROM logbook_logentry WHERE kind LIKE 'encounters.%'")
    here = [str(UUID(str(row[0]))) for row in written]
    assert len(here) == len(set(here)) == len(ids), f"{len(here)} entries stored, {len(ids)} sent"
    assert set(here) == ids, "other entries than those that were sent"
    assert rows(installation, "SELECT count(*) FROM logbook_heldentry") == [(0,)], "entries are held"
    made = len(_subjects(installation))
    assert rows(installation, "SELECT count(*) FROM encounters_encounter") == [(made,)], "a meeting was not folded, or twice"
    installation.run("vereda.cli", "logbook", "verify")


def _subjects(installation: Installation) -> list[tuple[object, ...]]:
    return rows(installation, "SELECT DISTINCT subject FROM logbook_logentry WHERE kind LIKE 'encounters.%'")
