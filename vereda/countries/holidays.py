"""On which days authorities of a country rest: what the library knows, corrected by the files of the country.

Only years count that somebody looked through (`holiday_years.csv`): decrees move holidays, and a guessed day is a term missed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays

from .errors import HolidayTableEnds
from .loader import pack
from .reference import laws_of
from .rows import Holiday, HolidayYear

SATURDAY = 5


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """The days of a country on which authorities rest.

    closed     day -> its Spanish name; weekends are implied
    years      those of which this is known
    is_signed  whether a named reviewer stands behind every year
    """

    iso: str
    closed: Mapping[date, str]
    years: frozenset[int]
    is_signed: bool = False

    def knows(self, on: date) -> bool:
        """Say whether the table tells of a day."""
        return on.year in self.years

    def is_working(self, on: date) -> bool:
        """Say whether authorities work on a day. Raises HolidayTableEnds for one of which the table does not tell."""
        if not self.knows(on):
            known = sorted(self.years)
            years = f"{known[0]}-{known[-1]}" if known else "ningún año"
            raise HolidayTableEnds(iso=self.iso, year=on.year, years=years)
        return on.weekday() < SATURDAY and on not in self.closed

    def holiday(self, on: date) -> str:
        """Return the name of a holiday, '' for another day."""
        return self.closed.get(on, "")


@cache
def calendar_of(iso: str) -> Calendar:
    """Return the working days of a country ("gt"), from its pack or the reference. Raises PackNotFound, PackBroken."""
    laws = laws_of(iso.lower())
    return calendar(laws.iso, laws.holidays, laws.holiday_years)


@cache
def celebrated(iso: str, from_year: int, to_year: int) -> Mapping[date, str]:
    """Return holidays of a country and of its neighbours, as the library has them: they may explain a quiet month, never a term.

    Of neighbours as well: people come from there, and Holy Week is in the law of some countries and on the roads of all.
    """
    known = [iso.upper(), *pack(iso.lower()).country.neighbours]
    supported = holidays.list_supported_countries()
    found: dict[date, str] = {}
    for one in reversed(known):
        if one in supported:
            found |= holidays.country_holidays(one, years=range(from_year, to_year + 1))
    return found


def calendar(iso: str, corrections: tuple[Holiday, ...], years: tuple[HolidayYear, ...]) -> Calendar:
    """Return the calendar of these rows: the library's days of the years named, corrected."""
    known = frozenset(row.year for row in years)
    closed = dict(holidays.country_holidays(iso.upper(), years=sorted(known))) if known else {}
    for row in corrections:
        if row.closed:
            closed[row.on] = row.label_es
        else:
            closed.pop(row.on, None)
    is_signed = bool(years) and all(row.reviewed_by and row.reviewed_on for row in years)
    return Calendar(iso, {on: name for on, name in closed.items() if on.year in known}, known, is_signed)
