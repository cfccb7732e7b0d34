"""Dates, hours and marks as somebody writes them by hand, read as the country writes them: day, month, year."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, time

from vereda.paper.errors import (
    CountsTooMany,
    DayNotUnderstood,
    HourNotUnderstood,
    MarkUnknown,
    NationalityUnknown,
    NumberAlone,
)

CENTURY = 2000


def day_written(text: str, today: date) -> date:
    """Return the local day that a sheet says: 31/08/26, 310826, 31-8-2026; without a year, the last such day up to `today`.

    today  local day at the post
    Raises DayNotUnderstood, also for 31/02.
    """
    parts = [part for part in re.split(r"[\s/.\-]+", text.strip()) if part]
    if len(parts) == 1 and len(parts[0]) in (4, 6, 8):
        digits = parts[0]
        parts = [digits[:2], digits[2:4], *([digits[4:]] if digits[4:] else [])]
    if len(parts) not in (2, 3) or not all(part.isascii() and part.isdigit() for part in parts):
        raise DayNotUnderstood(value=text.strip()[:20])
    day, month = int(parts[0]), int(parts[1])
    try:
        if len(parts) == 3:
            return date(int(parts[2]) + (CENTURY if len(parts[2]) <= 2 else 0), month, day)
        return _last(day, month, today)
    except ValueError:
        raise DayNotUnderstood(value=text.strip()[:20]) from None


def _last(day: int, month: int, today: date) -> date:
    """Return the last such day up to today; 29 February is looked for in the years before."""
    for year in range(today.year, today.year - 8, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= today:
            return found
    raise ValueError("no such day")


def hour_written(text: str) -> time:
    """Return the hour that a sheet says, of 24: 23:50, 2350, 905, 7. Raises HourNotUnderstood."""
    found = re.fullmatch(r"(\d{1,2})(?:[\s:.hH]*(\d{2}))?(?:\s*[hH])?", text.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise HourNotUnderstood(value=text.strip()[:20])
    return time(int(found[1]), int(found[2] or 0))


def marks_written(text: str, known: Collection[str]) -> dict[str, int | None]:
    """Return which boxes are ticked, and how many people where that is said: '5 6:3 12' -> {'5': None, '6': 3, '12': None}.

    known  the marks that stand on the sheet
    Raises MarkUnknown.
    """
    found: dict[str, int | None] = {}
    for part in re.split(r"[\s,;]+", text.strip()):
        if not part:
            continue
        mark, _colon, count = re.sub(r"[=/x*]", ":", part).partition(":")
        if mark not in known or (_colon and not (count.isascii() and count.isdigit())):
            raise MarkUnknown(value=part[:20])
        found[mark] = int(count[:9]) if count else None
    return found


def tally_written(text: str, columns: Sequence[Mapping[str, str]], nationalities: Iterable[str]) -> dict[tuple[str, int], int]:
    """Return how many people stand where on the tally: 'AA 3 2 BB 0 0 1' -> {('AA', 0): 3, ('AA', 1): 2, ('BB', 2): 1}.

    A row is the code of the nationality and a number for each column, as far as the last that is not empty.
    Raises NationalityUnknown, NumberAlone, CountsTooMany, MarkUnknown.
    """
    known = set(nationalities)
    found: dict[tuple[str, int], int] = {}
    nationality, place = "", 0
    for part in re.split(r"[\s,;:]+", text.strip().upper()):
        if not part:
            continue
        if part.isascii() and part.isdigit():
            if not nationality:
                raise NumberAlone(value=part[:20])
            if place >= len(columns):
                raise CountsTooMany(nationality=nationality, most=len(columns))
            if int(part[:9]):
                found[nationality, place] = found.get((nationality, place), 0) + int(part[:9])
            place += 1
        else:
            nationality, place = "XX" if part == "?" else part, 0
            if nationality not in known:
                raise NationalityUnknown(value=part[:20])
    return found


def rows_written(text: str, known: Collection[str], columns: int) -> dict[str, list[int | None]]:
    """Return the numbers of the rows of a table: '1:20,5 3:,4' -> {'1': [20, 5], '3': [None, 4]}, filled up with None.

    known    the marks of the rows on the sheet; columns: how many numbers a row has room for
    Raises MarkUnknown, CountsTooMany.
    """
    found: dict[str, list[int | None]] = {}
    for part in re.split(r"[\s;]+", text.strip()):
        if not part:
            continue
        mark, colon, told = re.sub(r"[=/]", ":", part).partition(":")
        numbers = told.split(",")
        if mark not in known or not colon or not all(re.fullmatch(r"[0-9]{0,7}", one) for one in numbers):
            raise MarkUnknown(value=part[:20])
        if len(numbers) > columns:
            raise CountsTooMany(nationality=mark, most=columns)
        found[mark] = [int(one) if one else None for one in numbers] + [None] * (columns - len(numbers))
    return found
