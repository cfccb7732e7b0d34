"""Months that an office had counted by hand before it counted here: read from its sheet, kept by the year, never counted. Pure.

A sheet has a row a month and series: `month,by,code,count`. What is wrong in it is said line by line, and then nothing is taken.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from vereda.logbook.schema import Entry, State, reach, reopen, uuid8, write
from vereda.said import Said, noop
from vereda.statistics.entries import PAST_YEAR, PastSeries, PastTold, PastWithdrawn

COLUMNS = ("month", "by", "code", "count")
BY = ("nationality", "state", "category")
MOST_ROWS, MOST = 20_000, 10_000_000
type Key = tuple[str, str]
"""What is counted: '' and '' of everybody, else a dimension and its code."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line of a sheet, in words."""

    line: int
    said: Said


@dataclass(frozen=True)
class Told:
    """A row of a sheet. count None: the month is not known."""

    line: int
    month: date
    key: Key
    count: int | None


def read_sheet(text: str, codes: Mapping[str, Collection[str]], last: date) -> tuple[list[Told], list[Fault]]:
    """Return the rows of a sheet and what is wrong with it.

    text   CSV with a heading of COLUMNS, separated by commas, semicolons or tabs
    codes  those that a country has, by dimension
    last   first day of the last month that is over
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=head.count))
    try:
        names = [(name or "").strip().casefold() for name in reader.fieldnames or ()]
        if sorted(names) != sorted(COLUMNS):
            return [], [Fault(1, Said(WRONG_HEAD, columns=",".join(COLUMNS)))]
        reader.fieldnames = names
        rows, faults = _rows(reader, codes, last)
    except csv.Error:
        return [], [Fault(max(reader.line_num, 1), Said(UNREADABLE))]
    if not rows and not faults:
        faults = [Fault(1, Said(NO_ROWS))]
    return rows, sorted([*faults, *_parts(rows)], key=lambda one: one.line)


WRONG_HEAD = noop("La primera línea debe decir: {columns}.")
UNREADABLE = noop("Desde aquí no se puede leer: falta cerrar unas comillas o hay signos que no son texto. Ciérrelas o bórrelos.")
NO_ROWS = noop("No hay ninguna línea debajo del encabezado. Agregue al menos una.")
TOO_MANY = noop("Son más de {most} líneas. Divida la hoja por años.")
CELLS = noop("Hay más celdas que columnas. Las cifras van sin comas: 1250.")
MONTH = noop("«{value}» no es un mes. Escríbalo como 2023-05.")
NOT_OVER = noop("El mes {value} no ha terminado, o es de antes de 1950. Borre la línea.")
BY_WHAT = noop("«{value}» no se conoce en la columna by. Déjela vacía para todas las personas, o escriba: {known}.")
CODE = noop("«{value}» no es un código de {by} de este país. Los códigos están en el boletín.")
NO_CODE = noop("Con la columna by vacía no va código: es el total de personas.")
COUNT = noop("«{value}» no es un número entero de 0 en adelante, sin comas ni puntos. Déjelo vacío si no se sabe.")
TWICE = noop("Este mes y serie ya están en la línea {line}. Deje una.")
MORE = noop("Las partes por {by} de {month} suman {sum}, más que el total de personas, {total}. Revise cuál está mal.")


def _rows(reader: csv.DictReader[str], codes: Mapping[str, Collection[str]], last: date) -> tuple[list[Told], list[Fault]]:
    rows, faults, seen = list[Told](), list[Fault](), dict[tuple[date, Key], int]()
    for cells in reader:
        line = reader.line_num
        if len(rows) + len(faults) >= MOST_ROWS:
            faults.append(Fault(line, Said(TOO_MANY, most=MOST_ROWS)))
            break
        if not any(cells.values()):  # what a spreadsheet leaves below a table
            continue
        wrong = list(_wrong(cells, codes, last))
        if not wrong:
            row = _row(cells, line)
            if (row.month, row.key) in seen:
                wrong = [Said(TWICE, line=seen[row.month, row.key])]
            seen.setdefault((row.month, row.key), line)
            rows.append(row)
        faults += [Fault(line, said) for said in wrong]
    return rows, faults


def _text(cells: Mapping[str, Any]) -> dict[str, str]:  # Any: text, or a list of what was too much
    return {name: (cells.get(name) or "").strip() for name in COLUMNS}


def _wrong(cells: Mapping[str, Any], codes: Mapping[str, Collection[str]], last: date) -> Iterator[Said]:  # Any: as above
    if None in cells:
        yield Said(CELLS)
        return
    told = _text(cells)
    month, by, code, count = (told[name] for name in COLUMNS)
    if (first := _month(month)) is None:
        yield Said(MONTH, value=month[:20])
    elif first > last or first.year < 1950:
        yield Said(NOT_OVER, value=month)
    if by and by not in BY:
        yield Said(BY_WHAT, value=by[:20], known=", ".join(BY))
    elif by and code not in codes[by]:
        yield Said(CODE, value=code[:20], by=by)
    elif code and not by:
        yield Said(NO_CODE)
    if count and not (count.isascii() and count.isdecimal() and int(count) <= MOST):
        yield Said(COUNT, value=count[:20])


def _month(written: str) -> date | None:
    try:
        return date.fromisoformat(f"{written[:7]}-01") if len(written) in (7, 10) else None
    except ValueError:
        return None


def _row(cells: Mapping[str, Any], line: int) -> Told:  # Any: text
    told = _text(cells)
    month = _month(told["month"])
    assert month is not None
    return Told(line, month, (told["by"], told["code"]), int(told["count"]) if told["count"] else None)


def _parts(rows: Sequence[Told]) -> Iterator[Fault]:
    """Yield months whose parts add up to more people than there were; attentions of a category are no people."""
    totals = {row.month: row for row in rows if row.key == ("", "") and row.count is not None}
    sums: Counter[tuple[date, str]] = Counter()
    for row in rows:
        if row.key[0] in ("nationality", "state"):
            sums[row.month, row.key[0]] += row.count or 0
    for (month, by), together in sums.items():
        whole = totals.get(month)
        if whole and whole.count is not None and together > whole.count:
            yield Fault(whole.line, Said(MORE, by=by, month=f"{month:%Y-%m}", sum=together, total=whole.count))


def years(rows: Sequence[Told], source: str) -> list[PastTold]:
    """Return what a sheet says of each year, the oldest first."""
    found: dict[int, dict[Key, list[int | None]]] = {}
    for row in rows:
        months = found.setdefault(row.month.year, {}).setdefault(row.key, [None] * 12)
        months[row.month.month - 1] = row.count
    return [
        PastTold(
            year=year, source=source, series=[PastSeries(by=by, code=code, months=m) for (by, code), m in sorted(of.items())]
        )
        for year, of in sorted(found.items())
    ]


def subject_of(country: str, year: int) -> UUID:
    """Return the subject of a year: the same on every machine."""
    digest = sha256(f"vereda.statistics|{PAST_YEAR}|{country}|{year}".encode()).digest()
    return uuid8(max(0, (date(year, 1, 1) - date(1970, 1, 1)).days) * 86_400_000, digest)


def start() -> State:
    """Return a year of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the year after one more entry: the later statement stands, the earlier one stays in the history."""
    told = entry.payload
    if isinstance(told, PastTold):
        write(state["fields"], "told", told.model_dump(mode="json"), entry)
        reopen(state["fields"], "withdrawn", entry)
    elif isinstance(told, PastWithdrawn):
        reach(state["fields"], "withdrawn", True, entry)
    return state


def months_of(series: Sequence[Mapping[str, Any]], year: int, key: Key) -> dict[date, int]:  # Any: JSON of PastSeries
    """Return the months of one series that a year knows."""
    found = next((one["months"] for one in series if (one.get("by", ""), one.get("code", "")) == key), ())
    return {date(year, at, 1): count for at, count in enumerate(found, start=1) if count is not None}
