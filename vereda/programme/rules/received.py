"""Files of protected cells that the office of a country sends: a row that is wrong is named by its line. Pure.

A cell comes as it left that country: a multiple of five, or withheld. A number that was not protected there is refused here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from vereda.programme.entries import AggregateReceived, IndicatorSet, Part
from vereda.programme.errors import FileNotRead
from vereda.programme.rules.told import Programme
from vereda.programme.words import ROUNDS_TO, THRESHOLD, THRESHOLD_SENSITIVE, About, Dimension

COLUMNS = ("indicator", "country", "from_on", "until_on", "by", "code", "value", "withheld", "edition", "document", "document_on")
"""by, code: '' for the whole, 'sex' and 'F' for a part of it. withheld: why there is no value: small or sensitive."""
WITHHELD = ("small", "sensitive")
MOST = 20_000  # rows of a file

type Row = Mapping[str, str]
type Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a row. line: in the file, the header is 1; what: a code of it; said: what stands there."""

    line: int
    what: str
    said: str = ""


def read(content: bytes, programme: Programme) -> tuple[list[AggregateReceived], list[Wrong]]:
    """Return the cells of a file, or what is wrong with its rows; then nothing of it is taken. Raises FileNotRead."""
    rows = _rows(content)
    wrong: list[Wrong] = []
    whole: dict[Key, AggregateReceived] = {}
    parts: dict[Key, list[tuple[int, Part]]] = {}
    digest = sha256(content).hexdigest()
    for line, row in enumerate(rows, start=2):
        faults = [Wrong(line, *one) for one in _faults(row, programme)]
        wrong += faults
        if faults:
            continue
        key = row["indicator"], row["country"].lower(), row["from_on"], row["until_on"]
        if row["by"]:
            parts.setdefault(key, []).append((line, Part(by=Dimension(row["by"]), code=row["code"], value=_number(row["value"]))))
        elif key in whole:
            wrong.append(Wrong(line, "twice"))
        else:
            whole[key] = _cell(row, digest)
    lost = [Wrong(some[0][0], "part_without_whole") for key, some in parts.items() if key not in whole]
    found = [one.model_copy(update={"parts": [part for _line, part in parts.get(key, [])]}) for key, one in whole.items()]
    return ([], sorted([*wrong, *lost], key=lambda one: one.line)) if wrong or lost else (found, [])


def new(found: Iterable[AggregateReceived], programme: Programme) -> list[AggregateReceived]:
    """Return the cells that do not stand already: the same file twice is once."""
    known = [one.model_dump(exclude={"file"}) for one in programme.aggregates.values()]
    return [one for one in found if one.model_dump(exclude={"file"}) not in known]


def _rows(content: bytes) -> list[Row]:
    try:
        head, *rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error, ValueError):
        raise FileNotRead(columns=", ".join(COLUMNS)) from None
    if tuple(one.strip() for one in head) != COLUMNS or len(rows) > MOST or any(len(row) != len(COLUMNS) for row in rows if row):
        raise FileNotRead(columns=", ".join(COLUMNS))
    return [dict(zip(COLUMNS, (cell.strip() for cell in row), strict=True)) for row in rows if row]


def _faults(row: Row, programme: Programme) -> Iterator[tuple[str, str]]:
    one = programme.indicators.get(row["indicator"])
    if one is None:
        yield "indicator", row["indicator"]
        return
    days = [_day(row[name]) for name in ("from_on", "until_on", "document_on")]
    if None in days:
        yield (
            "day",
            next(row[name] for name, day in zip(("from_on", "until_on", "document_on"), days, strict=True) if day is None),
        )
        return
    yield from _place_faults(row, programme, one, days[0] or date.min, days[1] or date.min)
    yield from _value_faults(row, one)
    for name in ("edition", "document"):
        if not row[name] or len(row[name]) > 200:
            yield "needed", name


def _place_faults(row: Row, programme: Programme, one: IndicatorSet, first: date, last: date) -> Iterator[tuple[str, str]]:
    phase = programme.phase_of(first, last)
    if last < first or phase is None:
        yield "outside_phase", f"{first} {last}"
    elif phase.closed is not None:
        yield "phase_closed", phase.code
    elif (phase.code, one.indicator) not in programme.targets:
        yield "not_in_framework", phase.code
    elif not one.by_country or row["country"].lower() not in programme.countries_of(one, first, last):
        yield "country", row["country"]


def _value_faults(row: Row, one: IndicatorSet) -> Iterator[tuple[str, str]]:
    value, least = _number(row["value"]), THRESHOLD_SENSITIVE if one.is_sensitive else THRESHOLD
    if row["by"] and (row["by"] not in set(Dimension) or not row["code"]):
        yield "part", row["by"]
    if bool(row["value"]) == bool(row["withheld"]) or (row["withheld"] and row["withheld"] not in WITHHELD):
        yield "value_or_withheld", row["value"]
    elif row["value"] and value is None:
        yield "number", row["value"]
    elif value and one.about is About.HELPED and value % ROUNDS_TO:
        yield "not_protected", row["value"]
    elif value and one.about is About.HELPED and value < least:
        yield "too_small", row["value"]


def _cell(row: Row, digest: str) -> AggregateReceived:
    return AggregateReceived(
        indicator=row["indicator"],
        country=row["country"].lower(),
        from_on=date.fromisoformat(row["from_on"]),
        until_on=date.fromisoformat(row["until_on"]),
        value=_number(row["value"]),
        edition=row["edition"],
        document=row["document"],
        document_on=date.fromisoformat(row["document_on"]),
        file=digest,
    )


def _number(written: str) -> Decimal | None:
    try:
        found = Decimal(written)
    except InvalidOperation:
        return None
    return found if found.is_finite() and found >= 0 and found == found.to_integral_value() and found < 10**12 else None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if len(written) == len("2011-12-31") else None
    except ValueError:
        return None
