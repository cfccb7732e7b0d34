"""How a file is written: encoding, mark, separator. Found from its bytes, and said, so that a wrong guess is seen."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import TextIOWrapper
from pathlib import Path

from vereda.encounters.errors import FileDamaged, FileEmpty, FileIsWorkbook, FileNotText, FileUnreadable
from vereda.encounters.importing.columns import COLUMNS, named
from vereda.encounters.importing.problems import noop

CHUNK = 1 << 16
SEPARATORS = (",", ";", "\t")
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


SAID = {
    "utf-8-sig": noop("UTF-8 con marca de orden de bytes (BOM)"),
    "utf-16": noop("UTF-16"),
    "cp1252": noop("Latin-1 (Windows-1252), no UTF-8: revise que los acentos se vean bien"),
    "latin-1": noop("Latin-1, no UTF-8: revise que los acentos se vean bien"),
    ";": noop("separado por punto y coma"),
    "\t": noop("separado por tabuladores"),
}


@dataclass(frozen=True)
class Dialect:
    """What was found. sha256: of the bytes, by which a file is known again [64 hexadecimal digits]."""

    encoding: str
    delimiter: str
    sha256: str

    def said(self, say: Callable[[str], str]) -> list[str]:
        """Return, in words, what differs from UTF-8 with commas."""
        return [say(SAID[one]) for one in (self.encoding, self.delimiter) if one in SAID]


def detect(path: Path) -> Dialect:
    """Return how a file is written, or raise FileUnreadable."""
    digest, encoding = _encoding(path)
    try:
        with path.open(encoding=encoding, newline="") as file:
            heading = file.readline(CHUNK)
    except UnicodeError:
        raise FileNotText from None
    return Dialect(encoding, _separator(heading), digest)


def open_rows(path: Path, dialect: Dialect) -> TextIOWrapper:
    """Return the file as text, line ends untouched, for csv."""
    return path.open(encoding=dialect.encoding, newline="")


def records(file: TextIOWrapper, dialect: Dialect) -> Iterator[tuple[int, list[str] | None]]:
    """Yield (line on which the row begins, cells), None where the CSV breaks; empty rows are left out."""
    reader = csv.reader(file, delimiter=dialect.delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells


def _encoding(path: Path) -> tuple[str, str]:
    """Return SHA-256 and encoding of a file, read once in parts.

    A file that is not UTF-8 throughout is Latin-1, unless most of what is not ASCII in it is UTF-8: then it is damaged.
    """
    digest, texts = sha256(), _Texts()
    first = b""
    try:
        with path.open("rb") as file:
            while part := file.read(CHUNK):
                first = first or part[:4]
                digest.update(part)
                texts.take(part)
    except OSError as why:
        raise FileUnreadable(problem=why.strerror) from None
    if not first:
        raise FileEmpty
    if first.startswith(WORKBOOKS):
        raise FileIsWorkbook
    if first.startswith(UTF16):
        return digest.hexdigest(), "utf-16"
    return digest.hexdigest(), texts.encoding(first.startswith(codecs.BOM_UTF8))


class _Texts:
    """Counts what is UTF-8 and what is not, part by part."""

    def __init__(self) -> None:
        self.decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self.good = self.bad = 0
        self.lines, self.first_bad_line = 1, 0
        self.is_cp1252 = True

    def take(self, part: bytes) -> None:
        if self.is_cp1252 and not part.isascii():
            self.is_cp1252 = not part.translate(None, bytes(set(range(256)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D}))
        text = self.decoder.decode(part)
        if not text.isascii():
            wrong = [place for place, c in enumerate(text) if "\udc80" <= c <= "\udcff"]
            if wrong and not self.bad:
                self.first_bad_line = self.lines + text[: wrong[0]].count("\n")
            self.bad += len(wrong)
            self.good += sum(c > "\x7f" for c in text) - len(wrong)
        self.lines += text.count("\n")

    def encoding(self, has_mark: bool) -> str:
        if not self.bad:
            return "utf-8-sig" if has_mark else "utf-8"
        if has_mark or self.good > self.bad:
            raise FileDamaged(line=self.first_bad_line)
        return "cp1252" if self.is_cp1252 else "latin-1"


def _separator(heading: str) -> str:
    """Return the separator under which most of the heading is known; then the one that stands there most often; then a comma."""

    def known(separator: str) -> int:
        try:
            cells = next(csv.reader([heading], delimiter=separator), [])
        except csv.Error:
            return 0
        return sum(named(cell) in COLUMNS for cell in cells)

    return max(SEPARATORS, key=lambda separator: (known(separator), heading.count(separator), separator == ","))
