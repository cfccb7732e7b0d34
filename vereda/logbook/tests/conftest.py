"""What the logbook's tests stand on: a house that trusts the authors of these tests."""

from __future__ import annotations

import pytest

from vereda.logbook import registry


@pytest.fixture
def trusting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every author pass; whose entries are held is access's own test.

    By monkeypatch, as the tests do that put a judge of their own: undone in another order, all later tests had no judge.
    """
    monkeypatch.setattr(registry, "_authority", [])
