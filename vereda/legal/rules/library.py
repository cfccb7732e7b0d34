"""The library of laws: the articles and terms of several countries, and the rights that they are filed under."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vereda.countries.door import Deadline, Law, Laws, Right
from vereda.legal.errors import DateNotUnderstood, UnknownCountry, UnknownRight


@dataclass(frozen=True, slots=True)
class Article:
    """One row of a country's legislation.

    country  ISO 3166-1, lower case
    place    its number in the file of the country, from 1: with the country it names the row
    """

    country: str
    place: int
    law: Law
    right: Right


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a country's terms."""

    country: str
    row: Deadline


@dataclass(frozen=True, slots=True)
class Name:
    """A country as people call it: Spanish, English, and who comes from there."""

    es: str
    en: str
    demonym: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """What stands in the house.

    countries  in the order in which they are shown: the own one first
    """

    countries: tuple[str, ...]
    names: Mapping[str, Name]
    rights: Mapping[str, Right]
    articles: tuple[Article, ...]
    terms: tuple[Term, ...]

    def country(self, iso: str) -> str:
        """Return the code of a country written in any case; raises UnknownCountry."""
        found = iso.strip().lower()
        if found not in self.countries:
            there = ", ".join(f"{self.names[one].es} ({one})" for one in self.countries)
            raise UnknownCountry(country=iso[:40], there=there)
        return found

    def right(self, code: str) -> Right:
        """Return a right; raises UnknownRight."""
        if code not in self.rights:
            raise UnknownRight(right=code[:60])
        return self.rights[code]


def shelved(laws: Iterable[Laws], rights: Mapping[str, Right], names: Mapping[str, Name], home: str) -> Library:
    """Return the library of these countries, the own one first and the others by name."""
    there = {one.iso: one for one in laws}
    order = sorted(there, key=lambda iso: (iso != home, names[iso].es))
    return Library(
        countries=tuple(order),
        names=names,
        rights=rights,
        articles=tuple(
            Article(iso, place, row, rights[row.right_code])
            for iso in order
            for place, row in enumerate(there[iso].legislation, start=1)
        ),
        terms=tuple(Term(iso, row) for iso in order for row in there[iso].deadlines),
    )


def day_of(written: str) -> date:
    """Return a date written as year-month-day; raises DateNotUnderstood."""
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise DateNotUnderstood(value=written[:20]) from None
