"""Records and truth from CSV files, checked: whoever gives a bad file is told the line and what to do."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from vereda.errors import FieldError
from vereda.people.matching import errors

REQUIRED = (
    "record_id", "given_names", "surnames", "sex", "age", "date", "date_of_birth", "nationality", "origin", "phone",
)  # fmt: skip
OPTIONAL = ("card_code",)
TRUTH = ("record_id", "cluster_id")
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
type Read = str | type[FieldError]
"""What was read, or what is wrong."""
AGE = re.compile(r"(\d{1,3})(?:\.0*)?")


def read_records(path: Path) -> pa.Table:
    """Return the records as text, in the order of the file, dates and ages as `columns.py` reads them. Raises errors from here.

    A birthday that cannot be (30 February) is left out; one with day and month turned round is turned back.
    """
    table = _read(path, REQUIRED, OPTIONAL)
    _check_ids(path, table)
    table = _replace(path, table, "date", _day_of_record)
    table = _replace(path, table, "date_of_birth", _birthday)
    return _replace(path, table, "age", _age)


def read_truth(path: Path, records: pa.Table) -> list[str]:
    """Return the person of each record, in the order of the records; every record needs one, or two unknown would be one."""
    table = _read(path, TRUTH, ())
    _check_ids(path, table)
    person = dict(zip(table["record_id"].to_pylist(), table["cluster_id"].to_pylist(), strict=True))
    ids = records["record_id"].to_pylist()
    missing = [one for one in ids if not person.get(one, "").strip()]
    if missing:
        raise errors.LinkTruthMissing(file=path.name, record=missing[0], missing=len(missing))
    return [person[one] for one in ids]


def _read(path: Path, required: tuple[str, ...], optional: tuple[str, ...]) -> pa.Table:
    names = _header(path)
    for name in required:
        if name not in names:
            raise errors.LinkColumnMissing(file=path.name, column=name, columns=", ".join(required))
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise errors.LinkColumnTwice(file=path.name, column=twice)
    wanted = [*required, *(name for name in optional if name in names)]
    try:
        table = pacsv.read_csv(
            path,
            read_options=pacsv.ReadOptions(column_names=names, skip_rows=1),
            parse_options=pacsv.ParseOptions(newlines_in_values=True),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), include_columns=wanted, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        _tell_why(path, names)
        raise
    if not table.num_rows:
        raise errors.LinkFileEmpty(file=path.name)
    return table


def _header(path: Path) -> list[str]:
    """Return the names of line 1."""
    with path.open("rb") as file:
        line = file.readline()
    if not line.strip():
        raise errors.LinkFileEmpty(file=path.name)
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise errors.LinkFileNotText(file=path.name, line=1) from None
    return [name.strip() for name in next(csv.reader([text.strip("\r\n")]))]


def _tell_why(path: Path, names: list[str]) -> None:
    """Raise what a person can answer for a file that could not be read."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as why:
        raise errors.LinkFileNotText(file=path.name, line=raw.count(b"\n", 0, why.start) + 1) from None
    reader = csv.reader(text.splitlines(keepends=True))
    for row in reader:
        if row and len(row) != len(names):
            raise errors.LinkFileUnreadable(file=path.name, line=reader.line_num, found=len(row), expected=len(names))
    if len(text.splitlines()) < 2:
        raise errors.LinkFileEmpty(file=path.name)


def _check_ids(path: Path, table: pa.Table) -> None:
    ids = table["record_id"]
    if pc.count_distinct(ids).as_py() == len(ids) and not pc.any(pc.equal(ids, "")).as_py():
        return
    seen: dict[str, int] = {}
    for at, one in enumerate(ids.to_pylist()):
        if not one:
            raise errors.LinkRecordUnnamed(file=path.name, line=_line(path, at))
        if one in seen:
            raise errors.LinkRecordTwice(file=path.name, line=_line(path, at), record=one, first=_line(path, seen[one]))
        seen[one] = at


def _line(path: Path, at: int) -> int:
    """Return on which line of the file the record at a place begins."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader, row, before = csv.reader(file), -1, 0  # the header is row 0
        for values in reader:
            row += bool(values)
            if values and row == at + 1:
                break
            before = reader.line_num
    return before + 1


def _replace(path: Path, table: pa.Table, name: str, read: Callable[[str], Read]) -> pa.Table:
    """Return the table with one column read; each distinct text is read once."""
    coded = pc.dictionary_encode(table[name]).combine_chunks()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.chunk(0)
    made: list[str] = []
    for at, text in enumerate(coded.dictionary.to_pylist()):
        value = read(text.strip())
        if not isinstance(value, str):
            row = pc.index(coded.indices, pa.scalar(at, coded.indices.type)).as_py()
            raise value(file=path.name, line=_line(path, row), column=name, or_empty=" o déjela vacía" if name != "date" else "")
        made.append(value)
    index = table.column_names.index(name)
    return table.set_column(index, name, pa.array(made, pa.string()).take(coded.indices))


def _day_of_record(text: str) -> Read:
    if not text:
        return errors.LinkDateMissing
    found = DAY.fullmatch(text)
    day = _possible(*map(int, found.groups())) if found else None
    return day.isoformat() if day else errors.LinkDateUnreadable


def _birthday(text: str) -> Read:
    if not text:
        return ""
    found = DAY.fullmatch(text)
    if not found:
        return errors.LinkDateUnreadable
    year, month, day = map(int, found.groups())
    at = _possible(year, month, day) or _possible(year, day, month)
    return at.isoformat() if at else ""


def _possible(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _age(text: str) -> Read:
    if not text:
        return ""
    found = AGE.fullmatch(text)
    return str(int(found[1])) if found else errors.LinkAgeUnreadable
