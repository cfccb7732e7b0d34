"""A bulletin table on paper: CSV and JSON for programs (codes only), a text for terminals, a workbook. Pure."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import xlsxwriter

from vereda.statistics.phrases import phrase
from vereda.statistics.table import Rows, Table
from vereda.statistics.words import TOTAL

VALUE = "value"
# A name says what may be done with the file; the rows of a CSV say nothing but numbers.
INTERNAL_NAME = "interno-no-publicar"


def file_name(table: Table, ending: str) -> str:
    """Return the name of a bulletin's file."""
    asked = table.question
    split = "-".join(asked.by).replace("_", "")
    return f"boletin-{asked.country}-{asked.from_on}-{asked.to_on}-{asked.count}-{split}-{INTERNAL_NAME}.{ending}"


def csv_text(table: Table) -> str:
    """Return header, rows of codes and the TOTAL row."""
    total = [TOTAL, *[""] * (len(table.columns) - 1), table.total]
    return _csv([[*table.columns, VALUE], *([*key, value] for key, value in table.rows), total])


def outside_csv_text(table: Table) -> str:
    """Return what stands outside the total: header and rows, without a total, since its units differ."""
    if table.outside is None:
        return ""
    return _csv([[*table.outside.columns, VALUE], *([*key, value] for key, value in table.outside.rows)])


def _csv(rows: list[list[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def json_text(table: Table) -> str:
    """Return the table with all that its heading says."""
    return json.dumps(as_json(table), ensure_ascii=False, indent=1) + "\n"


def as_json(table: Table) -> dict[str, Any]:  # Any: JSON
    asked = table.question
    found: dict[str, Any] = {  # Any: JSON
        "title": table.title,
        "use": table.internal,
        "country": asked.country,
        "from": asked.from_on.isoformat(),
        "to": asked.to_on.isoformat(),
        "by": list(asked.by),
        "count": str(asked.count),
        "unit": table.unit,
        "as_of_block": table.as_of_block,
        "as_of_on": table.as_of_on.isoformat() if table.as_of_on else None,
        "columns": [*table.columns, VALUE],
        "rows": _objects(table.columns, table.rows),
        "total": table.total,
        "notes": list(table.notes),
    }
    if table.outside is not None:
        found["outside"] = {
            "columns": [*table.outside.columns, VALUE],
            "rows": _objects(table.outside.columns, table.outside.rows),
        }
    return found


def _objects(columns: tuple[str, ...], rows: Rows) -> list[dict[str, str | int]]:
    return [{**dict(zip(columns, key, strict=True)), VALUE: value} for key, value in rows]


# for people ------------------------------------------------------------------------------------------------------


def plain_text(table: Table) -> str:
    """Return the table for a terminal, with labels, aligned; below it what stands outside, and the notes."""
    parts = [table.heading, "", *_aligned(table, table.columns, table.rows, table.total)]
    if table.outside is not None:
        parts += ["", f"{phrase(table.lang, 'outside')} ({phrase(table.lang, 'outside_unit')})"]
        parts += _aligned(table, table.outside.columns, table.outside.rows, None)
    if table.notes:
        parts += ["", *table.notes]
    return "\n".join(line.rstrip() for line in parts) + "\n"


def _aligned(table: Table, columns: tuple[str, ...], rows: Rows, total: int | None) -> list[str]:
    head = [*(table.named(column) for column in columns), phrase(table.lang, "value")]
    cells = [[*(table.label(d, c) for d, c in zip(columns, key, strict=True)), number(value)] for key, value in rows]
    last = [] if total is None else [[phrase(table.lang, "total"), *[""] * (len(columns) - 1), number(total)]]
    widths = [max(len(line[at]) for line in [head, *cells, *last]) for at in range(len(head))]

    def drawn(line: list[str]) -> str:
        words = [word.ljust(width) for word, width in zip(line[:-1], widths[:-1], strict=True)]
        return "  ".join([*words, line[-1].rjust(widths[-1])])

    rule = "  ".join("─" * width for width in widths)
    return [drawn(head), rule, *map(drawn, cells), *([rule] if last else []), *map(drawn, last)]


def number(value: int) -> str:
    """Return a number as this side of the sea writes it: 163,469."""
    return f"{value:,}"


def workbook(table: Table) -> bytes:
    """Return the table as .xlsx: heading, labels beside codes, total, below it what stands outside, and the notes."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": f"{table.title}, {table.period}", "comments": table.internal})
        sheet = book.add_worksheet(phrase(table.lang, "total"))
        bold, strong = book.add_format({"bold": True}), book.add_format({"bold": True, "num_format": "#,##0"})
        digits = book.add_format({"num_format": "#,##0"})
        at = 0
        for line in (f"{table.title}, {table.period}", table.unit, table.as_of, table.internal):
            sheet.write_string(at, 0, line, bold if at in (0, 3) else None)
            at += 1
        at = _sheet_rows(sheet, table, at + 1, table.columns, table.rows, (bold, digits))
        sheet.write_string(at, 0, phrase(table.lang, "total"), bold)
        sheet.write_number(at, 2 * len(table.columns), table.total, strong)
        at += 2
        if table.outside is not None:
            sheet.write_string(at, 0, f"{phrase(table.lang, 'outside')} ({phrase(table.lang, 'outside_unit')})", bold)
            at = _sheet_rows(sheet, table, at + 1, table.outside.columns, table.outside.rows, (bold, digits)) + 1
        for note in table.notes:
            sheet.write_string(at, 0, note)
            at += 1
        sheet.set_column(0, 2 * len(table.columns), 18)
        sheet.set_footer(f"&C{table.internal}")
    return memory.getvalue()


def _sheet_rows(
    sheet: Any, table: Table, at: int, columns: tuple[str, ...], rows: Rows, formats: tuple[Any, Any]
) -> int:  # Any: objects of XlsxWriter, which has no types
    """Write a header and rows, code and label of each dimension side by side; return the next free row."""
    bold, digits = formats
    for place, column in enumerate(columns):
        sheet.write_string(at, 2 * place, column, bold)
        sheet.write_string(at, 2 * place + 1, table.named(column), bold)
    sheet.write_string(at, 2 * len(columns), phrase(table.lang, "value"), bold)
    for key, value in rows:
        at += 1
        for place, (column, code) in enumerate(zip(columns, key, strict=True)):
            sheet.write_string(at, 2 * place, code)
            sheet.write_string(at, 2 * place + 1, table.label(column, code))
        sheet.write_number(at, 2 * len(columns), value, digits)
    return at + 1
