"""A workbook read as a spreadsheet does: sheets by name, cells by place, texts from the table of shared strings."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Opened:
    """A workbook; `rows` gives texts, '' for an empty cell; `types` the kinds of a row's cells ("s": a text)."""

    def __init__(self, content: bytes) -> None:
        self.book = zipfile.ZipFile(io.BytesIO(content))
        assert self.book.testzip() is None
        self.texts = ["".join(part.text or "" for part in one.iter(f"{MAIN}t")) for one in self._read("xl/sharedStrings.xml")]
        paths = {one.get("Id"): one.get("Target") for one in self._read("xl/_rels/workbook.xml.rels")}
        sheets = self._read("xl/workbook.xml").iter(f"{MAIN}sheet")
        self.sheets = {one.get("name"): f"xl/{paths[one.get(RELATION)]}" for one in sheets}

    def _read(self, path: str) -> Element:
        return fromstring(self.book.read(path))

    def rows(self, name: str) -> list[list[str]]:
        found = [{self._column(cell): self._text(cell) for cell in row} for row in self._rows(name)]
        width = max(max(row) for row in found) + 1
        return [[row.get(at, "") for at in range(width)] for row in found]

    def types(self, name: str, line: int) -> set[str | None]:
        return {cell.get("t") for cell in list(self._rows(name))[line]}

    def _rows(self, name: str) -> Iterator[Element]:
        return self._read(self.sheets[name]).iter(f"{MAIN}row")

    def _text(self, cell: Element) -> str:
        value = cell.find(f"{MAIN}v")
        assert value is None or cell.get("t") == "s", "texts only"
        return self.texts[int(value.text or "")] if value is not None else ""

    @staticmethod
    def _column(cell: Element) -> int:
        letters = re.match("[A-Z]+", cell.get("r") or "")
        assert letters
        number = 0
        for letter in letters[0]:
            number = number * 26 + ord(letter) - ord("A") + 1
        return number - 1
