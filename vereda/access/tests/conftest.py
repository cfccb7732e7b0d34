"""Small things that tests of access share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest


@pytest.fixture
def day() -> Callable[[int], date]:
    """Return day n of an invented posting; day 1 is its first."""
    return lambda n: date(2024, 1, 1) + timedelta(days=n - 1)
