"""What was counted by hand before: a sheet read in whole or not at all, a year taken back, the months of a series."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from vereda.logbook.door import Author, Draft, Receipt, in_turn, record, record_all
from vereda.logbook.schema import Channel
from vereda.statistics import by_hand
from vereda.statistics.entries import PastWithdrawn
from vereda.statistics.errors import PastFaulty, PastNotThere, PastSourceMissing
from vereda.statistics.lookups import catalogue
from vereda.statistics.models import PastYear


@dataclass(frozen=True)
class PastReadIn:
    """What became of a sheet: years that are new or changed, and those that were there already as they are."""

    written: int
    same: int


def read_in_past(text: str, *, source: str, by: Author, at: datetime) -> PastReadIn:
    """Take a sheet of past months in, each year whole, or nothing of it where a line is wrong. Read in twice, it writes nothing.

    text    CSV as `by_hand.read_sheet` describes it; what it says of a year takes the place of what was told before
    source  whose sheets these were, and where they lie
    Raises PastSourceMissing, PastFaulty with each line that is wrong; nothing is written then.
    """
    source = " ".join(source.split())[:400]
    if not source:
        raise PastSourceMissing
    rows, faults = by_hand.read_sheet(text, _codes(by.country), _last_whole(by, at))
    if faults:
        raise PastFaulty(faults)
    told = by_hand.years(rows, source)
    with in_turn("past", by.country):
        there = {row.year: (row.source, row.series) for row in past_years(by.country)}
        new = [one for one in told if there.get(one.year) != (one.source, one.model_dump(mode="json")["series"])]
        record_all(
            [
                Draft(payload=one, subject=by_hand.subject_of(by.country, one.year), by=by, at=at, channel=Channel.IMPORT)
                for one in new
            ]
        )
    return PastReadIn(len(new), len(told) - len(new))


def withdraw_past(year: int, *, by: Author, at: datetime) -> Receipt:
    """Take a year back. Raises PastNotThere."""
    with in_turn("past", by.country):
        if not PastYear.objects.filter(country=by.country, year=year).exists():
            raise PastNotThere(year=year)
        return record(PastWithdrawn(year=year), subject=by_hand.subject_of(by.country, year), by=by, at=at)


def past_years(country: str) -> list[PastYear]:
    """Return the years that are told, the oldest first."""
    return list(PastYear.objects.filter(country=country).order_by("year", "subject"))


def past_months(country: str, by: str = "", code: str = "", *, rows: Iterable[PastYear] | None = None) -> dict[date, int]:
    """Return what was counted by hand of a series, by month. by '': everybody; else a dimension and its code.

    rows  the years, where they were looked up already
    """
    found: dict[date, int] = {}
    for row in past_years(country) if rows is None else rows:
        found |= by_hand.months_of(row.series, row.year, (by, code))
    return found


def _codes(country: str) -> dict[str, set[str]]:
    known = catalogue(country)
    return {
        "nationality": {one.code for one in known.nationalities},
        "state": {one.code for one in known.states},
        "category": {one.code for one in known.categories if one.in_total},
    }


def _last_whole(by: Author, at: datetime) -> date:
    return (at.astimezone(ZoneInfo(by.zone)).date().replace(day=1) - timedelta(days=1)).replace(day=1)
