"""By which day a request must be answered, and how long that still is. Days on which authorities rest come from the country."""

from __future__ import annotations

from datetime import date, timedelta

from vereda.countries.door import Calendar, Deadline, TermUnit

DAY = timedelta(days=1)
SOON_DAYS = 5
"""Working days before the last one from which a request is shown as pressing (own proposal)."""
ANSWER, EXTENSION = "INFO-ANSWER", "INFO-EXTEND"
"""Ends of the codes of a country's rows: XX-INFO-ANSWER."""


def row_of(deadlines: dict[str, Deadline], country: str, which: str) -> Deadline | None:
    """Return the country's row of a term, None where it has none that can be counted."""
    row = deadlines.get(f"{country.upper()}-{which}")
    return row if row and row.amount and row.source and row.unit in (TermUnit.WORKING_DAYS, TermUnit.DAYS) else None


def last_day(begins_on: date, row: Deadline, calendar: Calendar) -> date:
    """Return the last day of a term that is counted from the day after `begins_on`.

    Of a law that says 'days' and not which every day is counted, the shorter way.
    Raises HolidayTableEnds: a guessed day is a term missed. Worked cases in tests/test_rules.py.
    """
    day, left = begins_on, row.amount or 0
    while left:
        day += DAY
        left -= row.unit is TermUnit.DAYS or calendar.is_working(day)
    return day


def days_left(today: date, due_on: date, calendar: Calendar) -> int:
    """Return how many working days are left, the last one included; less than nothing: so many ago it was over.

    Where the table of holidays ends only weekends are left out: this is a reminder, and the last day itself was not counted so.
    """
    if due_on < today:
        return -_working(due_on, today, calendar)
    return _working(today, due_on, calendar)


def days_taken(received_on: date, answered_on: date, calendar: Calendar) -> int:
    """Return the working days from the day after it came up to the answer."""
    return _working(received_on, answered_on, calendar)


def _working(after: date, until: date, calendar: Calendar) -> int:
    days = (after + DAY * n for n in range(1, (until - after).days + 1))
    return sum(calendar.is_working(day) if calendar.knows(day) else day.weekday() < 5 for day in days)
