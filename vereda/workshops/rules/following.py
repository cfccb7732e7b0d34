"""What has to be asked still, what is late, and what became of the promises after 6, 12 and 24 months. Pure."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from vereda.workshops.entries.workshop import DelegationSet, Promised
from vereda.workshops.rules.told import Workshop
from vereda.workshops.words import REACHES_MONTHS, Gap, Part, Session, Standing

WITHOUT_MINUTES = frozenset({Session.TEST, Session.VISIT})
"""Sessions of which something else tells: the sheets of the evaluation, the report of the visit."""

OPEN = frozenset({Standing.OPEN, Standing.BEGUN})


@dataclass(frozen=True)
class Ask:
    """One thing to be asked. of: of which delegation or session, '' where it is the workshop's."""

    gap: Gap
    of: str = ""


def asks(seen: Workshop, today: date) -> list[Ask]:
    """Return what nobody has said yet, in the order in which it is needed."""
    return [*_before(seen), *(_after(seen) if _is_over(seen, today) else ())]


def _is_over(seen: Workshop, today: date) -> bool:
    return seen.held is not None or (seen.scheduled is not None and seen.scheduled.until_on < today)


def _before(seen: Workshop) -> Iterator[Ask]:
    if seen.scheduled is None:
        yield Ask(Gap.DAYS)
    if seen.funded is None:
        yield Ask(Gap.DONOR)
    for code, one in seen.delegations.items():
        yield from (Ask(gap, code) for gap in _unsaid(one))
    leads = {one.session for one in seen.engaged}
    for code, session in seen.sessions.items():
        if session.what is Session.VISIT and session.visit is None:
            yield Ask(Gap.VISIT, code)
        elif session.what is not Session.VISIT and not session.lead and code not in leads:
            yield Ask(Gap.LEAD, code)


def _unsaid(one: DelegationSet) -> Iterator[Gap]:
    if one.total is None:
        yield Gap.TOTAL
    if len(one.countries) > 1 and any(part.count is None for part in one.countries):
        yield Gap.BY_COUNTRY
    if one.role is None:
        yield Gap.ROLE


def _after(seen: Workshop) -> Iterator[Ask]:
    yield from (Ask(Gap.ATTENDANCE, code) for code in seen.delegations if came(seen, code) is None)
    for code, session in seen.sessions.items():
        if code not in seen.minutes and session.what not in WITHOUT_MINUTES:
            yield Ask(Gap.MINUTES, code)
    if not seen.evaluated:
        yield Ask(Gap.EVALUATION)
    promising = {one.country for one in seen.promised.values()}
    for country in guest_countries(seen):
        if country not in promising:
            yield Ask(Gap.COMMITMENT, country)


def guest_countries(seen: Workshop) -> list[str]:
    """Return the countries from which guests come."""
    found = (part.country for one in seen.of_part(Part.GUESTS) for part in one.countries)
    return list(dict.fromkeys(found))


def late(seen: Workshop, today: date) -> list[Promised]:
    """Return the promises whose day has passed and that are neither kept nor dropped."""
    return [one for code, one in seen.promised.items() if one.due_on < today and seen.standing(code) in OPEN]


@dataclass(frozen=True)
class Reach:
    """What became of the promises so many months later. stood: None, where the day is to come."""

    months: int
    on: date
    stood: Mapping[Standing, int] | None


def reaches(seen: Workshop, today: date) -> list[Reach]:
    """Return how the promises stood 6, 12 and 24 months after the last day; empty while there are no days."""
    if seen.scheduled is None:
        return []
    days = [(months, months_after(seen.scheduled.until_on, months)) for months in REACHES_MONTHS]
    return [Reach(months, on, _stood(seen, on) if on <= today else None) for months, on in days]


def _stood(seen: Workshop, on: date) -> Mapping[Standing, int]:
    found = Counter(seen.standing(code, on) for code in seen.promised)
    return {one: found[one] for one in Standing}


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Score:
    """Answers to one question. mean: of 1 to 5, None where nobody answered."""

    answers: int
    mean: float | None


def score(answers: list[int]) -> Score:
    """Return how many answered and what they said on average. answers: how many gave 1, 2, 3, 4, 5."""
    number = sum(answers)
    return Score(number, sum(place * count for place, count in enumerate(answers, 1)) / number if number else None)


def came(seen: Workshop, delegation: str) -> int | None:
    """Return the most of a delegation that were there on one day: nobody is counted twice. None: not counted."""
    return max((one.count for (code, _day), one in seen.attended.items() if code == delegation), default=None)
