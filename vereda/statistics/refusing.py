"""Saying no to a proposed edition: a second person sends it back with a reason, or who proposed takes it back.

Nothing was published, so nothing is revised. The draft leaves the shelf, and what was said stays for the next proposal.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from vereda.logbook.door import Author, Receipt, in_turn, record
from vereda.statistics import published
from vereda.statistics.entries import EditionRefused, EditionWithdrawn
from vereda.statistics.errors import AnotherProposed, NothingProposed, NotYoursToWithdraw, RefusedWithoutWhy, SamePersonRefuses
from vereda.statistics.models import Edition


def refuse(period: str, *, why: str, by: Author, at: datetime, content: str | None = None) -> Receipt:
    """Send back what another person proposed.

    period   '2011-12', or '2011'
    why      in words, for who proposed it; content: SHA-256 of the draft that was looked at, None: the one that waits
    Raises NothingProposed, AnotherProposed, SamePersonRefuses, RefusedWithoutWhy, and records nothing.
    """
    with in_turn("edition", by.country, period):
        row, waits = _waiting(by, period)
        if content is not None and content != waits["content"]:
            raise AnotherProposed
        if by.account == waits["by"]:
            raise SamePersonRefuses
        if not why.strip():
            raise RefusedWithoutWhy
        said = EditionRefused(period=period, proposal=waits["entry"], why=why.strip())
        return _sent_back(row, said, by=by, at=at)


def withdraw(period: str, *, why: str = "", by: Author, at: datetime) -> Receipt:
    """Take back what one proposed oneself. Raises NothingProposed, NotYoursToWithdraw, and records nothing."""
    with in_turn("edition", by.country, period):
        row, waits = _waiting(by, period)
        if by.account != waits["by"]:
            raise NotYoursToWithdraw
        said = EditionWithdrawn(period=period, proposal=waits["entry"], why=why.strip() or None)
        return _sent_back(row, said, by=by, at=at)


def _waiting(by: Author, period: str) -> tuple[Edition, dict[str, Any]]:  # Any: JSON, as the fold keeps it
    row = published.edition(by.country, period)
    if row is None or row.proposal is None:
        raise NothingProposed
    return row, row.proposal


def _sent_back(row: Edition, said: EditionRefused | EditionWithdrawn, *, by: Author, at: datetime) -> Receipt:
    receipt = record(said, subject=row.subject, by=by, at=at)
    published.here().drop_proposed(row.country, row.period)
    return receipt
