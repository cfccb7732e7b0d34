"""What a report is made of and what it is: blocks of words, in one language. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from vereda.workshops.entries.people import ExpertListed
from vereda.workshops.rules.chapters import Facts
from vereda.workshops.rules.phrases import phrase
from vereda.workshops.rules.told import Visit, Workshop

LANGUAGES = ("es", "en")
type Named = Callable[[str, str], str]
"""(kind, code) -> its name: kinds 'point', 'hazard', 'service', 'group'."""


@dataclass(frozen=True)
class Given:
    """What a report is made of.

    spent  by currency, of the activity in the programme; None: no programme has that activity
    since  by months, what this country did since then, for chapters whose day has come; home: the country
    """

    seen: Workshop
    visits: Sequence[Visit]
    experts: Mapping[UUID, ExpertListed]
    today: date
    lang: str
    named: Named
    spent: Mapping[str, Decimal] | None = None
    since: Mapping[int, Facts] = field(default_factory=dict)
    home: str = ""

    def phrase(self, name: str, /, **told: object) -> str:
        return phrase(self.lang, name, **told)

    def listed(self, names: Iterable[str]) -> str:
        """Return names as a sentence tells them: 'A, B y C'."""
        return format_list(list(names), locale="en_GB" if self.lang == "en" else self.lang)

    def on(self, day: date) -> str:
        return format_date(day, format="long", locale=self.lang)

    def country(self, iso: str) -> str:
        return str(Locale.parse(self.lang).territories.get(iso.upper(), iso))


@dataclass(frozen=True)
class Block:
    """A part of the report: paragraphs, then a table where it has one. right: which columns are numbers."""

    code: str
    title: str
    lead: Sequence[str] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    right: Sequence[int] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Report:
    lang: str
    title: str
    heading: Sequence[str]
    blocks: Sequence[Block] = field(default_factory=tuple)

    def block(self, code: str) -> Block | None:
        return next((one for one in self.blocks if one.code == code), None)
