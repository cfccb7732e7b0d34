"""A page that says nothing of who reads it: this month and the next, as on any wall."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

type Month = tuple[int, int, Sequence[Sequence[int]]]
"""Year, month and its weeks from Monday on; 0 where a day is of another month."""


def months(on: date) -> list[Month]:
    """Return the month of a day and the one after it."""
    after = (on.year + 1, 1) if on.month == calendar.DECEMBER else (on.year, on.month + 1)
    return [(year, month, calendar.monthcalendar(year, month)) for year, month in ((on.year, on.month), after)]
