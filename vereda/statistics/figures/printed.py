"""One figure as a source printed it: of which days and people, under which heading, and when it can have been printed.

Nothing is corrected. The day of printing is read from the page's address and nowhere else; where that tells none, it is only
known that nothing is printed before the last day that it counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

from vereda.statistics.figures.words import ALL, FOREIGN, OTHER, UNKNOWN, Claim, Known, Measure, Skipped

IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)(?:/(0[1-9]|1[0-2])(?:/(0[1-9]|[12]\d|3[01]))?)?(?=/)")
ABOUT_SHARE = Decimal("0.05")  # own proposal: 'about 263,000' is taken as 5 per cent to either side


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the press, and how it belongs to others.

    part_of  heading that this one is a part of
    split    division of it in which all `split_size` parts together make the whole; '' where they need not
    about    heading of which a sentence claims something (`claim`)
    within   heading that this one can hardly exceed: who is found is somebody whom others had missed
    skipped  why its rows are in no table of an edition; None: they are
    """

    code: str
    es: str
    en: str
    measure: Measure
    unit: str
    part_of: str = ""
    split: str = ""
    split_size: int = 0
    about: str = ""
    claim: Claim | None = None
    within: str = ""
    skipped: Skipped | None = None

    def label(self, lang: str) -> str:
        return self.en if lang == "en" else self.es


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed figure.

    period    name of the edition: a year, or years ('2002-2005')
    to_on     cut-off: last day that is counted
    universe  where or of what: the country, a state, 'group:…', 'river:…', 'event:…'
    status    how far the row may be trusted, in the words of country packs
    line      line of the file
    """

    country: str
    period: str
    from_on: date
    to_on: date
    universe: str
    heading: Heading
    nationality: str
    value: Decimal
    status: str
    source: str
    line: int

    @property
    def cell(self) -> tuple[str, str, str]:
        return self.universe, self.heading.code, self.nationality

    @property
    def days(self) -> int:
        return (self.to_on - self.from_on).days + 1

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The least and the most that the true count can be, if the figure is right."""
        if self.heading.claim is Claim.AT_LEAST:
            return self.value, Decimal("Infinity")
        if self.heading.claim is Claim.UP_TO:
            return Decimal(0), self.value
        give = self.value * ABOUT_SHARE if self.heading.claim is Claim.ABOUT else 0
        return self.value - give, self.value + give

    @property
    def host(self) -> str:
        """Return who printed it, short: the host of the page, or the repository in which it was kept."""
        return (urlsplit(self.source).hostname or self.source.partition(":")[0]).removeprefix("www.")

    @property
    def printed(self) -> Printed:
        return printed(self.source, self.to_on)


@dataclass(frozen=True, slots=True, order=True)
class Printed:
    """The first and the last day on which a page can have been printed; None: no last day is known."""

    first: date
    known: Known
    last: date | None = None

    def is_before(self, other: Printed) -> bool:
        """Tell whether this page was certainly printed before the other."""
        return self.last is not None and self.last < other.first


def printed(source: str, to_on: date) -> Printed:
    """Return when a page was printed, as far as its address tells (/2014/12/28/, /2023/05/, /2008/)."""
    found = IN_ADDRESS.search(f"{source}/")
    if found is None:
        return Printed(to_on, Known.NOT)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    first = date(year, month or 1, day or 1)
    if day:
        known, last = Known.DAY, first
    elif month:
        known, last = Known.MONTH, _month_end(first)
    else:
        known, last = Known.YEAR, date(year, 12, 31)
    return Printed(max(first, to_on), known, last)


def is_within(part: Figure, whole: Figure) -> bool:
    """Tell whether what one figure counts is, by days, place and people, in what another counts."""
    return (
        whole.from_on <= part.from_on
        and part.to_on <= whole.to_on
        and is_place_within(part.universe, whole.universe, whole.country)
        and is_people_within(part.nationality, whole.nationality, whole.country)
    )


def is_place_within(part: str, whole: str, country: str) -> bool:
    """Tell whether one place is in another: everything is in the country that is no other country."""
    is_other_country = len(part) == len(country) and part != country
    return part == whole or part.startswith(f"{whole}/") or (whole == country and not is_other_country)


def is_people_within(part: str, whole: str, country: str) -> bool:
    """Tell whether people of one code are among those of another ('AA' is in 'AA+BB+CC', in FOREIGN and in ALL)."""
    if part == whole or whole == ALL:
        return True
    if whole == FOREIGN:
        return part not in (ALL, UNKNOWN, country)
    return part in whole.split("+")


def is_single(nationality: str) -> bool:
    """Tell whether a code is one nationality, or the rest: of these nobody is in two."""
    return len(nationality) == 2 or nationality in (OTHER, UNKNOWN)


def is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _month_end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
