"""A donor report as a workbook: each table a sheet with title, notes, frozen panes and true numbers; no merged cells. Pure."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

import xlsxwriter

from vereda.programme.blocks import Block, Report
from vereda.programme.phrases import phrase

type Sheet = Any  # objects of XlsxWriter, which has no types

NARROW, WIDE, WIDEST = 14, 34, 70
NAME_MOST = 31  # [signs] of the name of a sheet


def file_name(report: Report, code: str, phase: str, ending: str, version: int | None = None) -> str:
    """Return 'informe-alfa-1-2026-T3-es.xlsx'; of what was sent 'informe-alfa-1-2026-T3-v2-es.xlsx'."""
    word, sent = "report" if report.lang == "en" else "informe", f"-v{version}" if version else ""
    return f"{word}-{code}-{phase}-{report.period.code}{sent}-{report.lang}.{ending}".lower()


def workbook(report: Report) -> bytes:
    """Return the report as .xlsx: first what must be read, then one sheet a table."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": report.title})
        looks = _Looks(book)
        _read_first(book.add_worksheet(phrase(report.lang, "read_me")), report, looks)
        taken: set[str] = set()
        for block in report.blocks:
            _table(book.add_worksheet(_name(block.title, taken)), block, looks)
    return memory.getvalue()


class _Looks:
    def __init__(self, book: Any) -> None:  # Any: as Sheet
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = book.add_format({"num_format": "#,##0.##", "valign": "top"})
        self.money = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        self.whole = book.add_format({"num_format": "#,##0", "valign": "top"})


def _read_first(sheet: Sheet, report: Report, looks: _Looks) -> None:
    sheet.set_column(0, 0, 110)
    sheet.write_string(0, 0, report.title, looks.title)
    at = 1
    for line in report.heading:
        sheet.write_string(at, 0, line, looks.text)
        at += 1
    section = ""
    for claim in report.claims:
        if claim.section != section:
            section, at = claim.section, at + 1
            sheet.write_string(at, 0, section, looks.bold)
            at += 1
        for line in (claim.text, claim.stands):
            sheet.write_string(at, 0, line, looks.text)
            at += 1
    at += 1
    sheet.write_string(at, 0, phrase(report.lang, "notes"), looks.bold)
    for place, line in enumerate(report.notes, start=at + 1):
        sheet.write_string(place, 0, line, looks.text)


def _table(sheet: Sheet, block: Block, looks: _Looks) -> None:
    sheet.write_string(0, 0, block.title, looks.title)
    at = 1
    for line in (*block.lead, *block.notes):
        sheet.write_string(at, 0, line)
        at += 1
    at += 1
    for place, column in enumerate(block.columns):
        sheet.write_string(at, place, column.head, looks.bold)
        cells = [row[place] for row in block.rows]
        longest = max((len(cell) for cell in cells if isinstance(cell, str)), default=0)
        sheet.set_column(place, place, NARROW if longest <= NARROW else WIDE if longest <= 2 * WIDE else WIDEST)
        is_money = block.code.startswith("money:")
        for row, cell in enumerate(cells, start=at + 1):
            _cell(sheet, row, place, cell, looks, is_money=is_money)
    sheet.freeze_panes(at + 1, 1)


def _cell(sheet: Sheet, line: int, place: int, cell: str | Decimal | None, looks: _Looks, *, is_money: bool) -> None:
    if isinstance(cell, Decimal):
        whole = looks.whole if cell == cell.to_integral_value() else looks.number
        sheet.write_number(line, place, cell, looks.money if is_money else whole)
    elif cell:
        sheet.write_string(line, place, cell, looks.text)


def _name(title: str, taken: set[str]) -> str:
    """Return a name of a sheet that a spreadsheet takes: short, without its signs, and no other one's."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", title).strip()
    name, number = plain[:NAME_MOST].strip(), 2
    while name.lower() in taken:
        tail = f" {number}"
        name, number = plain[: NAME_MOST - len(tail)].strip() + tail, number + 1
    taken.add(name.lower())
    return name
