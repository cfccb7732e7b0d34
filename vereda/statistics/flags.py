"""What somebody should look at before a month is published: late, doubled, odd, contradictory. Said, never corrected.

What facts tell is found here; what only modules above know (reports of posts, meetings that may be one) they offer at app start.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from vereda.countries.door import pack
from vereda.statistics import lookups
from vereda.statistics.odd import MOST_MONTHS, odd
from vereda.statistics.rules import Question
from vereda.statistics.words import TOTAL, By, Count

EQUAL_LEAST = 10
"""People in two equal records, or more: of fewer, two meetings of a day are often alike."""


class FlagRule(StrEnum):
    """By which rule something was flagged, in the order in which one reads them."""

    SILENT = "silent"  # nothing came from a group that counted before
    OVERDUE = "overdue"  # the month is over and none of its reports came
    MISSING = "missing"  # days of which no report came
    LATE = "late"
    TOTAL_AND_ENCOUNTERS = "total_and_encounters"
    TWO_TOTALS = "two_totals"
    SAME_MEETING = "same_meeting"
    EQUAL_RECORDS = "equal_records"
    TWO_VERSIONS = "two_versions"  # of one day's report
    REPEATED = "repeated"  # a report equal to that of the day before
    FALLS = "falls"
    SUM = "sum"
    LOCATED = "located"
    LOGBOOK = "logbook"  # a report says another number than the logbook now
    ODD = "odd"


@dataclass(frozen=True, slots=True, order=True)
class Flag:
    """One thing to look at.

    what         code of the category, or TOTAL
    left, right  the two numbers: what is said or was usual, and what it is held against
    where        code of the group
    on           local day, where it is one
    low, high    the band that a number left
    records      subjects that it is about, for who may open them
    days         days that it is about, where they are several
    """

    rule: FlagRule
    what: str
    left: int
    right: int
    where: str
    on: date | None = None
    low: int = 0
    high: int = 0
    records: tuple[UUID, ...] = ()
    days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """A month that is asked about. first: its first day; last: the last day of it that is over; groups: pack codes."""

    country: str
    first: date
    last: date
    groups: tuple[str, ...]
    now: datetime

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]


type Source = Callable[[Month], Iterable[Flag]]

_sources: list[Source] = []


def offer_flags(source: Source) -> None:
    """Have a module's flags among those of a month; called at app start."""
    if source not in _sources:
        _sources.append(source)


def flags(country: str, month: date, *, groups: Iterable[str] | None = None, now: datetime | None = None) -> list[Flag]:
    """Return what to look at in a month, by rule, group and day; nothing of a month that has not begun.

    month   its first day
    groups  pack codes, for a reader who reaches no further; None: the whole country
    now     instant up to which reports can have come
    """
    at = now or timezone.now()
    known = pack(country).groups if groups is None else groups
    local = at.astimezone(ZoneInfo(pack(country).country.default_zone)).date()
    last = min(last_day(month), local - timedelta(days=1))
    if last < month:
        return []
    asked = Month(country, month, last, tuple(known), at)
    found = [*_of_months(asked), *_equal(asked), *(flag for source in _sources for flag in source(asked))]
    order = list(FlagRule)
    return sorted(found, key=lambda one: (order.index(one.rule), one.where, one.on or date.min, one.what, one.records))


# From months ----------------------------------------------------------------------------------------------------------------


def _of_months(asked: Month) -> Iterator[Flag]:
    """Yield groups from which nothing came, and numbers that are far from other months; a month that runs has neither."""
    if asked.last != last_day(asked.first):
        return
    months = _months_before(asked.first)
    there = _counted(asked, months[0])
    for group in asked.groups:
        of_group = {what: counts for (where, what), counts in there.items() if where == group}
        total = of_group.get(TOTAL, {})
        if not total:
            continue
        known = [one for one in months if one >= min(total)]  # before its first month a group was not there
        if not total.get(asked.first) and total.get(months[-1]):
            yield Flag(FlagRule.SILENT, TOTAL, total[months[-1]], 0, group)
            continue
        for what, counts in sorted(of_group.items()):
            yield from _odd(asked.first, group, what, counts, known)


def _odd(month: date, group: str, what: str, counts: dict[date, int], known: Sequence[date]) -> Iterator[Flag]:
    year = month.replace(year=month.year - 1)
    found = odd(
        counts.get(month, 0),
        [counts.get(one, 0) for one in known[-MOST_MONTHS:]],
        counts.get(year, 0) if year in known else None,
    )
    if found:
        yield Flag(FlagRule.ODD, what, found.usual, found.number, group, low=found.low, high=found.high)


def _months_before(month: date) -> list[date]:
    """Return the first days of the twelve months before, the latest last."""
    number = month.year * 12 + month.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(number - MOST_MONTHS, number)]


def _counted(asked: Month, first: date) -> dict[tuple[str, str], dict[date, int]]:
    """Return attentions by group and category, TOTAL with them, and by month; nothing that is zero."""
    question = Question(asked.country, first, asked.last, (By.GROUP, By.MONTH, By.CATEGORY), Count.SERVICES)
    found: dict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    for (group, month, category), value in lookups.bulletin(question, groups=asked.groups).rows:
        on = date.fromisoformat(f"{month}-01")
        found[group, category][on] = value
        found[group, TOTAL][on] = found[group, TOTAL].get(on, 0) + value
    return found


# From single records ----------------------------------------------------------------------------------------------------------


def _equal(asked: Month) -> Iterator[Flag]:
    """Yield records of one group and day that tell of the same people and the same services, line by line."""
    for one in lookups.alike(asked.country, asked.first, asked.last, EQUAL_LEAST, groups=asked.groups):
        yield Flag(FlagRule.EQUAL_RECORDS, TOTAL, one.people, one.people, one.group, one.on, records=one.records)


def last_day(month: date) -> date:
    """Return the last day of a month."""
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
