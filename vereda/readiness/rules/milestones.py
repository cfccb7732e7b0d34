"""Milestones of a country, computed from days that the logbook tells, never declared. Pure.

The mandate alone is written down by somebody, with its document: it happens outside. Each milestone may be asked for as of a
day in the past, so that a report on a workshop tells at 6, 12 and 24 months what had come of it by then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

CERTIFIED_LEAST = 5

NEEDS: Mapping[str, int] = {
    "mandate": 1,
    "agreement": 1,
    "post": 1,
    "certified": CERTIFIED_LEAST,
    "patrol": 1,
    "encounter": 1,
    "bulletin": 1,
    "year": 1,
}
"""The milestones in their order, and how many of a thing each one needs."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """on: day on which it was reached; None: not yet. count, needs: how many there are, of how many."""

    code: str
    on: date | None
    count: int
    needs: int


def milestones(days: Mapping[str, Sequence[date]], as_of: date) -> tuple[Milestone, ...]:
    """Return the milestones as they stood at the end of a day.

    days  by code, the days on which such a thing happened for the first time of each (agreement, post, person certified ...); a
          code that is not there is not measured in this installation, and has no milestone
    The first year is over a year after the first encounter.
    """
    found = [_reached(code, sorted(days[code]), NEEDS[code], as_of) for code in NEEDS if code in days]
    if "encounter" not in days:
        return tuple(found)
    ends = [_year_after(min(days["encounter"]))] if days["encounter"] else []
    return (*found, _reached("year", ends, 1, as_of))


def _reached(code: str, days: Sequence[date], needs: int, as_of: date) -> Milestone:
    by_then = [one for one in days if one <= as_of]
    return Milestone(code, by_then[needs - 1] if len(by_then) >= needs else None, min(len(by_then), needs), needs)


def _year_after(on: date) -> date:
    """Return the same day of the next year; of 29 February, 1 March."""
    return on.replace(year=on.year + 1) if (on.month, on.day) != (2, 29) else date(on.year + 1, 3, 1)
