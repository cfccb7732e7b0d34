"""A month of reports as a file: what each level said of each day. Internal, and its name says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date

import xlsxwriter

INTERNAL_NAME = "interno-no-publicar"


@dataclass(frozen=True)
class Row:
    """One number of one day. level: post or state (group '' then); None: that level said nothing."""

    on: date
    level: str
    state: str
    group: str
    category: str
    post_said: int | None
    state_said: int | None
    national_said: int | None
    logbook: int


HEADER = tuple(one.name for one in fields(Row))


def file_name(country: str, whose: str, month: date, ending: str) -> str:
    """Return the name of a month's file."""
    return f"partes-{whose or country}-{month:%Y-%m}-{INTERNAL_NAME}.{ending}"


def csv_text(rows: Sequence[Row]) -> str:
    """Return header and rows of codes and numbers; empty where a level said nothing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(["" if value is None else value for value in astuple(row)] for row in rows)
    return text.getvalue()


def workbook(rows: Sequence[Row], *, title: str, internal: str, words: Sequence[str]) -> bytes:
    """Return the rows as .xlsx under a heading that says what may be done with it. words: of each column."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "comments": internal})
        sheet = book.add_worksheet(title[:31])
        bold, digits = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
        sheet.write_string(0, 0, title, bold)
        sheet.write_string(1, 0, internal, bold)
        for place, word in enumerate(words):
            sheet.write_string(3, place, word, bold)
        for at, row in enumerate(rows, start=4):
            for place, value in enumerate(astuple(row)):
                if isinstance(value, int):
                    sheet.write_number(at, place, value, digits)
                elif value is not None:
                    sheet.write_string(at, place, str(value))
        sheet.set_column(0, len(HEADER), 16)
        sheet.set_footer(f"&C{internal}")
    return memory.getvalue()
