"""What the pages of laws draw: articles, terms and comparisons in the reader's language, each with its status and its source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from vereda.countries.door import DataDuty, Deadline, Law, Right, Theme
from vereda.legal.door import Article, Cell, Comparison, Dated, Hit, Library, Line, Table, Term, labels, plain, signed

URL = re.compile(r"https?://[^\s;]+")
UNSOURCED = re.compile(r"^unsourced(; to check at)?$")

type Pieces = list[tuple[str, bool]]
"""A text in parts; the marked ones are what was searched for."""


@dataclass(frozen=True)
class Source:
    """Where a row comes from: words as they were noted, and the addresses in them, each with its host."""

    words: str
    links: tuple[tuple[str, str], ...]
    is_to_check: bool


@dataclass(frozen=True)
class Told:
    """An article as a page draws it."""

    anchor: str
    country: str
    code: str
    right: str
    cited: str
    article: str
    text: Pieces
    covers: str
    note: str
    status: str
    is_verified: bool
    validity: str
    reviewed_by: str
    reviewed_on: date | None
    source: Source
    rule: str
    when: str = ""
    is_standing: bool = True
    change: str = ""


@dataclass(frozen=True)
class ToldTerm:
    """A term as a page draws it."""

    anchor: str
    country: str
    procedure: Pieces
    length: str
    starts: str
    who: str
    consequence: str
    exceptions: str
    basis: str
    status: str
    note: str
    is_verified: bool
    validity: str
    source: Source
    rule: str


@dataclass(frozen=True)
class ToldCell:
    country: str
    name: str
    articles: list[Told]
    gap: str


@dataclass(frozen=True)
class ToldLine:
    code: str
    right: str
    cells: list[ToldCell]


def told(library: Library, one: Article, marked: Collection[str] = ()) -> Told:
    """Return an article; marked: plain words to show as found."""
    law = one.law
    return Told(
        anchor=anchor(one),
        country=labels.country_name(library, one.country),
        code=one.right.code,
        right=labels.said(one.right, "label"),
        cited=labels.cited(law),
        article=labels.article(law),
        text=pieces(labels.said(law, "right"), marked),
        covers=labels.said(law, "covers"),
        note=labels.said(law, "note"),
        status=labels.status(law),
        is_verified=law.is_verified,
        validity=labels.validity(law),
        reviewed_by=law.reviewed_by or "",
        reviewed_on=law.reviewed_on,
        source=source(law),
        rule=signed.named(one.country, Table.LAWS),
    )


def told_then(library: Library, one: Dated) -> Told:
    """Return an article with what is known of it on the day that was asked for."""
    drawn = told(library, one.article).__dict__
    is_standing = one.when in ("holds", "not_stated")
    change = str(labels.CHANGES[one.change]) if one.change else ""
    return Told(**{**drawn, "when": str(labels.WHEN[one.when]), "is_standing": is_standing, "change": change})


def told_term(library: Library, one: Term, marked: Collection[str] = ()) -> ToldTerm:
    row = one.row
    article = f", {row.article}" if row.article else ""
    return ToldTerm(
        anchor=row.code,
        country=labels.country_name(library, one.country),
        procedure=pieces(labels.said(row, "procedure"), marked),
        length=labels.length(row),
        starts=labels.said(row, "trigger"),
        who=labels.said(row, "who_acts"),
        consequence=labels.said(row, "consequence"),
        exceptions=labels.said(row, "exceptions"),
        basis=f"{row.legal_basis}{article}",
        status=labels.status(row),
        note=labels.said(row, "status_note"),
        is_verified=row.is_verified,
        validity=labels.validity(row),
        source=source(row),
        rule=signed.named(one.country, Table.TERMS),
    )


def told_hits(library: Library, hits: Iterable[Hit]) -> Iterator[Told | ToldTerm]:
    for hit in hits:
        one = hit.item
        yield told(library, one, hit.words) if isinstance(one, Article) else told_term(library, one, hit.words)


def lines(library: Library, comparison: Comparison) -> list[ToldLine]:
    return [_line(library, line) for line in comparison.lines]


def _line(library: Library, line: Line) -> ToldLine:
    return ToldLine(line.right.code, labels.said(line.right, "label"), [_cell(library, cell) for cell in line.cells])


def _cell(library: Library, cell: Cell) -> ToldCell:
    return ToldCell(
        country=cell.country,
        name=labels.country_name(library, cell.country),
        articles=[told_then(library, one) for one in (*cell.standing, *cell.others)],
        gap=str(labels.GAPS[cell.gap]) if cell.gap else "",
    )


def anchor(one: Article) -> str:
    """Return the name of an article on the page of its country."""
    return f"{one.country}-{one.place}"


def source(row: Law | Deadline | DataDuty) -> Source:
    """Return the source of a row: what is only where one could look is told apart from what was read."""
    found = tuple((link, urlsplit(link).hostname or link) for link in URL.findall(row.source))
    words = " ".join(URL.sub("", row.source).replace(" ;", " ").split())
    is_to_check = bool(UNSOURCED.match(words))
    return Source("" if is_to_check else words, found, is_to_check)


def pieces(text: str, marked: Collection[str]) -> Pieces:
    """Return a text in parts, of which those are marked whose plain word is one of `marked`."""
    if not marked:
        return [(text, False)]
    parts = re.split(r"([^\W_]+)", text)
    return [(part, plain(part) in marked) for part in parts if part]


def by_theme(rights: Iterable[Right]) -> list[tuple[str, list[Right]]]:
    """Return the rights under the name of their theme, in order."""
    found: dict[Theme, list[Right]] = {}
    for right in rights:
        found.setdefault(right.theme, []).append(right)
    return [(str(labels.THEMES[theme]), group) for theme, group in found.items()]


def by_law(library: Library, iso: str) -> list[tuple[str, list[Told]]]:
    """Return the articles of a country under their law, laws and articles in the order of the file."""
    found: dict[str, list[Told]] = {}
    for one in library.articles:
        if one.country == iso:
            year = f" ({one.law.year})" if one.law.year is not None else ""
            found.setdefault(f"{one.law.instrument}{year}", []).append(told(library, one))
    return list(found.items())
