"""What the tests of the demonstration stand on: a home of their own with keys of its own, and small invented years."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from vereda.demo.plans import Plan, Question, planned
from vereda.logbook.keystore import KeyName
from vereda.logbook.nodekeys import forget_open_keys, key_store
from vereda.settings import environment

NOW = datetime(2024, 1, 29, 19, 20, tzinfo=UTC)


@pytest.fixture(scope="session")
def year() -> Callable[..., Plan]:
    """Return a function that plans an invented year, each once."""
    made: dict[tuple[int, int], Plan] = {}

    def plan(assisted: int = 5000, seed: int = 7) -> Plan:
        key = (assisted, seed)
        return made[key] if key in made else made.setdefault(key, planned(question(assisted, seed)))

    return plan


def question(assisted: int = 5000, seed: int = 7) -> Question:
    return Question(country="mx", from_on=date(2011, 1, 1), to_on=date(2011, 12, 31), assisted=assisted, seed=seed)


@pytest.fixture
def installation(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give one test a demonstration's home with keys of its own.

    A key store in PostgreSQL outlives a test, and the ids of a demonstration, which own keys, are always the same.
    """
    monkeypatch.setenv("VEREDA_DEMO", "1")
    environment.env.cache_clear()
    forget_open_keys()
    store = key_store().store
    store.delete([KeyName(row.owner, row.cls) for row in store.all_rows()])
    yield home
    forget_open_keys()
