"""What the logbook's tests stand on: a house that trusts the authors of these tests, and keys of one test only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vereda.logbook import registry
from vereda.logbook.nodekeys import forget_open_keys


@pytest.fixture
def trusting() -> Iterator[None]:
    """Let every author pass; whose entries are held is access's own test."""
    before = list(registry._authority)
    registry._authority.clear()
    yield
    registry._authority[:] = before


@pytest.fixture
def own_keys(home: Path) -> Iterator[Path]:
    """Give one test a home with keys of its own."""
    forget_open_keys()
    yield home
    forget_open_keys()
