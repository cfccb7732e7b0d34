"""A rule of who is asked when a group last helped, for a test: the house's tests ask nobody (conftest.py)."""

from __future__ import annotations

import pytest

from vereda.countries.door import Asking, Status, pack
from vereda.countries.pack import Country


def rule(every: int, *, since: str = "2020-01", not_with: tuple[str, ...] = ("HOSPITAL", "TRANSPORT_HOSPITAL")) -> Asking:
    return Asking(since=since, every=every, not_with=not_with, status=Status.PROPOSAL, source="a test")


def ask_one_in(every: int, monkeypatch: pytest.MonkeyPatch, **told: str) -> Asking:
    """Have one party in so many asked in every country until the test ends, and return the rule."""
    pack("mx")  # read before: its own rule is not this one
    made = rule(every, **told)
    monkeypatch.setattr(Country, "asking", property(lambda country: (made,)))
    return made
