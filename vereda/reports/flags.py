"""What is odd about a report, said and never corrected: late, doubled, far outside, sums that do not fit, not as the logbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from vereda.reports import lookups, rules
from vereda.reports.lookups import Said
from vereda.reports.models import DailyReport
from vereda.reports.words import LOCATED, MISSING_REPORTS, TOTAL, About
from vereda.statistics.door import contradictions, found_more_than_missed


@dataclass(frozen=True)
class Flag:
    """One odd thing. said: the number of the report; other: what it clashes with; least, most: the band that it left."""

    about: About
    category: str = ""
    said: int = 0
    other: int = 0
    least: int = 0
    most: int = 0


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What a report is held against.

    logbook  what the logbook says now of that day
    before   the same weekday of the last four weeks, as the logbook has it; empty: not known
    last     the report of the day before
    inside   categories of the total
    """

    on: date
    zone: ZoneInfo
    now: datetime
    logbook: Said
    before: Sequence[Said] = ()
    last: DailyReport | None = None
    inside: Sequence[str] = ()


def flags(row: DailyReport | None, with_: Compared) -> list[Flag]:
    """Return what is odd about a post's report, the silence first."""
    said = lookups.post_said(row)
    if row is None or said is None:
        return [Flag(About.SILENT)] if with_.now > rules.late_at(with_.on, with_.zone) else []
    return [*_of_sending(row, said, with_), *_of_sums(said, with_.inside), *_of_numbers(said, with_)]


def _of_sending(row: DailyReport, said: Said, with_: Compared) -> Iterator[Flag]:
    first = min(datetime.fromisoformat(one["at"]) for one in row.statements)
    if first > rules.late_at(with_.on, with_.zone):
        yield Flag(About.LATE)
    if rules.is_doubled(row.statements):
        yield Flag(About.DOUBLED, said=len(row.statements))
    before = lookups.post_said(with_.last)
    if before and _some(before) == _some(said) != {}:
        yield Flag(About.REPEATED, TOTAL, said.get(TOTAL, 0), before.get(TOTAL, 0))


def _of_sums(said: Said, inside: Iterable[str]) -> Iterator[Flag]:
    parts = {code: said.get(code, 0) for code in inside}
    for one in contradictions(parts, said.get(TOTAL, 0)):
        yield Flag(About.SUM, TOTAL, one.right, one.left)
    if MISSING_REPORTS in said:
        for one in found_more_than_missed(said.get(LOCATED, 0), said[MISSING_REPORTS]):
            yield Flag(About.LOCATED, LOCATED, one.left, one.right)


def _of_numbers(said: Said, with_: Compared) -> Iterator[Flag]:
    for code in (*with_.inside, TOTAL):
        before = [day.get(code, 0) for day in with_.before]
        band = rules.odd_band(before)
        if band and rules.is_odd(said.get(code, 0), before):
            yield Flag(About.ODD, code, said.get(code, 0), least=band[0], most=band[1])
    for code in sorted({*said, *with_.logbook} - {TOTAL}):
        if said.get(code, 0) != with_.logbook.get(code, 0):
            yield Flag(About.LOGBOOK, code, said.get(code, 0), with_.logbook.get(code, 0))


def _some(said: Said) -> Said:
    return {code: number for code, number in said.items() if number}
