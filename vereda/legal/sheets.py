"""The library as files: a comparison as a workbook or CSV, each article with its status and source beside it; lists of rows.

Words are those of the reader's language; codes stand beside them. A CSV has one line an article, and one for each gap.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from vereda.legal import labels
from vereda.legal.labels import country_name, said
from vereda.legal.lookups import signed
from vereda.legal.rules.comparing import Cell, Comparison, Dated, Line
from vereda.legal.rules.library import Article, Library, Term
from vereda.legal.rules.registered import Table

type Sheet = Any  # objects of XlsxWriter, which has no types
type Row = Sequence[str]

COLUMNS = (
    "country", "right_code", "right", "gap", "instrument", "year", "article", "text", "covers", "status", "is_verified", "source",
    "holds_on", "valid_from", "valid_to", "change", "note", "reviewed_by", "reviewed_on",
)  # fmt: skip
TERM_COLUMNS = (
    "country", "code", "procedure", "legal_basis", "article", "starts_with", "length", "amount", "unit", "who_acts",
    "consequence", "exceptions", "status", "is_verified", "source", "valid_from", "valid_to", "note",
    "reviewed_by", "reviewed_on", "rule",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula when a cell of a CSV begins so."""
WIDTHS = (26, 62, 24, 26, 46)
"""Of the five cells that each country has: citation, text, status, validity, source."""


def file_name(comparison: Comparison, form: str) -> str:
    """Return 'leyes-mx-gt-2026-11-29.xlsx'."""
    return f"leyes-{'-'.join(comparison.countries)}-{comparison.asked.on}.{form}"


def csv_text(library: Library, comparison: Comparison) -> str:
    """Return one line an article and one a gap, right by right; empty cells are not stated."""
    return _csv(COLUMNS, _lines(library, comparison))


def list_csv(library: Library, articles: Iterable[Article]) -> str:
    """Return articles as they stand in the library, without a day."""
    return _csv(COLUMNS, (_article(library, one, "", "") for one in articles))


def workbook(library: Library, comparison: Comparison, today: date) -> bytes:
    """Return a comparison as .xlsx: side by side, gaps, terms of the same countries, and what the words mean."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        title = _("Derechos lado a lado, {on}").format(on=comparison.asked.on)
        book.set_properties({"title": title, "comments": str(labels.INTERNAL)})
        looks = _Looks(book)
        _side_by_side(book.add_worksheet(_("Comparación")), library, comparison, looks)
        _gaps(book.add_worksheet(_("Huecos")), library, comparison, looks)
        terms = [one for one in library.terms if one.country in comparison.countries]
        _table(book.add_worksheet(_("Plazos")), TERM_COLUMNS, [_term(library, one) for one in terms], looks)
        worth = _worth(comparison.shown, terms, today)
        dated = labels.dated_said(comparison.articles, comparison.dated)
        _explained(book.add_worksheet(_("Qué es esto")), title, looks, *worth, dated)
    return memory.getvalue()


def list_workbook(library: Library, articles: Sequence[Article], terms: Sequence[Term], today: date) -> bytes:
    """Return articles and terms as they stand in the library as .xlsx."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": _("Leyes"), "comments": str(labels.INTERNAL)})
        looks = _Looks(book)
        rows = [_article(library, one, "", "") for one in articles]
        _table(book.add_worksheet(_("Artículos")), COLUMNS, rows, looks)
        _table(book.add_worksheet(_("Plazos")), TERM_COLUMNS, [_term(library, one) for one in terms], looks)
        _explained(book.add_worksheet(_("Qué es esto")), _("Leyes"), looks, *_worth(articles, terms, today))
    return memory.getvalue()


class _Looks:
    """Formats of a workbook. What is not verified is in italics on a grey ground: it is seen on paper of one ink too."""

    def __init__(self, book: Any) -> None:  # Any: as Sheet
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.plain = book.add_format({"text_wrap": True, "valign": "top"})
        self.unverified = book.add_format({"text_wrap": True, "valign": "top", "italic": True, "bg_color": "#E4E4E4"})
        self.gap = book.add_format({"text_wrap": True, "valign": "top", "bold": True, "bg_color": "#C8C8C8"})


# rows -------------------------------------------------------------------------------------------------------------


def _csv(columns: Row, rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([f"'{value}" if value.startswith(FORMULA) else value for value in row] for row in rows)
    return text.getvalue()


def _lines(library: Library, comparison: Comparison) -> Iterator[Row]:
    for line in comparison.lines:
        for cell in line.cells:
            for one in (*cell.standing, *cell.others):
                yield _article(library, one.article, one.when, one.change or "")
            if cell.gap:
                found = [cell.country, line.right.code, said(line.right, "label"), cell.gap]
                yield [*found, *[""] * (len(COLUMNS) - len(found))]


def _article(library: Library, one: Article, when: str, change: str) -> Row:
    law = one.law
    head = [one.country, one.right.code, said(one.right, "label"), "", law.instrument, str(law.year or ""), law.article or ""]
    told = [said(law, "right"), said(law, "covers"), law.status.value, str(law.is_verified).lower(), law.source]
    return [*head, *told, when, _iso(law.valid_from), _iso(law.valid_to), change, said(law, "note"), *_reviewed(law)]


def _term(library: Library, one: Term) -> Row:
    row, rule = one.row, signed.named(one.country, Table.TERMS)
    head = [one.country, row.code, said(row, "procedure"), row.legal_basis, row.article or "", said(row, "trigger")]
    told = [labels.length(row), "" if row.amount is None else str(row.amount), row.unit, said(row, "who_acts")]
    worth = [said(row, "consequence"), said(row, "exceptions"), row.status.value, str(row.is_verified).lower(), row.source]
    return [*head, *told, *worth, _iso(row.valid_from), _iso(row.valid_to), said(row, "status_note"), *_reviewed(row), rule]


def _reviewed(row: Any) -> Row:  # Any: a law or a term
    return [row.reviewed_by or "", _iso(row.reviewed_on)]


def _worth(articles: Sequence[Article], terms: Sequence[Term], today: date) -> list[str]:
    """Return what must be said first of these rows: that no lawyer approved them; and which tables they stand in."""
    used = [({one.country for one in articles}, Table.LAWS), ({one.country for one in terms}, Table.TERMS)]
    said = [labels.unsigned(countries, today, table) for countries, table in used]
    names = [signed.named(country, table) for countries, table in used for country in sorted(countries)]
    return [*filter(None, dict.fromkeys(said)), " · ".join(filter(None, names))]


def _iso(on: date | None) -> str:
    return on.isoformat() if on else ""


# sheets -----------------------------------------------------------------------------------------------------------


def _side_by_side(sheet: Sheet, library: Library, comparison: Comparison, looks: _Looks) -> None:
    """Write a right on as many lines as the country with most articles needs; status, validity and source beside each."""
    heads = [_("Código"), _("Derecho")]
    for iso in comparison.countries:
        name = country_name(library, iso)
        heads += [f"{name}: {word}" for word in (_("artículo"), _("qué dice"), _("estado"), _("vigencia"), _("fuente"))]
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, looks.bold)
        sheet.set_column(place, place, WIDTHS[(place - 2) % len(WIDTHS)] if place > 1 else (24, 34)[place])
    at = 1
    for line in comparison.lines:
        at += _line(sheet, at, line, looks)
    sheet.freeze_panes(1, 2)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.set_footer(f"&C{labels.INTERNAL}")


def _line(sheet: Sheet, at: int, line: Line, looks: _Looks) -> int:
    """Write one right from a line on; return how many lines it took."""
    columns = [[*cell.standing, *cell.others] for cell in line.cells]
    height = max(1, *(len(column) + (cell.gap is not None) for column, cell in zip(columns, line.cells, strict=True)))
    for below in range(height):
        sheet.write_string(at + below, 0, line.right.code, looks.plain)
        sheet.write_string(at + below, 1, said(line.right, "label"), looks.plain)
    for number, (cell, column) in enumerate(zip(line.cells, columns, strict=True)):
        _cell(sheet, at, 2 + number * len(WIDTHS), cell, column, looks)
    return height


def _cell(sheet: Sheet, at: int, place: int, cell: Cell, column: Sequence[Dated], looks: _Looks) -> None:
    if cell.gap:
        sheet.write_string(at, place, str(labels.GAPS[cell.gap]), looks.gap)
        at += 1
    for below, one in enumerate(column):
        law = one.article.law
        look = looks.plain if law.is_verified else looks.unverified
        held = (
            f"{labels.WHEN[one.when]} ({labels.validity(law)})" if law.valid_from or law.valid_to else str(labels.WHEN[one.when])
        )
        told = " · ".join(part for part in (said(law, "right"), said(law, "covers"), said(law, "note")) if part)
        for beside, word in enumerate((labels.cited(law), told, labels.status(law), held, labels.source_said(law))):
            sheet.write_string(at + below, place + beside, word, look)


def _gaps(sheet: Sheet, library: Library, comparison: Comparison, looks: _Looks) -> None:
    names = [country_name(library, iso) for iso in comparison.countries]
    _heads(sheet, [_("Código"), _("Derecho"), *names], looks)
    for at, line in enumerate((one for one in comparison.lines if not one.is_complete), start=1):
        sheet.write_string(at, 0, line.right.code, looks.plain)
        sheet.write_string(at, 1, said(line.right, "label"), looks.plain)
        for place, cell in enumerate(line.cells, start=2):
            word = str(labels.GAPS[cell.gap]) if cell.gap else ""
            sheet.write_string(at, place, word, looks.gap if word else looks.plain)


def _table(sheet: Sheet, columns: Row, rows: Sequence[Row], looks: _Looks) -> None:
    _heads(sheet, columns, looks)
    worth = columns.index("is_verified")
    for at, row in enumerate(rows, start=1):
        look = looks.plain if row[worth] == "true" else looks.unverified
        for place, value in enumerate(row):
            sheet.write_string(at, place, value, look)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)


def _heads(sheet: Sheet, heads: Row, looks: _Looks) -> None:
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, looks.bold)
    sheet.set_column(0, len(heads) - 1, 24)
    sheet.freeze_panes(1, 0)


def _explained(sheet: Sheet, title: str, looks: _Looks, *more: str) -> None:
    lines = [
        title,
        *more,
        str(labels.INTERNAL),
        str(labels.GAP_MEANS),
        _("Vigencia no indicada: ninguna fuente dice desde o hasta qué día rige; el año de la ley no lo dice de cada artículo."),
        _("En gris y cursiva: sin verificar. Lea la fuente antes de usarlo."),
    ]
    sheet.set_column(0, 0, 100)
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line, looks.bold if at == 0 else looks.plain)
