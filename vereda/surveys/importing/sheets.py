"""The three sheets of a workbook as rows with their numbers, their headings as XLSForm spells them. No Django."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from vereda.surveys import errors
from vereda.surveys.importing.problems import Problem, problem

FILE_MOST, INSIDE_MOST, ROWS_MOST = 2 * 1024**2, 40 * 1024**2, 500
LANGUAGE = re.compile(r"^(?P<column>[a-z_ -]+?)\s*::?\s*(?P<language>.+)$")
COLUMNS = {
    "caption": "label", "relevance": "relevant", "calculate": "calculation", "count": "repeat_count", "jr:count": "repeat_count",
    "constraining_message": "constraint_message", "requiredmsg": "required_message", "command": "type", "tag": "name",
    "value": "name", "list name": "list_name",
}  # fmt: skip
IN_WORDS = frozenset({"label", "hint", "constraint_message", "required_message"})
OURS = frozenset({"vereda_class", "vereda_field", "vereda_use"})
"""Columns that this house adds to XLSForm."""


class NotRead(Exception):
    """The file as a whole cannot be read; `problems` says why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(problems[0].error.code)


@dataclass(frozen=True)
class Row:
    """A row of a sheet. cells: by column; words: by column, then language; heads: the heading as it is written, by column."""

    number: int
    cells: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    heads: Mapping[str, str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def head(self, column: str) -> str:
        """Return how the sheet heads a column."""
        return self.heads.get(column, column)


@dataclass(frozen=True)
class Workbook:
    """What a workbook says."""

    survey: Sequence[Row]
    choices: Sequence[Row]
    settings: Row
    raw: Any = field(repr=False)  # Any: pyxform's own sheets


def read(content: bytes) -> Workbook:
    """Return the sheets of an XLSX file. Raises NotRead."""
    from pyxform.errors import PyXFormError  # heavy: openpyxl, lark
    from pyxform.xls2json_backends import get_xlsform

    if len(content) > FILE_MOST or not _fits(content):
        raise NotRead(problem("", 1, "", "", errors.WorkbookTooLarge() if len(content) > FILE_MOST else _why(content)))
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl tells of styles and extensions that it leaves out
            raw = get_xlsform(content, file_type=".xlsx")
    except PyXFormError as why:
        raise NotRead(problem("survey", 1, "", "", errors.NotConverted(said=str(why)[:300]))) from None
    except Exception:  # openpyxl raises whatever a damaged file makes it raise
        raise NotRead(problem("", 1, "", "", errors.NotAWorkbook())) from None
    if not raw.survey:
        raise NotRead(problem("survey", 1, "", "", errors.SheetMissing(sheet="survey")))
    if len(raw.survey) > ROWS_MOST:
        raise NotRead(problem("survey", ROWS_MOST + 2, "", "", errors.TooManyRows(most=ROWS_MOST)))
    settings = list(_rows(raw.settings or []))
    return Workbook(
        survey=list(_rows(raw.survey)),
        choices=list(_rows(raw.choices or [])),
        settings=settings[0] if settings else Row(2, {}, {}, {}),
        raw=raw,
    )


def _rows(sheet: Sequence[Mapping[str, str]]) -> Iterator[Row]:
    for at, raw in enumerate(sheet):
        if not raw:
            continue
        cells: dict[str, str] = {}
        words: dict[str, dict[str, str]] = {}
        heads: dict[str, str] = {}
        for head, value in raw.items():
            column, language = _column(str(head))
            text = str(value).strip()
            heads.setdefault(column, str(head))
            if column in IN_WORDS:
                words.setdefault(column, {})[language] = text
            else:
                cells[column] = text
        yield Row(at + 2, cells, words, heads)


def _column(head: str) -> tuple[str, str]:
    bare = head.strip()
    found = LANGUAGE.match(bare[:1].lower() + bare[1:]) if ":" in bare else None
    name, language = (found["column"], found["language"].strip()) if found else (bare, "")
    name = name.strip().lower()
    if name == "bind" and language:
        return _column(language.removeprefix("jr:"))
    name = COLUMNS.get(name, name)
    return (name, language) if name in IN_WORDS else (COLUMNS.get(bare.lower(), bare.lower()), "")


def _fits(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as book:
            return sum(one.file_size for one in book.infolist()) <= INSIDE_MOST
    except (zipfile.BadZipFile, NotImplementedError, ValueError):  # a damaged directory names versions and places that are none
        return False


def _why(content: bytes) -> errors.CellError:
    return errors.WorkbookTooLarge() if zipfile.is_zipfile(BytesIO(content)) else errors.NotAWorkbook()
