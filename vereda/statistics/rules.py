"""The arithmetic of facts: which rows count for which question, as what, and into which total.

Values in, values out. Rows come already summed by the query; docs/engineer/bulletin.md has the worked examples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from vereda.statistics.catalogue import Catalogue
from vereda.statistics.errors import (
    CountryUnknown,
    DateNotUnderstood,
    DimensionTwice,
    DimensionUnknown,
    PeriodBackwards,
    UnitUnknown,
)
from vereda.statistics.words import ATTRIBUTES, MINOR_BANDS, NOT_TOGETHER, By, Count

type Key = tuple[str, ...]

# Rows that fill cells, by what the table is split by. M only moves people from '*' to a value; R has rules of its own.
# E is one encounter, made from its other rows when a month is written.
PEOPLE_ROWS = {"": "LM", "category": "LCM", "service": "LSM", "both": "LSM"}
SERVICES_ROWS = {"": "LCM", "category": "LCM", "service": "LSM", "both": "LSM"}
ROWS = {Count.PEOPLE: PEOPLE_ROWS, Count.SERVICES: SERVICES_ROWS, Count.ENCOUNTERS: dict.fromkeys(PEOPLE_ROWS, "E")}
REPORTED_PEOPLE = "people"
IN_TOTAL, SERVED = "in_total", "served"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `by` in the order of the columns; `from_on` and `to_on` are local days, both inclusive."""

    country: str
    from_on: date
    to_on: date
    by: tuple[str, ...] = (By.CATEGORY,)
    count: Count = Count.SERVICES
    outside: bool = False

    @property
    def dims(self) -> tuple[str, ...]:
        """The dimensions that stand on a row as columns; category and service are lists."""
        return tuple(d for d in self.by if d not in (By.CATEGORY, By.SERVICE))

    @property
    def labelled_by(self) -> str:
        """'' | 'category' | 'service' | 'both'"""
        asked = [d for d in self.by if d in (By.CATEGORY, By.SERVICE)]
        return "both" if len(asked) == 2 else "".join(asked)

    @property
    def apart(self) -> str | None:
        """The only attribute asked for: of that one the margins are known. With two or more there is none."""
        asked = [d for d in self.by if d in ATTRIBUTES]
        return asked[0] if len(asked) == 1 else None


def question(
    *,
    country: str,
    from_on: str | date,
    to_on: str | date,
    by: Iterable[str] = (),
    count: str = Count.SERVICES,
    outside: bool = False,
    countries: Iterable[str],
) -> Question:
    """Return the question that somebody wrote, or raise the FieldError that says what to write instead.

    by         names of dimensions, each once; none at all means by category
    countries  codes of the packs that are installed
    """
    known = list(countries)
    if country.lower() not in known:
        raise CountryUnknown(value=country, known=", ".join(known))
    first, last = _day(from_on), _day(to_on)
    if last < first:
        raise PeriodBackwards(from_on=first, to_on=last)
    if count not in list(Count):
        raise UnitUnknown(value=count, known=", ".join(Count))
    return Question(country.lower(), first, last, _dimensions(by), Count(count), outside)


def _day(value: str | date) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise DateNotUnderstood(value=value) from None


def _dimensions(by: Iterable[str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in by:
        if name not in list(By):
            raise DimensionUnknown(value=name, known=", ".join(By))
        if name in found:
            raise DimensionTwice(value=name)
        found.append(name)
    return tuple(found) or (By.CATEGORY.value,)


@dataclass(frozen=True, slots=True)
class Sum:
    """Fact rows that are equal in all that the question asks for, added up.

    on   a day on which the mapping of services is the one of all these rows
    key  sum of their keys; 0 where nobody asked for it
    """

    row: str
    line: str
    people: int
    categories: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    dims: Key = ()
    on: date = date.min
    key: int = 0


@dataclass(slots=True)
class Answer:
    """Cells of a table and of what stands outside it, the total, and what a reader must be told.

    keys, total_key  sums of the keys of whom the cells and the total count
    """

    cells: Counter[Key] = field(default_factory=Counter)
    outside: Counter[Key] = field(default_factory=Counter)
    total: int = 0
    keys: Counter[Key] = field(default_factory=Counter)
    total_key: int = 0
    reported_left_out: int = 0
    without_category: int = 0


def add_up(sums: Iterable[Sum], asked: Question, catalogue: Catalogue) -> Answer:
    """Return the answer. The total is counted from rows of its own, never from cells.

    A margin (M) takes its people out of 'not recorded together' and puts them under their value: so the cells of
    a table without overlaps sum to its total, also where only a part of an encounter is known by attribute.
    """
    answer = Answer()
    place = asked.by.index(asked.apart) if asked.apart else None
    for one in sums:
        if asked.outside:
            _add_outside(answer.outside, one, asked, catalogue)
        times = in_total(one, asked, catalogue)
        answer.total += one.people * times
        answer.total_key += one.key * times
        if counts(one, asked):
            for label in labels(one, asked, catalogue):
                key = cell(asked, label, one.dims)
                _add(answer.cells, key, one.people, one, place)
                _add(answer.keys, key, one.key, one, place)
        elif one.row == "R":
            answer.reported_left_out += one.people * len(_inside(one.categories, catalogue))
        if asked.labelled_by == "both" and one.row in "LS":
            answer.without_category += one.people * sum(not catalogue.categories_of(s, one.on) for s in one.services)
    return answer


def counts(one: Sum, asked: Question) -> bool:
    """Say whether these rows fill cells of the table."""
    if one.row == "R":
        return asked.labelled_by not in ("service", "both") and _reports(one, asked)
    return one.row in ROWS[asked.count][asked.labelled_by]


def _reports(one: Sum, asked: Question) -> bool:
    """Say whether a reported total of a post tells this unit: always attentions, seldom people, never encounters."""
    return asked.count == Count.SERVICES or (asked.count == Count.PEOPLE and one.line == REPORTED_PEOPLE)


def labels(one: Sum, asked: Question, catalogue: Catalogue) -> list[tuple[str, str]]:
    """Return the (category, service) pairs under which each person of these rows counts once."""
    if asked.labelled_by == "service":
        return [("", service) for service in one.services]
    if asked.labelled_by == "both":
        return _inside_pairs(one, catalogue)
    if asked.labelled_by == "category" or asked.count == Count.SERVICES:
        return [(category, "") for category in _inside(one.categories, catalogue)]
    return [("", "")]


def in_total(one: Sum, asked: Question, catalogue: Catalogue) -> int:
    """Return how many times each person of these rows counts in the total."""
    if asked.count != Count.SERVICES and asked.labelled_by:
        return _once(one, asked, catalogue)
    if one.row == "M" or not counts(one, asked):
        return 0
    if asked.count != Count.SERVICES:
        return 1
    if asked.labelled_by == "both":  # a service in two categories was still given once
        return len({service for _, service in _inside_pairs(one, catalogue)})
    return len(labels(one, asked, catalogue))


def _once(one: Sum, asked: Question, catalogue: Catalogue) -> int:
    """Return 1 for rows that count a person, or an encounter, once although it stands in several rows of the table."""
    if one.row == "T":
        return int(one.line == (SERVED if asked.labelled_by == "service" else IN_TOTAL))
    if one.row == "E" and asked.labelled_by == "service":
        return int(bool(one.services))
    return int(one.row in "ER" and counts(one, asked) and bool(_inside(one.categories, catalogue)))


def cell(asked: Question, label: tuple[str, str], dims: Key) -> Key:
    """Return the key of a cell: the labels in the places where the question wants them, between the dimensions."""
    rest = iter(dims)
    places = {By.CATEGORY: label[0], By.SERVICE: label[1]}
    return tuple(places[By(d)] if d in (By.CATEGORY, By.SERVICE) else next(rest) for d in asked.by)


def _inside(categories: Iterable[str], catalogue: Catalogue) -> list[str]:
    return [code for code in categories if code in catalogue.in_total]


def _inside_pairs(one: Sum, catalogue: Catalogue) -> list[tuple[str, str]]:
    pairs = ((c, s) for s in one.services for c in catalogue.categories_of(s, one.on))
    return [(category, service) for category, service in pairs if category in catalogue.in_total]


def _add(cells: Counter[Key], key: Key, what: int, one: Sum, place: int | None) -> None:
    """Add people, or keys, of rows to a cell; a margin is taken out of the cell with '*' at the same place."""
    cells[key] += what
    if one.row == "M" and place is not None:
        cells[starred(key, place)] -= what


def starred(key: Key, place: int) -> Key:
    return (*key[:place], NOT_TOGETHER, *key[place + 1 :])


def _add_outside(cells: Counter[Key], one: Sum, asked: Question, catalogue: Catalogue) -> None:
    """Add what stands outside: bodies and patrols by their number, categories outside the total by the unit asked."""
    own = {"B": catalogue.body, "P": catalogue.patrol}.get(one.row)
    holds = _reports(one, asked) if one.row == "R" else one.row in ("E" if asked.count == Count.ENCOUNTERS else "LCM")
    place = 1 + asked.dims.index(asked.apart) if asked.apart else None
    for category in [own] if own else one.categories if holds else ():
        if own or category not in catalogue.in_total:
            _add(cells, (category, *one.dims), one.people, one, place)


@dataclass(frozen=True, slots=True)
class Met:
    """Encounters that have something in common, each counted once.

    side  'known': by value; 'line': attribute not on the line ('*'); 'margin': attribute known apart
    """

    side: str
    encounters: int
    label: tuple[str, str] = ("", "")
    dims: Key = ()
    key: int = 0


def add_encounters(met: Iterable[Met], asked: Question, catalogue: Catalogue) -> Answer:
    """Return the answer for `encounters` by an attribute of the people met, without its total.

    Those with '*' on a line and a margin are known by value already: they are taken out of 'not recorded together'.
    """
    answer = Answer()
    for one in met:
        sign = -1 if one.side == "margin" else 1
        value = sign * one.encounters
        if one.label[0] and one.label[0] not in catalogue.in_total:
            answer.outside[one.label[0], *one.dims] += value
        else:
            place = cell(asked, one.label, one.dims)
            answer.cells[place] += value
            answer.keys[place] += sign * one.key
    return answer


def sorted_cells(cells: Counter[Key], dims: Iterable[str], catalogue: Catalogue) -> Iterator[tuple[Key, int]]:
    """Yield the cells above zero, in catalogue order of each dimension."""
    names = tuple(dims)
    kept = [(key, value) for key, value in cells.items() if value > 0]
    kept.sort(key=lambda item: [catalogue.rank(dim, code) for dim, code in zip(names, item[0], strict=True)])
    yield from kept


def minors(rows: Iterable[tuple[Key, int]], asked: Question) -> int | None:
    """Return how many of the cells are under 18, whatever band was known; None when the table is not by age."""
    if By.AGE_BAND not in asked.by:
        return None
    place = asked.by.index(By.AGE_BAND)
    return sum(value for key, value in rows if key[place] in MINOR_BANDS)


def months(from_on: date, to_on: date) -> list[date]:
    """Return the first days of the months of a period."""
    years = range(from_on.year, to_on.year + 1)
    every = (date(year, month, 1) for year, month in product(years, range(1, 13)))
    return [first for first in every if from_on.replace(day=1) <= first <= to_on]
