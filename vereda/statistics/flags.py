"""What somebody should look at before a month is published: said, never corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vereda.statistics import lookups
from vereda.statistics.editions import last_day
from vereda.statistics.rules import Question
from vereda.statistics.words import By, Count

ODD_TIMES, ODD_MARGIN = 2, 20


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to look at. rule: what found it; what: code of what is counted; left, right: the two numbers; where: which."""

    rule: str
    what: str
    left: int
    right: int
    where: str


def flags(country: str, month: date) -> list[Flag]:
    """Return what is odd in a month (its first day), against the month before."""
    return [*_odd(country, month), *_silent(country, month)]


def _odd(country: str, month: date) -> Iterator[Flag]:
    """Yield categories that count less than half, or more than double, of the month before."""
    before, now = _counted(country, _before(month), By.CATEGORY), _counted(country, month, By.CATEGORY)
    for code in sorted({*before, *now} if before else ()):
        was, is_ = before.get(code, 0), now.get(code, 0)
        if not was // ODD_TIMES - ODD_MARGIN <= is_ <= was * ODD_TIMES + ODD_MARGIN:
            yield Flag("odd", code, was, is_, f"{_before(month):%Y-%m}")


def _silent(country: str, month: date) -> Iterator[Flag]:
    """Yield groups that counted in the month before and not in this one: their reports may be late."""
    before, now = _counted(country, _before(month), By.GROUP), _counted(country, month, By.GROUP)
    yield from (Flag("silent", "TOTAL", number, 0, group) for group, number in sorted(before.items()) if group not in now)


def _before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)


def _counted(country: str, month: date, by: By) -> dict[str, int]:
    table = lookups.bulletin(Question(country, month, last_day(month), (by.value,), Count.SERVICES))
    return {key[0]: value for key, value in table.rows}
