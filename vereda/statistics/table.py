"""A finished bulletin table: codes and numbers in their order, and the words that say what was counted. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vereda.statistics.catalogue import Catalogue
from vereda.statistics.phrases import PHRASES, phrase
from vereda.statistics.rules import Answer, Key, Question, minors, sorted_cells
from vereda.statistics.words import ATTRIBUTES, NOT_TOGETHER, UNKNOWN_NATIONALITY, By, Count

type Rows = tuple[tuple[Key, int], ...]


@dataclass(frozen=True, slots=True)
class Outside:
    """What stands outside the total: `columns` is category and then the dimensions of the table."""

    columns: tuple[str, ...]
    rows: Rows


@dataclass(frozen=True, slots=True)
class Table:
    """An internal, exact table. Cells are codes; `label` gives their words in the table's language.

    columns      the dimensions, in the order asked; the value is not among them
    rows         (codes, value), in catalogue order, values above zero
    total        counted, see docs/engineer/bulletin.md
    as_of_block  number of the last block that is counted; `as_of_on` its date, where known
    """

    question: Question
    catalogue: Catalogue
    columns: tuple[str, ...]
    rows: Rows
    total: int
    outside: Outside | None
    as_of_block: int
    as_of_on: date | None
    notes: tuple[str, ...]
    lang: str = "es"

    @property
    def title(self) -> str:
        named = self.catalogue.en if self.lang == "en" else self.catalogue.es
        return phrase(self.lang, "title", country=named or self.catalogue.country.upper())

    @property
    def period(self) -> str:
        return phrase(self.lang, "period", from_on=self.question.from_on, to_on=self.question.to_on)

    @property
    def unit(self) -> str:
        """What one unit of a value is, in words."""
        asked = self.question
        if asked.count != Count.SERVICES:
            return phrase(self.lang, asked.count)
        by_service = asked.labelled_by in ("service", "both")
        return phrase(self.lang, "services_by_service" if by_service else "services_by_category")

    @property
    def as_of(self) -> str:
        if self.as_of_on is None:
            return phrase(self.lang, "as_of", block=self.as_of_block)
        return phrase(self.lang, "as_of_on", block=self.as_of_block, on=self.as_of_on)

    @property
    def internal(self) -> str:
        return phrase(self.lang, "internal")

    @property
    def heading(self) -> str:
        """All that must stand above the numbers, in one text of four lines."""
        return "\n".join((f"{self.title}, {self.period}", self.unit, self.as_of, self.internal))

    def named(self, dimension: str) -> str:
        """Return the word for a column."""
        return phrase(self.lang, dimension)

    def label(self, dimension: str, code: str) -> str:
        return label(self.catalogue, dimension, code, self.lang)


def label(catalogue: Catalogue, dimension: str, code: str, lang: str) -> str:
    """Return the words for a code in a language; the code itself where nobody named it (months, bands)."""
    for one in catalogue.named(dimension):
        if one.code == code:
            return (one.en if lang == "en" else one.es) or code
    own = PHRASES.get(lang, PHRASES["es"])
    if code in (NOT_TOGETHER, UNKNOWN_NATIONALITY) and dimension in (*ATTRIBUTES,):
        return own[code]
    return own.get(f"{dimension}.{code}", code)


def made(answer: Answer, asked: Question, catalogue: Catalogue, *, as_of_block: int, as_of_on: date | None, lang: str) -> Table:
    """Return the table of an answer, with what its reader must be told."""
    rows = tuple(sorted_cells(answer.cells, asked.by, catalogue))
    outside = None
    if asked.outside:
        columns = (By.CATEGORY.value, *asked.dims)
        outside = Outside(columns, tuple(sorted_cells(answer.outside, columns, catalogue)))
    return Table(
        question=asked,
        catalogue=catalogue,
        columns=asked.by,
        rows=rows,
        total=answer.total,
        outside=outside,
        as_of_block=as_of_block,
        as_of_on=as_of_on,
        notes=tuple(_notes(answer, rows, asked, catalogue, lang)),
        lang=lang,
    )


def _notes(answer: Answer, rows: Rows, asked: Question, catalogue: Catalogue, lang: str) -> Iterator[str]:
    """Yield what a reader must know of the table, and what is not in it."""
    yield from (phrase(lang, name) for name in _on_the_unit(rows, asked))
    under_18 = minors(rows, asked)
    if under_18 is not None and asked.labelled_by == "" and asked.count == Count.PEOPLE:
        yield phrase(lang, "note.minors", minors=under_18)
    if answer.reported_left_out:
        yield phrase(lang, "note.reported", number=answer.reported_left_out, what=_missing(asked, lang))
    if answer.without_category:
        yield phrase(lang, "note.without_category", number=answer.without_category)
    if any(value < 0 for value in (*answer.cells.values(), *answer.outside.values())):
        yield phrase(lang, "note.margins")
    unknown = _unknown_codes(answer, asked, catalogue)
    if unknown:
        yield phrase(lang, "note.unknown_code", codes=", ".join(unknown))


def _on_the_unit(rows: Rows, asked: Question) -> Iterator[str]:
    counts_once = asked.count != Count.SERVICES and bool(asked.labelled_by)
    if counts_once or (asked.count == Count.ENCOUNTERS and _by_attribute(asked)):
        yield "note.overlap"
    if asked.labelled_by == "both":
        yield "note.not_additive"
    if any(NOT_TOGETHER in key for key, _ in rows):
        yield "note.not_together"
    if asked.count == Count.ENCOUNTERS:
        yield "note.aggregates"


def _by_attribute(asked: Question) -> bool:
    return any(dimension in ATTRIBUTES for dimension in asked.by)


def _missing(asked: Question, lang: str) -> str:
    service = asked.labelled_by in ("service", "both")
    return phrase(lang, "note.reported_service" if service else "note.reported_people")


def _unknown_codes(answer: Answer, asked: Question, catalogue: Catalogue) -> list[str]:
    """Codes that the facts hold and the pack does not: counted, shown last, and said."""
    known = {d: {n.code for n in catalogue.named(d)} for d in asked.by}
    found = {code for key in answer.cells for d, code in zip(asked.by, key, strict=True) if known[d] and code not in known[d]}
    if asked.outside:
        categories = {c.code for c in catalogue.categories}
        found |= {key[0] for key in answer.outside if key[0] not in categories}
    return sorted(found - {NOT_TOGETHER, UNKNOWN_NATIONALITY, catalogue.body, catalogue.patrol})
