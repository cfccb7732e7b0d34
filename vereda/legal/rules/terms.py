"""Until when something must be done: a term of the pack, the day that starts it, and the days on which authorities rest.

Nothing is guessed: a term without a source, one that begins in the future and a holiday table that ends are errors. The day that
starts a term is not counted. Every date comes with what was counted and left out, so that a lawyer can follow it by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from vereda.countries.door import COUNTED_UNITS, SATURDAY, Calendar, Deadline, Status, TermUnit
from vereda.legal.errors import (
    SuspensionNotCounted,
    SuspensionReversed,
    TermNotThen,
    TermStartsLater,
    TermWithoutSource,
)

DAY = timedelta(days=1)
EARLY = 4
"""Of a term in hours the last quarter is for the journey: it is called late before it is (own proposal, unsigned)."""


class Kind(StrEnum):
    """What came of a term."""

    DATED = "dated"
    AT_ONCE = "at_once"  # no time is given
    ANY_TIME = "any_time"  # it can be done always
    NO_NUMBER = "no_number"  # nobody found one, or it is followed without one


class Note(StrEnum):
    """What must be said beside a date."""

    DAYS_NOT_STATED = "days_not_stated"  # the source says days and not which: every day was counted, the shorter way
    LAST_IS_CLOSED = "last_is_closed"  # some laws go on to the next working day: that is not counted on
    TABLE_ENDS = "table_ends"  # whether the last day is a holiday is not known
    NOT_SIGNED = "not_signed"  # no lawyer has signed the term
    CALENDAR_NOT_SIGNED = "calendar_not_signed"
    PARTLY_VERIFIED = "partly_verified"


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which a term stands still, both included."""

    first: date
    last: date

    def __contains__(self, on: date) -> bool:
        return self.first <= on <= self.last


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day that was not counted. holiday: its name; '' for a weekend or a suspension."""

    on: date
    holiday: str = ""
    is_suspended: bool = False


@dataclass(frozen=True, slots=True)
class Computed:
    """A term with its dates.

    started_at  the instant that starts it, in the clock of the place
    first_on    the first day that counts; None for hours
    last_on     the last day on which it can be done; None where nothing is dated
    due_at      the instant at which it is over
    safe_on     the day by which to have it done: the working day before
    remind_at   from when it is pressing
    left_out    days between that were not counted, weekends too
    """

    code: str
    kind: Kind
    started_at: datetime
    amount: int = 0
    unit: TermUnit = TermUnit.DAYS
    first_on: date | None = None
    last_on: date | None = None
    due_at: datetime | None = None
    safe_on: date | None = None
    remind_at: datetime | None = None
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def repeats(self) -> bool:
        return self.unit is TermUnit.CALENDAR_DAYS_REPEAT


WITHOUT_DATE = {
    TermUnit.ANY_TIME: Kind.ANY_TIME,
    TermUnit.IMMEDIATE: Kind.AT_ONCE,
    TermUnit.TRACK_ONLY: Kind.NO_NUMBER,
    TermUnit.NO_TERM_FOUND: Kind.NO_NUMBER,
    TermUnit.SET_BY_COUNSEL: Kind.NO_NUMBER,
}


def has_source(row: Deadline) -> bool:
    """Say whether a term can be computed: it has a source, or a named reviewer who signed what is remembered."""
    return bool(row.source.strip()) and (row.status is not Status.UNSOURCED or bool(row.reviewed_by and row.reviewed_on))


def computed(
    row: Deadline,
    started_at: datetime,
    calendar: Calendar,
    *,
    now: datetime,
    suspended: Sequence[Span] = (),
    is_approved: bool = False,
) -> Computed:
    """Return until when a term runs.

    started_at  when what starts it happened, aware, in the clock of the place [its own day counts as the local day]
    calendar    working days of the term's country
    suspended   days on which it stood still; they are not counted
    is_approved a lawyer has signed the whole table that it stands in

    Raises TermWithoutSource, TermStartsLater, TermNotThen, HolidayTableEnds, SuspensionNotCounted, SuspensionReversed.
    Worked by hand: tests/data/legal_terms.csv.
    """
    if not has_source(row):
        raise TermWithoutSource(term=row.code)
    if started_at > now:
        raise TermStartsLater(on=started_at.date().isoformat())
    if not row.holds_on(started_at.date()):
        raise TermNotThen(term=row.code, on=started_at.date().isoformat())
    if any(span.last < span.first for span in suspended):
        raise SuspensionReversed
    if row.unit not in COUNTED_UNITS or not row.amount:
        kind = WITHOUT_DATE.get(row.unit, Kind.AT_ONCE)
        return Computed(row.code, kind, started_at, 0, row.unit, notes=tuple(_signed(row, is_approved)))
    if row.unit is TermUnit.HOURS:
        if suspended:
            raise SuspensionNotCounted(term=row.code)
        return _in_hours(row, row.amount, started_at, is_approved)
    return _in_days(row, row.amount, started_at, calendar, suspended, is_approved)


def _in_hours(row: Deadline, amount: int, started_at: datetime, is_approved: bool) -> Computed:
    """Hours are counted without a stop, through nights, weekends and a change of the clock."""
    lasts = timedelta(hours=amount)
    due, pressing = _later(started_at, lasts), _later(started_at, lasts - lasts / EARLY)
    return Computed(
        row.code,
        Kind.DATED,
        started_at,
        amount,
        row.unit,
        last_on=due.date(),
        due_at=due,
        safe_on=pressing.date(),
        remind_at=pressing,
        notes=tuple(_signed(row, is_approved)),
    )


def _later(at: datetime, by: timedelta) -> datetime:
    """Return an instant so much later in real time, in the same zone: wall clocks jump twice a year."""
    return datetime.fromtimestamp(at.timestamp() + by.total_seconds(), at.tzinfo)


def _in_days(
    row: Deadline, amount: int, started_at: datetime, calendar: Calendar, suspended: Sequence[Span], is_approved: bool
) -> Computed:
    started_on, zone = started_at.date(), started_at.tzinfo
    if row.unit is TermUnit.WORKING_DAYS:
        last, left_out = _working(started_on, amount, calendar, suspended)
    elif row.unit in (TermUnit.MONTHS, TermUnit.YEAR):
        last, left_out = _months(started_on, amount * (12 if row.unit is TermUnit.YEAR else 1), suspended)
    else:
        last, left_out = _every_day(started_on, amount, suspended)
    safe = _safe(started_on, last, row.unit, calendar)
    out = {one.on for one in left_out}
    return Computed(
        row.code,
        Kind.DATED,
        started_at,
        amount,
        row.unit,
        first_on=next(day for day in _days_from(started_on + DAY) if day not in out),
        last_on=last,
        due_at=datetime.combine(last + DAY, time.min, zone),
        safe_on=safe,
        remind_at=datetime.combine(safe, time.min, zone),
        left_out=tuple(left_out),
        notes=tuple(_notes(row, last, calendar, is_approved)),
    )


def _working(started_on: date, amount: int, calendar: Calendar, suspended: Sequence[Span]) -> tuple[date, list[LeftOut]]:
    day, left, out = started_on, amount, []
    while left:
        day += DAY
        if _is_in(day, suspended):
            out.append(LeftOut(day, is_suspended=True))
        elif calendar.is_working(day):
            left -= 1
        else:
            out.append(LeftOut(day, calendar.holiday(day)))
    return day, out


def _every_day(started_on: date, amount: int, suspended: Sequence[Span]) -> tuple[date, list[LeftOut]]:
    day, left, out = started_on, amount, []
    while left:
        day += DAY
        if _is_in(day, suspended):
            out.append(LeftOut(day, is_suspended=True))
        else:
            left -= 1
    return day, out


def _months(started_on: date, months: int, suspended: Sequence[Span]) -> tuple[date, list[LeftOut]]:
    """Return the same day of a later month, or the last of that month; and as many days more as it stood still."""
    year, month = divmod(started_on.year * 12 + started_on.month - 1 + months, 12)
    end = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - DAY).day
    last, out, day = date(year, month + 1, min(started_on.day, end)), [], started_on
    while day < last:
        day += DAY
        if _is_in(day, suspended):
            out.append(LeftOut(day, is_suspended=True))
            last += DAY
    return last, out


def _safe(started_on: date, last: date, unit: TermUnit, calendar: Calendar) -> date:
    """Return the working day before the last, never before the start; the weekday where the table ends and every day counts."""
    day = last - DAY
    while day > started_on and not _is_working(day, unit, calendar):
        day -= DAY
    return day


def _is_working(day: date, unit: TermUnit, calendar: Calendar) -> bool:
    if unit is not TermUnit.WORKING_DAYS and not calendar.knows(day):
        return day.weekday() < SATURDAY
    return calendar.is_working(day)


def _notes(row: Deadline, last: date, calendar: Calendar, is_approved: bool) -> Iterator[Note]:
    yield from _signed(row, is_approved)
    if row.unit is TermUnit.DAYS:
        yield Note.DAYS_NOT_STATED
    if not calendar.knows(last):
        yield Note.TABLE_ENDS
    elif not calendar.is_working(last):
        yield Note.LAST_IS_CLOSED
    if not calendar.is_signed:
        yield Note.CALENDAR_NOT_SIGNED


def _signed(row: Deadline, is_approved: bool) -> Iterator[Note]:
    if not (is_approved or (row.reviewed_by and row.reviewed_on)):
        yield Note.NOT_SIGNED
    if not row.is_verified:
        yield Note.PARTLY_VERIFIED


def _is_in(day: date, spans: Iterable[Span]) -> bool:
    return any(day in span for span in spans)


def _days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += DAY
