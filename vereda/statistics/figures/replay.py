"""Printed figures as editions: one of each period, and a numbered revision each time that somebody printed it again.

Revisions come in the order in which they can have been printed; what changed says by whom and from which number. An edition holds
the figures that stood after it, as printed, so that what was published can be said again to the digit. It is `protection: none,
source: press`: the figures were out already, and nothing of ours is in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import sha256

from vereda.statistics.figures.printed import Figure, Printed
from vereda.statistics.figures.words import Skipped, Why

PROTECTION, SOURCE = "none", "press"
BESIDE = (None, Skipped.TOTAL)
"""Rows that an edition shows: those that are counted, and the printed total beside them."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one printed figure did: `before` is what stood, None where nothing did."""

    why: Why
    figure: Figure
    before: Figure | None = None

    @property
    def falls(self) -> bool:
        return self.why is Why.CARRIED_ON and self.before is not None and self.figure.value < self.before.value


@dataclass(frozen=True, slots=True)
class PressTable:
    """Figures of one unit that stand, by place, heading and nationality."""

    unit: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class PressEdition:
    """One numbered revision of the edition of a period.

    period   name: a year, or years
    number   from 1, in the order of printing
    source   page that printed it; `printed` says how well its day is known
    tables   what stands after it, one table a unit
    changes  what the page changed, each with what stood before
    """

    country: str
    period: str
    number: int
    source: str
    printed: Printed
    tables: tuple[PressTable, ...]
    changes: tuple[Change, ...]

    @property
    def printed_on(self) -> date:
        """Return the first day on which it can have been printed."""
        return self.printed.first

    @property
    def from_on(self) -> date:
        return min(one.from_on for one in self.figures)

    @property
    def to_on(self) -> date:
        """Return the last day that any of its figures counts."""
        return max(one.to_on for one in self.figures)

    @property
    def figures(self) -> Iterator[Figure]:
        for table in self.tables:
            yield from table.figures

    @property
    def revised(self) -> list[Change]:
        """Return what was printed again with another value, and what fell though it was counted up to a later day."""
        return [one for one in self.changes if one.why is Why.OTHER or one.falls]

    @cached_property
    def digest(self) -> str:
        """Return a hash over every figure that stands, so that a copy can be held against it."""
        told = [(one.cell, one.from_on, one.to_on, one.value, one.source) for one in self.figures]
        lines = "\n".join("|".join(map(str, (*cell, *rest))) for cell, *rest in told)
        return sha256(f"{self.country}|{self.period}|{self.number}|{self.source}\n{lines}".encode()).hexdigest()


def press_editions(rows: Iterable[Figure]) -> list[PressEdition]:
    """Return the editions of printed figures, by period and number; rows in any order give the same.

    Rows that are no counts of help (`skipped`) are in none; a printed total stands beside its parts.
    """
    periods: dict[str, list[Figure]] = defaultdict(list)
    for one in rows:
        if one.heading.skipped in BESIDE:
            periods[one.period].append(one)
    return [edition for period in sorted(periods) for edition in _of_period(periods[period])]


def skipped(rows: Iterable[Figure]) -> list[Figure]:
    """Return the rows that are in no edition; why stands at their heading."""
    return [one for one in rows if one.heading.skipped not in BESIDE]


def _of_period(figures: Sequence[Figure]) -> Iterator[PressEdition]:
    pages: dict[tuple[Printed, str], list[Figure]] = defaultdict(list)
    for one in figures:
        pages[_printed(one, figures), one.source].append(one)
    stands: dict[tuple[str, str, str], Figure] = {}
    for number, (printed, source) in enumerate(sorted(pages), 1):
        changes = []
        for one in sorted(pages[printed, source], key=_place):
            change = _change(one, stands.get(one.cell))
            if change.why is not Why.OLDER and change.why is not Why.SAME:
                stands[one.cell] = one
            changes.append(change)
        yield PressEdition(
            country=figures[0].country,
            period=figures[0].period,
            number=number,
            source=source,
            printed=printed,
            tables=_tables(stands.values()),
            changes=tuple(changes),
        )


def _printed(one: Figure, figures: Iterable[Figure]) -> Printed:
    """Return when the page was printed that a figure stands on: not before the last day of any of its figures."""
    return max(other.printed for other in figures if other.source == one.source)


def _change(one: Figure, before: Figure | None) -> Change:
    if before is None:
        return Change(Why.FIRST, one)
    if one.to_on != before.to_on:
        return Change(Why.CARRIED_ON if one.to_on > before.to_on else Why.OLDER, one, before)
    return Change(Why.SAME if one.value == before.value else Why.OTHER, one, before)


def _tables(stands: Iterable[Figure]) -> tuple[PressTable, ...]:
    units: dict[str, list[Figure]] = defaultdict(list)
    for one in sorted(stands, key=_place):
        units[one.heading.unit].append(one)
    return tuple(PressTable(unit, tuple(units[unit])) for unit in sorted(units))


def _place(one: Figure) -> tuple[bool, str, str, bool, str, date, Decimal]:
    """Sort key: the country first, then its parts; the whole before its nationalities."""
    return (
        one.universe != one.country,
        one.universe,
        one.heading.code,
        len(one.nationality) < 3,
        one.nationality,
        one.to_on,
        one.value,
    )
