"""The periods of a phase: its quarters, cut to its days, and the whole. Local dates, both ends inclusive. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
ALL = "todo"


@dataclass(frozen=True, slots=True)
class Period:
    """code: '2026-T3' for a quarter, 'todo' for a whole phase."""

    code: str
    from_on: date
    until_on: date


def quarters(from_on: date, until_on: date) -> Iterator[Period]:
    """Yield the calendar quarters that touch some days, the first and last cut to them."""
    while from_on <= until_on:
        ends = last_of_quarter(from_on)
        yield Period(f"{from_on.year}-T{(from_on.month + 2) // 3}", from_on, min(ends, until_on))
        from_on = ends + ONE_DAY


def last_of_quarter(on: date) -> date:
    """Return the last day of the quarter of a day."""
    month = (on.month + 2) // 3 * 3
    return (date(on.year, month, 1) + timedelta(days=31)).replace(day=1) - ONE_DAY


def of_phase(from_on: date, until_on: date) -> list[Period]:
    """Return what a report of a phase can be about: each quarter, and the whole."""
    return [*quarters(from_on, until_on), Period(ALL, from_on, until_on)]


def to_freeze(from_on: date, until_on: date) -> list[Period]:
    """Return the periods whose figures stay when a phase is closed: each quarter, and from its first day to the end of each."""
    found = [*quarters(from_on, until_on)]
    so_far = [Period(one.code, from_on, one.until_on) for one in found]
    return list({(one.from_on, one.until_on): one for one in (*found, *so_far)}.values())


def months(from_on: date, until_on: date) -> Iterator[date]:
    """Yield the first days of the calendar months that lie whole in some days."""
    month = from_on if from_on.day == 1 else _next_month(from_on)
    while _next_month(month) - ONE_DAY <= until_on:
        yield month
        month = _next_month(month)


def _next_month(on: date) -> date:
    return (on.replace(day=1) + timedelta(days=31)).replace(day=1)
