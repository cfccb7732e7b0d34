"""What published editions count for an indicator. Everything that is counted comes through here, and nothing here asks facts.

An edition is protected, frozen and of a whole month that has been over for thirty days. Whoever has all editions has all that a
donor report says, and finds nobody more in it. Months of which no edition stands are not in a value; they are named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from vereda.countries import door as countries
from vereda.programme.entries import Counted, IndicatorSet, Part
from vereda.programme.errors import NotPublishedSo
from vereda.programme.rules.figures import Measured, NotMeasured, Source, Value
from vereda.programme.rules.periods import months
from vereda.programme.words import THRESHOLD_SENSITIVE, Dimension, Why
from vereda.settings.environment import env
from vereda.statistics import door as statistics

TOTAL = "TOTAL"
SEXES = ("F", "M")
"""The parts that are told; few say another sex, and a row for them would be a row about them."""
BY_CATEGORY, BY_SERVICE, PEOPLE = "services-category-sex", "services-service-state", "people-sex-age"
"""Tables of the public list in which an indicator can stand."""

type Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """The tables of one revision that an indicator can ask. Cells that are held back have no value."""

    name: str
    tables: Mapping[str, Mapping[Codes, int | None]]


def counting(today: date) -> Source:
    """Return how the indicators of one programme are counted on a day, by the editions of this installation.

    A report asks for the quarter, for the phase so far and for the line: what was read once is not read again.
    """
    read, is_here = cache(published), cache(_is_counted_here)
    known: dict[tuple[str, str, date, date], Value] = {}

    def measured(one: IndicatorSet, what: Counted, country: str, from_on: date, until_on: date) -> Value:
        key = one.indicator, country, from_on, until_on
        if key not in known:
            editions = {month: read(country, month) for month in months(from_on, until_on)} if is_here(country) else {}
            known[key] = _measured(one, what, editions, (until_on - from_on).days + 1, today)
        return known[key]

    return measured


def _is_counted_here(country: str) -> bool:
    """Tell whether this installation publishes a country: packs of neighbours lie here too, and they send their own cells."""
    return country == env().country or bool(statistics.editions_of(country))


def _measured(one: IndicatorSet, what: Counted, editions: Mapping[date, Published | None], of_days: int, today: date) -> Value:
    whole, parts = Decimal(0), dict.fromkeys(SEXES, Decimal(0))
    hidden: set[str] = set()
    told, held, young = list[date](), list[str](), 0
    names: list[str] = []
    for month, found in editions.items():
        if found is None:
            young += statistics.may_leave_on(month) > today
            continue
        value, by_sex = _of_month(one, what, found)
        if value is None:
            held.append(f"{month:%Y-%m}")
            continue
        whole += value
        told.append(month)
        names.append(found.name)
        for sex in SEXES:
            number = by_sex.get(sex)
            hidden |= {sex} if number is None else set()
            parts[sex] += number or 0
    if not told:
        if not editions:
            return NotMeasured(Why.NOT_REPORTED)
        return NotMeasured(Why.WITHHELD if held else Why.TOO_YOUNG if young else Why.NOT_PUBLISHED)
    days = sum((statistics.last_day(month) - month).days + 1 for month in told)
    by_parts = what.service is None and Dimension.SEX in one.split
    return Measured(
        whole,
        statistics.last_day(told[-1]),
        is_partial=days < of_days,
        parts=tuple(
            Part(by=Dimension.SEX, code=sex, value=None if sex in hidden else parts[sex]) for sex in (SEXES if by_parts else ())
        ),
        days=days,
        editions=tuple(names),
        held=tuple(held),
    )


def _of_month(one: IndicatorSet, what: Counted, found: Published) -> tuple[int | None, Mapping[str, int | None]]:
    """Return what an edition says of a month, and of women and men in it. None: held back, or not in the edition."""
    name, codes = place_of(what)
    table = found.tables.get(name, {})
    value = table.get((*codes, TOTAL) if codes else (TOTAL, TOTAL))
    # The list of public tables knows no indicator: one that is of violence or children alone has its own threshold here too.
    if one.is_sensitive and value is not None and 0 < value < THRESHOLD_SENSITIVE:
        return None, {}
    by_sex = {sex: table.get((*codes, sex) if codes else (sex, TOTAL)) for sex in SEXES}
    return value, by_sex


def place_of(what: Counted) -> tuple[str, Codes]:
    """Return the public table in which it stands, and the codes before the last column. Raises NotPublishedSo."""
    if what.count == "services" and what.category:
        return BY_CATEGORY, (what.category,)
    if what.count == "services" and what.service:
        return BY_SERVICE, (what.service,)
    if what.count == "people" and not (what.category or what.service):
        return PEOPLE, ()
    raise NotPublishedSo


def published(country: str, month: date) -> Published | None:
    """Return the last revision of a month's edition; None where none stands. Raises EditionFilesWrong."""
    row = statistics.edition(country, f"{month:%Y-%m}")
    if row is None or not row.revisions:
        return None
    return _kept(country, row.period, len(row.revisions), row.revisions[-1]["content"])


@lru_cache(maxsize=480)
def _kept(country: str, period: str, revision: int, _content: str) -> Published:
    """Read an edition once: what stands never changes, and its hash is part of what it is known by."""
    one = statistics.kept(statistics.standing(country, period), revision)
    tables = {
        sheet.code: {row.codes: row.value for row in sheet.rows}
        for sheet in one.sheets
        if sheet.code in (BY_CATEGORY, BY_SERVICE, PEOPLE)
    }
    return Published(f"{country.upper()} {period} r{revision}", tables)


def state_name(country: str, code: str) -> str:
    """Return the name of a state of an installed country, '' for one that no pack here knows."""
    if country not in countries.installed():
        return ""
    area = countries.pack(country).admin1.get(code)
    return area.name if area else ""
