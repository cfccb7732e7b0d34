"""What the logbook's tests stand on: a house that trusts the authors of these tests, and keys of one test only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vereda.logbook import registry
from vereda.logbook.keystore import KeyName
from vereda.logbook.nodekeys import forget_open_keys, key_store
from vereda.settings.environment import env


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every author pass; whose entries are held is access's own test.

    By monkeypatch, as the tests do that put a judge of their own: undone in another order, all later tests had no judge.
    """
    monkeypatch.setattr(registry, "_authority", [])


@pytest.fixture
def own_keys(home: Path) -> Iterator[Path]:
    """Give one test a home with keys of its own."""
    forget_open_keys()
    empty_keys()
    yield home
    forget_open_keys()


def empty_keys() -> None:
    """Take the keys of other tests away: on PostgreSQL all tests share one key database."""
    if env().keystore_url:
        store = key_store().store
        store.delete([KeyName(row.owner, row.cls) for row in store.all_rows()])
