"""What the tests of the demonstration stand on: a home of their own, and small invented years."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from vereda.demo.plans import Plan, Question, planned
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
def installation(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give one test a demonstration's home."""
    monkeypatch.setenv("VEREDA_DEMO", "1")
    environment.env.cache_clear()
    return home
