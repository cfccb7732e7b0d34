"""An edition as a workbook: what must be read first, then one sheet a table with frozen panes and true numbers. Pure.

The same edition is the same bytes: the workbook says when the edition was published, and knows no other hour.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import xlsxwriter

from vereda.statistics.editions import Row, Sheet
from vereda.statistics.outputs.publication import Publication, head, licence_line, reason
from vereda.statistics.outputs.words import READING, phrase
from vereda.statistics.words import TOTAL

type Page = Any  # objects of XlsxWriter, which has no types

NAME_MOST = 31  # [signs] of the name of a sheet
LEAST, MOST = 9, 44  # [signs] width of a column
TEXT = 100  # [signs] width of the column that is read


def workbook(publication: Publication, lang: str) -> bytes:
    """Return the edition as .xlsx in one language."""
    memory = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(memory, options) as book:
        made_on = publication.history[-1].on if publication.history else publication.days[1]
        book.set_properties({"title": publication.title(lang), "created": datetime.combine(made_on, time())})
        looks = _Looks(book)
        _read_me(book.add_worksheet(phrase(lang, "read_me")), publication, lang, looks)
        if publication.changes:
            _changes(book.add_worksheet(phrase(lang, "changed_sheet")), publication, lang, looks)
        for number, sheet in enumerate(publication.sheets, 1):
            _table(book.add_worksheet(sheet_name(number, sheet.code)), publication, sheet, lang, looks)
    return memory.getvalue()


def sheet_name(number: int, code: str) -> str:
    """Return the name of a table's sheet: the same in both languages, so that a program finds it."""
    return f"{number} {code}"[:NAME_MOST]


class _Looks:
    def __init__(self, book: Any) -> None:  # Any: as Page
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True})
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E7EFE9"})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.whole = book.add_format({"num_format": "#,##0", "valign": "top"})
        self.sum = book.add_format({"num_format": "#,##0", "bold": True})
        self.quiet = book.add_format({"italic": True, "font_color": "#3B4741"})
        self.link = book.add_format({"font_color": "#0D4A36", "underline": 1})


def _read_me(page: Page, publication: Publication, lang: str, looks: _Looks) -> None:
    """Write title, edition, method, how to read, the list of tables with links to their sheets."""
    page.hide_gridlines(2)
    page.set_column(0, 0, TEXT)
    page.set_column(1, 1, 40)
    page.set_column(2, 4, 12)
    page.write_string(0, 0, publication.title(lang), looks.title)
    demo = [phrase(lang, "band")] if publication.is_demo else []
    at = _lines(page, 1, demo, looks.bold)
    at = _lines(page, at, [*publication.heading(lang), *publication.notes(lang)], looks.text)
    at = _lines(page, at, filter(None, [licence_line(publication.licence, lang)]), looks.text)
    at = _lines(page, at, [phrase(lang, "hash", content=publication.content)], looks.text)
    at += 1
    names = ["contents", "sheet", "cells", *([] if publication.is_press else ["withheld", "left_out"])]
    for place, name in enumerate(names):
        page.write_string(at, place, phrase(lang, name), looks.head)
    for number, sheet in enumerate(publication.sheets, 1):
        at += 1
        target = sheet_name(number, sheet.code)
        unit = publication.said(sheet.code, "unit", lang)
        title = publication.said(sheet.code, "title", lang)
        page.write_string(at, 0, f"{title}. {unit[:1].upper()}{unit[1:]}" if unit else title, looks.text)
        page.write_url(at, 1, f"internal:'{target}'!A1", looks.link, target)
        told = publication.tables[sheet.code]
        sums = [told["cells"], *([] if publication.is_press else [sum(told["withheld"].values()), told["left_out"]])]
        for place, value in enumerate(sums, 2):
            page.write_number(at, place, value, looks.whole)
    at += 1
    sections = [
        ("revisions_title", [said for _number, said in publication.revisions(lang)]),
        ("method", publication.method(lang)),
    ]
    if not publication.is_press:
        reading = [phrase(lang, name) for name in READING]
        sections = [("reading", reading), ("what_withheld", publication.withheld(lang)), *sections]
    for name, lines in sections:
        page.write_string(at + 1, 0, phrase(lang, name), looks.bold)
        at = _lines(page, at + 2, lines, looks.text)


def _lines(page: Page, at: int, lines: Any, look: Any) -> int:  # Any: texts; a format, as Page
    for line in lines:
        page.write_string(at, 0, line, look)
        at += 1
    return at


def _changes(page: Page, publication: Publication, lang: str, looks: _Looks) -> None:
    """Write every cell that this revision changed."""
    number = publication.manifest["revision"]
    page.write_string(0, 0, phrase(lang, "changed_title", number=number), looks.title)
    at = _lines(page, 1, [publication.revisions(lang)[0][1]], None) + 1
    for place, name in enumerate(("table", "cell", "was", "now")):
        page.write_string(at, place, phrase(lang, name), looks.head)
    page.freeze_panes(at + 1, 0)
    page.set_column(0, 1, MOST)
    page.set_column(2, 3, LEAST + 3)
    for change in publication.changes:
        at += 1
        page.write_string(at, 0, publication.table_title(change.table, lang))
        page.write_string(at, 1, publication.where(change, lang))
        for place, value in ((2, change.was), (3, change.now)):
            if value is None:
                page.write_string(at, place, "—" if publication.is_press else phrase(lang, "reserved"), looks.quiet)
            else:
                page.write_number(at, place, value, looks.whole)


def _table(page: Page, publication: Publication, sheet: Sheet, lang: str, looks: _Looks) -> None:
    """Write one table: above it what it counts, then code and words of each dimension, the number, why there is none."""
    code = sheet.code
    page.write_string(0, 0, publication.said(code, "title", lang), looks.title)
    lines = [*publication.heading(lang)[:1], *([phrase(lang, "band")] if publication.is_demo else [])]
    for name in ("unit", "universe", "definition", "note"):
        if text := publication.said(code, name, lang):
            lines.append(f"{phrase(lang, name)}: {text}.")
    at = _lines(page, 1, [*lines, *publication.tables[code].get("notes", [])], None) + 1
    heads = [text for name in sheet.columns for text in (phrase(lang, "code", name=head(name, lang)), head(name, lang))]
    heads += [phrase(lang, "value"), *([] if publication.is_press else [phrase(lang, "status")])]
    for place, text in enumerate(heads):
        page.write_string(at, place, text, looks.head)
    page.freeze_panes(at + 1, 0)
    page.autofilter(at, 0, at + len(sheet.rows), len(heads) - 1)
    page.repeat_rows(at)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    widths = [len(text) for text in heads]
    for row in sheet.rows:
        at += 1
        texts = _texts(publication, sheet, row, lang)
        widths = [max(wide, len(text)) for wide, text in zip(widths, (*texts, *widths_left(widths, texts)), strict=True)]
        _row(page, at, texts, row, lang, looks)
    for place, wide in enumerate(widths):
        page.set_column(place, place, min(MOST, max(LEAST, wide + 2)))


def widths_left(widths: Sequence[int], texts: Sequence[str]) -> list[str]:
    """Return nothing for each column that has no words of its own."""
    return [""] * (len(widths) - len(texts))


def _texts(publication: Publication, sheet: Sheet, row: Row, lang: str) -> list[str]:
    pairs = zip(sheet.columns, row.codes, strict=True)
    return [text for name, code in pairs for text in (code, publication.label(name, code, lang))]


def _row(page: Page, at: int, texts: Sequence[str], row: Row, lang: str, looks: _Looks) -> None:
    for place, text in enumerate(texts):
        page.write_string(at, place, text, looks.bold if TOTAL in row.codes else None)
    if row.value is None:
        page.write_blank(at, len(texts), None, looks.whole)
        page.write_string(at, len(texts) + 1, f"{phrase(lang, 'reserved')}: {reason(row.why, lang)}", looks.quiet)
    else:
        page.write_number(at, len(texts), row.value, looks.sum if TOTAL in row.codes else looks.whole)
