"""Whether a table of several countries is the sum of what they published, cell by cell and to the digit. Pure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

type Codes = tuple[str, ...]
AFTER = ("sum", "at_least")
"""Columns of the sum after those of the countries."""


def wrong(own: Mapping[str, str], summed: str) -> list[str]:
    """Return what does not add up.

    own     by country its published table as CSV: codes, value (empty: held back), why
    summed  the table of several countries as CSV: codes, a value by country, sum, 1 where a country is missing
    """
    tables = {iso: _published(text) for iso, text in own.items()}
    head, *rows = csv.reader(io.StringIO(summed))
    at = len(head) - len(tables) - len(AFTER)
    isos, found = head[at:-2], {tuple(row[:at]): row[at:] for row in rows}
    problems = [] if sorted(isos) == sorted(tables) and tuple(head[-2:]) == AFTER else [f"columns: {head}"]
    if problems:
        return problems
    cells = {codes for table in tables.values() for codes in table}
    problems += [f"{codes} is told by nobody" for codes in found.keys() - cells]
    for codes in sorted(cells):
        told = [tables[iso].get(codes) for iso in isos]
        there = [value for value in told if value is not None]
        wanted = ["" if value is None else str(value) for value in told]
        wanted += [str(sum(there)) if there else "", str(int(len(there) < len(told)))]
        if found.get(codes) != wanted:
            problems.append(f"{codes}: {found.get(codes)} instead of {wanted}")
    return problems


def on_page(html: str) -> list[list[str]]:
    """Return what the page of a table shows: by row a value by country ('' for none), sum, 1 where it says 'at least'."""
    body = re.search(r"<tbody>(.*?)</tbody>", html, re.S)
    rows = re.findall(r"<tr>(.*?)</tr>", body[1], re.S) if body else []
    return [_row(re.findall(r'<td class="num">(.*?)</td>', row, re.S)) for row in rows]


def _row(cells: list[str]) -> list[str]:
    *_, last = cells
    digits = [re.sub(r"\D", "", re.sub(r"<[^>]+>", "", cell)) for cell in cells]
    is_least = "al menos" in last or not digits[-1]
    return [*digits, str(int(is_least))]


def _published(text: str) -> dict[Codes, int | None]:
    _head, *rows = csv.reader(io.StringIO(text))
    return {tuple(row[:-2]): int(row[-2]) if row[-2] else None for row in rows}
