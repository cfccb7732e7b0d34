"""Series of months with their trend: what was counted by hand before, what is counted here since, what may come. Exact, internal.

A trend is kept beside the files of facts: the same months give the same one, so a page reads it and works out nothing. Its file
says of which months and feasts, and by which program, it was made; a late entry gives other months, and so another trend.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import uuid4
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from vereda.countries.door import celebrated, installed, pack
from vereda.statistics import past
from vereda.statistics.lookups import catalogue, first_day, here, numbers
from vereda.statistics.trends import (
    AHEAD,
    Explained,
    Month,
    Series,
    Trend,
    Tried,
    foreseen,
    last_whole,
    month_after,
    series,
    why_not,
)

MOST_MONTHS = 120
FOLDER, METHOD = "trends", "vereda trends 2"
"""METHOD is another one when the same months give another trend: then all are made again."""


type Shown = tuple[Trend, tuple[str, ...]]
"""A trend, and the sources of its months that were counted by hand, each once."""


def make_ready(*, now: datetime) -> int:
    """Foresee what has changed, so that who looks does not wait; return how many series can be foreseen. Runs by the hour."""
    return sum(_make_ready(country, now) for country in installed())


def _make_ready(country: str, now: datetime) -> int:
    known = catalogue(country)
    asked = [
        ("", ""),
        *(("nationality", one.code) for one in known.nationalities),
        *(("state", one.code) for one in known.states),
    ]
    asked += [("category", one.code) for one in known.categories if one.in_total]
    months = Months(country, now.astimezone(ZoneInfo(pack(country).country.default_zone)).date())
    found = (months.shown(*one) for one in asked)
    return sum(one is not None and one[0].why is None for one in found)


class Months:
    """The months of a country: told by hand up to where it begins to count here, written anew where they changed."""

    def __init__(self, country: str, today: date) -> None:
        """Look up what was told by hand, and count everybody."""
        self.country, self.last = country, last_whole(today)
        self.earliest = month_after(self.last, 1 - MOST_MONTHS)
        self.told = past.past_years(country)
        self.begun = self._begun(first_day(country))
        self.everybody = self._counted("", "")

    def _begun(self, first: date | None) -> date:
        """Return the first month that is counted here: not one that was begun by hand, and was told whole."""
        if first is None:
            return month_after(self.last)
        month = first.replace(day=1)
        is_told = first.day > 1 and month in past.past_months(self.country, rows=self.told)
        return month_after(month) if is_told else month

    def _counted(self, dimension: str, code: str) -> dict[date, float]:
        """Return month -> number, as the bulletin counts it."""
        first, until = max(self.begun, self.earliest), month_after(self.last) - timedelta(days=1)
        if first > until:
            return {}
        by = ["month", *([dimension] if dimension else [])]
        table = numbers(self.country, first, until).table(first, until, by, "services" if dimension == "category" else "people")
        return {date.fromisoformat(f"{key[0]}-01"): value for key, value in table.rows if key[1:] in ((), (code,))}

    def shown(self, dimension: str, code: str) -> Shown | None:
        """Return a series with its trend; None where nothing was counted yet."""
        told = past.past_months(self.country, dimension, code, rows=self.told)
        told = {month: number for month, number in told.items() if self.earliest <= month < self.begun}
        starts = [*told, *([max(self.begun, self.earliest)] if self.begun <= self.last else [])]
        if not starts:
            return None
        first, last = min(starts), self.last if self.begun <= self.last else max(told)
        counted = self.everybody if not dimension else self._counted(dimension, code)
        by_hand = sum(1 for month in _every(first, last) if month < self.begun)
        one = series({**told, **counted}, first, last, unknown=self._unknown(first, last, told), by_hand=by_hand)
        sources = dict.fromkeys(row.source for row in self.told if any(month.year == row.year for month in told))
        return self._kept(dimension, code, one), tuple(sources)

    def _unknown(self, first: date, last: date, told: Collection[date]) -> Iterator[date]:
        """Yield the months of which nobody knows: not told by hand, or nothing counted here in the whole country."""
        return (month for month in _every(first, last) if month not in (told if month < self.begun else self.everybody))

    def _kept(self, dimension: str, code: str, one: Series) -> Trend:
        """Return the trend of a series, made where there is none of these very months."""
        feasts = celebrated(self.country, one.first.year, month_after(one.ahead_from, AHEAD).year)
        if why_not(one):
            return foreseen(one, feasts)
        path = here().root / self.country / FOLDER / f"{dimension or 'all'}-{code}.json"
        made_of = sha256(f"{METHOD}|{one!r}|{sorted(feasts.items())!r}".encode()).hexdigest()
        try:
            found = KEPT.validate_json(path.read_bytes())
            if found.made_of == made_of:
                return Trend(one, None, found.explained, found.tried, found.months)
        except (OSError, ValidationError):  # not there, half of one, or another program's
            pass
        made = foreseen(one, feasts)
        assert made.explained
        assert made.tried
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_name(f"{path.name}.{uuid4().hex}.tmp")
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(KEPT.dump_json(Kept(made_of, made.explained, made.tried, made.months)))
        temporary.replace(path)
        return made


@dataclass(frozen=True)
class Kept:
    """What a file holds: of which months it was made, and all of a trend but the months themselves."""

    made_of: str
    explained: Explained
    tried: Tried
    months: tuple[Month, ...]


KEPT: TypeAdapter[Kept] = TypeAdapter(Kept)


def _every(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = month_after(first)
