"""What the engine must know of a country: orders, labels, what is in the total. Filled from the pack by lookups."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from vereda.statistics.words import AGE_BANDS, BODY, NOT_TOGETHER, PATROL, SEXES, UNKNOWN_NATIONALITY, By


@dataclass(frozen=True)
class Named:
    """One code with its labels; the order of codes in the catalogue is the order of rows in a table."""

    code: str
    es: str = ""
    en: str = ""


@dataclass(frozen=True)
class Category(Named):
    """An official category; `in_total` says whether the published total adds it."""

    in_total: bool = True
    definition_es: str = ""
    definition_en: str = ""


@dataclass(frozen=True)
class Mapped:
    """A service counts in an official category from `valid_from` to `valid_to`, both inclusive; None is open."""

    service: str
    category: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@dataclass(frozen=True)
class Catalogue:
    """The part of a country pack that numbers need, so that the engine itself reads no pack.

    body, patrol  codes under which bodies and patrols stand outside the total
    """

    country: str
    es: str = ""
    en: str = ""
    categories: tuple[Category, ...] = ()
    services: tuple[Named, ...] = ()
    groups: tuple[Named, ...] = ()
    states: tuple[Named, ...] = ()
    nationalities: tuple[Named, ...] = ()
    mapping: tuple[Mapped, ...] = ()
    body: str = BODY
    patrol: str = PATROL
    pack_hash: str = field(default="", compare=False)

    @cached_property
    def in_total(self) -> frozenset[str]:
        return frozenset(c.code for c in self.categories if c.in_total)

    def named(self, dimension: str) -> tuple[Named, ...]:
        """The codes of a dimension in their order; nothing for months, sexes and bands, which no pack names."""
        kept: dict[str, tuple[Named, ...]] = {
            By.CATEGORY: self.categories,
            By.SERVICE: self.services,
            By.GROUP: self.groups,
            By.STATE: self.states,
            By.NATIONALITY: self.nationalities,
        }
        return kept.get(dimension, ())

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        orders: dict[str, Iterable[str]] = {d: [n.code for n in self.named(d)] for d in By}
        orders[By.SEX], orders[By.AGE_BAND] = SEXES, AGE_BANDS
        return {dimension: {code: i for i, code in enumerate(codes)} for dimension, codes in orders.items()}

    def rank(self, dimension: str, code: str) -> tuple[int, int, str]:
        """Sort key of a code: catalogue order, then codes the pack does not know, then unknown, then '*'."""
        last = {UNKNOWN_NATIONALITY: 1, NOT_TOGETHER: 2}.get(code, 0)
        places = self._places[dimension]
        return last, places.get(code, len(places)), code

    def cuts(self, from_on: date, to_on: date) -> list[date]:
        """First days, after `from_on` and up to `to_on`, on which the mapping of services changes."""
        starts = {m.valid_from for m in self.mapping if m.valid_from}
        after = {date.fromordinal(m.valid_to.toordinal() + 1) for m in self.mapping if m.valid_to}
        return sorted(day for day in starts | after if from_on < day <= to_on)

    def categories_of(self, service: str, on: date) -> list[str]:
        return [m.category for m in self._by_service.get(service, ()) if m.holds_on(on)]

    @cached_property
    def _by_service(self) -> dict[str, list[Mapped]]:
        found: dict[str, list[Mapped]] = {}
        for mapped in self.mapping:
            found.setdefault(mapped.service, []).append(mapped)
        return found
