"""From when the hand-overs of a month may be told to anybody. Pure.

`rules.md`, section 1: hand-overs to bodies with enforcement powers are counted publicly by month, and no count that leaves Vereda
is younger than 30 days: the last day of the month has to be that old.
"""

from __future__ import annotations

from datetime import date, timedelta

PUBLIC_AFTER = timedelta(days=30)


def public_on(month: date) -> date:
    """Return the first day on which the sum of a month is public. month: any day of it."""
    last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return last + PUBLIC_AFTER + timedelta(days=1)


def is_public(month: date, on: date) -> bool:
    """Return whether the sum of a month may be told to anybody on a day."""
    return on >= public_on(month)
