"""What a country calls things, by its pack: what its pages must say, and what they may not, since another country says it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from tests.countries.day import Day
from tests.countries.visitor import Page
from vereda.countries.door import Pack, folder_of, names_of, numbers_of, pack, pattern

COUNTRIES = ("mx", "gt", "hn", "sv")
UNSEEN = frozenset({"source", "note", "note_es", "note_en"})
"""Columns that no page of a day shows."""
WORDS_LEAST = 3
"""Wordings of fewer words stand in other sentences too."""


def expected(day: Day) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what is to be seen on the pages of a day: page, what of it, words."""
    own, group = day.pack, day.group
    town, state = own.admin2[group.municipality].name, own.admin1[group.state].name
    nationality = own.nationalities[day.own].label_es
    for page in ("family", "alert"):
        yield page, "area", [f"{town}, {state}"]
    yield "mission", "area", [f"{town}, {state}"]
    yield "form", "words for an area", [own.country.level[0].label_es.capitalize()]
    yield "form", "own nationality, first", [f"Nacionalidad {nationality}"]
    yield "family", "nationality", [nationality]
    yield "family", "group", [group.name]
    receives = [one.name for one in own.institutions.values() if one.role != "network"]
    yield "handing over", "institutions", receives
    yield "referral", "place of the directory", [day.shelter.name]
    kind = own.legal_case_kinds["refuge"]
    yield "case", "what is asked for", [kind.label_es]
    terms = [row for code, row in own.legal_deadlines.items() if code in kind.deadlines]
    yield "term", "terms of that case", [row.procedure_es for row in terms]
    yield "paper", "to which institution", _told(own, kind.told)
    yield "laws", "laws", sorted({law.instrument for law in own.legislation})


def _told(own: Pack, role: Any) -> list[str]:  # Any: a role
    return [next(one.name for one in own.institutions.values() if one.role == role)]


def emergency_number(own: Pack) -> str:
    """Return the number that is called first."""
    return next(row.number for row in own.hotlines.values() if row.kind == "emergency" and row.country == own.country.iso)


def dialled(page: Page) -> set[str]:
    """Return the numbers that a page dials."""
    return set(re.findall(r'href="tel:([^"]+)"', page.html))


def foreign_in(iso: str, pages: Mapping[str, Page]) -> list[str]:
    """Return 'page: word' for each word of another country that stands on a page."""
    told = [(name, found) for name, page in pages.items() for found in _foreign(iso).findall(page.text)]
    numbers = {number for one in COUNTRIES for number in numbers_of(pack(one))} - numbers_of(pack(iso))
    told += [(name, number) for name, page in pages.items() for number in dialled(page) & numbers]
    return [f"{name}: {found}" for name, found in told]


@cache
def _foreign(iso: str) -> re.Pattern[str]:
    """Return what finds names, areas and wordings of the other countries that the own pack does not say itself."""
    own = " ".join(_said(iso))
    words = {word for other in COUNTRIES if other != iso for word in _belonging(pack(other))}
    wordings = {other: _wordings(other) for other in COUNTRIES}
    # what the house says unless a country says it otherwise is the wording of the countries without one
    words |= {said for other in COUNTRIES for said in wordings[other].values()} - set(wordings[iso].values())
    words |= set(wordings[iso]) - set(wordings[iso].values())
    return pattern({word for word in words if word not in own})


def _belonging(one: Pack) -> Iterator[str]:
    yield from names_of(one)
    yield from (row.name for row in one.groups.values())
    yield from (row.name for row in one.services_directory.values())
    yield from (row.name for row in one.admin1.values() if " " in row.name)
    yield from (row.name for row in one.admin2.values() if row.name.count(" ") > 1)


def _wordings(iso: str) -> dict[str, str]:
    with (folder_of(iso) / "wordings.csv").open(encoding="utf-8") as file:
        rows = [(row["said"], row["es"]) for row in csv.DictReader(file)]
    return {
        said: es for said, es in rows if said.count(" ") >= WORDS_LEAST and not {"{", "%", "\n"} & set(said + es) and said != es
    }


def _said(iso: str) -> Iterator[str]:
    """Yield all that a pack says."""
    for path in sorted(folder_of(iso).glob("*.csv")):
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield from (value for name, value in row.items() if value and name not in UNSEEN)
    for path in sorted(folder_of(iso).glob("**/*.toml")):
        yield path.read_text("utf-8")
