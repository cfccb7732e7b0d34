"""How many different people: periods to choose, the three estimates of one, and when they are made anew.

A small post has them made while it waits. Where more is counted a job makes them, and the page shows what was made last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _

from vereda.countries.door import installed, pack
from vereda.each import each
from vereda.people import door as people
from vereda.people.door import Estimate, Together, kept
from vereda.people.schema import Asked, LastHelp, Met
from vereda.statistics import door as statistics

LOOKS_BACK = timedelta(days=366)
AT_ONCE = 2_000
"""Records in a period and the year before that may be worked out while somebody waits; measured: docs/engineer/individuals.md."""
AGAIN = timedelta(hours=1)
"""What was made in the last hour is not made anew because somebody looks again."""
NIGHT, OF_THE_DAY = range(2, 5), timedelta(hours=6)
"""Local hours in which the job renews what was made in the day before."""
MONTHS = 24


@dataclass(frozen=True)
class Period:
    """A month, a quarter or a year.

    to_on    as far as it is shown;  ends_on: its last day, also while it runs
    read_on  last day of which answers are read: those of the same calendar year stand for each other, so that a month, a quarter
             and the year of it are made of the same ones, and a longer period never has fewer people
    """

    code: str
    label: str
    from_on: date
    to_on: date
    ends_on: date
    read_on: date

    @property
    def begins_on(self) -> date:
        """Return the first day that is read: the question looks back a year."""
        return self.from_on - LOOKS_BACK


@dataclass(frozen=True)
class Made:
    """The estimates of a period as they may be told; met and counts are exact and internal.

    met      people of whom the estimates are;  encounters, people, services: as the bulletin counts them
    until_on last day of what was counted
    """

    together: Together
    until_on: date
    met: int
    encounters: int
    people: int
    services: int
    made_at: datetime
    is_current: bool


def periods(country: str, today: date) -> dict[str, list[Period]]:
    """Return what can be asked for, the latest first, by kind: year, quarter, month. Back to where counting began."""
    first = max(statistics.first_month(country) or today, _back(today.replace(day=1), MONTHS - 1)).replace(day=1)
    months = list(_months(first, today))
    quarters = dict.fromkeys(date(one.year, one.month - (one.month - 1) % 3, 1) for one in months)
    years = dict.fromkeys(one.year for one in months)
    return {
        "year": [_year(one, today) for one in reversed(years)],
        "quarter": [_quarter(one, today) for one in reversed(quarters)],
        "month": [_month(one, today) for one in reversed(months)],
    }


def first_shown(found: dict[str, list[Period]], today: date) -> Period:
    """Return the period of a first look: the year of the last month that is over, where all three ways may say something."""
    over = str((today.replace(day=1) - timedelta(days=1)).year)
    started = found["month"][-1].from_on
    years = [one for one in found["year"] if one.code == over and one.to_on >= started]
    return years[0] if years else found["month"][0]


def _months(first: date, today: date) -> Iterator[date]:
    while first <= today:
        yield first
        first = (first + timedelta(days=31)).replace(day=1)


def _back(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _month(first: date, today: date) -> Period:
    ends = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return _period(f"{first:%Y-%m}", formats.date_format(first, "YEAR_MONTH_FORMAT"), first, ends, today, today)


def _quarter(first: date, today: date) -> Period:
    ends = (first + timedelta(days=95)).replace(day=1) - timedelta(days=1)
    label = _("{first} a {last} de {year}").format(
        first=formats.date_format(first, "F"), last=formats.date_format(ends, "F"), year=first.year
    )
    return _period(f"{first.year}-T{(first.month + 2) // 3}", label, first, ends, today, today)


def _year(year: int, today: date) -> Period:
    """Return a year; while it runs it goes to the last month that is over: cards are counted then."""
    first, ends = date(year, 1, 1), date(year, 12, 31)
    over = today.replace(day=1) - timedelta(days=1)
    return _period(str(year), str(year), first, ends, over if over >= first and ends > over else today, today)


def _period(code: str, label: str, first: date, ends: date, last: date, today: date) -> Period:
    to_on = min(ends, last)
    if to_on < ends:
        label = _("{period}, hasta el {day}").format(period=label, day=formats.date_format(to_on, "MONTH_DAY_FORMAT"))
    return Period(code, label, first, to_on, ends, min(today, date(ends.year, 12, 31)))


# made now, or by the job ------------------------------------------------------------------------------------------


def estimated(country: str, period: Period, now: datetime) -> Made | None:
    """Return the estimates of a period; None while the first ones are being made by the job."""
    row = people.period_estimated(country, period.from_on, period.ends_on)
    lies = statistics.written(country, period.begins_on, period.read_on)
    is_current = bool(row and row.told and lies.is_current and row.state == _state(country, period, lies.state))
    if not is_current and statistics.counts_up_to(country, period.begins_on, period.read_on, AT_ONCE) < AT_ONCE:
        row, is_current = make(country, period, now), True
    elif not is_current and (row is None or row.made_at is None or row.made_at < now - AGAIN):
        people.want_period(country, period.from_on, period.ends_on, now=now)
    if row is None or row.told is None or row.made_at is None:
        return None
    told = row.told
    question, matching = kept.of_json(told["question"]), kept.of_json(told["matching"])
    until_on = date.fromisoformat(told["to_on"])
    card = people.card_estimate(country, period.from_on, until_on, now=now)
    together = people.side_by_side(kept.protected(question), kept.protected(card), kept.protected(matching))
    return Made(together, until_on, question.met, told["encounters"], told["people"], told["services"], row.made_at, is_current)


def make(country: str, period: Period, now: datetime) -> people.PeriodEstimated:
    """Make the estimates of a period and keep them."""
    began = perf_counter()
    found = statistics.asked(country, period.begins_on, period.read_on)
    days = statistics.days(country, period.from_on, period.to_on).values()
    told: dict[str, Any] = {  # Any: JSON
        "to_on": period.to_on.isoformat(),
        "question": kept.to_json(
            people.question_estimate(
                [Met(one.on, one.group, one.nationality, one.people) for one in found.met],
                [
                    Asked(one.party, one.on, one.group, one.nationality, LastHelp(one.answer), one.people, one.every)
                    for one in found.due
                ],
                [Met(one.on, one.group, one.nationality, one.people) for one in found.outside],
                period.from_on,
                period.to_on,
            )
        ),
        "matching": kept.to_json(people.matching_estimate(country, period.from_on, period.to_on)),
        "encounters": sum(one.encounters for one in days),
        "people": sum(one.people for one in days),
        "services": sum(one.total for one in days),
    }
    state = _state(country, period, statistics.written(country, period.begins_on, period.read_on).state)
    took_ms = round(1000 * (perf_counter() - began))
    return people.keep_period(country, period.from_on, period.ends_on, state=state, told=told, took_ms=took_ms, now=now)


def _state(country: str, period: Period, written: str) -> str:
    return sha256(f"{written}|{period.to_on}|{people.run_state(country)}".encode()).hexdigest()


def make_waiting(*, now: datetime) -> int:
    """Make what somebody waits for; at night also what was once asked for and has changed since. Returns how many. Runs by the
    minute.
    """
    return sum(_make_waiting(country, now) for country in installed())


def _make_waiting(country: str, now: datetime) -> int:
    def make_due(row: people.PeriodEstimated) -> int:
        return _due(country, row, now)

    return each(people.periods_estimated(country), make_due)


def _due(country: str, row: people.PeriodEstimated, now: datetime) -> int:
    local = now.astimezone(ZoneInfo(pack(country).country.default_zone))
    at_night = local.hour in NIGHT and (row.made_at is None or row.made_at < now - OF_THE_DAY)
    if row.wanted_at is None and not at_night:
        return 0
    period = next((one for some in periods(country, local.date()).values() for one in some if _is(one, row)), None)
    if period is None:  # of longer ago than is shown
        return 0
    lies = statistics.written(country, period.begins_on, period.read_on)
    if row.wanted_at is None and lies.is_current and row.state == _state(country, period, lies.state):
        return 0
    make(country, period, now)
    return 1


def _is(period: Period, row: people.PeriodEstimated) -> bool:
    return (period.from_on, period.ends_on) == (row.from_on, row.to_on)


# what may leave ---------------------------------------------------------------------------------------------------

YOUNGEST = timedelta(days=30)
"""No count that leaves the house is younger."""


def leaves_on(period: Period) -> date:
    """Return the day from which on a number of this period may leave the house."""
    return period.to_on + YOUNGEST


def main_of(together: Together) -> Estimate | None:
    """Return the estimate that a bulletin tells first: of all people who were met, the question's where there is one."""
    return next((one for one in (together.question, together.card) if isinstance(one, Estimate)), None)
