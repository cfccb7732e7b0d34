"""What a chart is drawn from, and the same as a table: for a screen reader, for a sheet, for the eye that wants numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from vereda.statistics.charts.words import day, month, number, phrase

type Key = date | str
type Cell = float | None

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Series:
    """Values by month, by day or by name, in their order. None: not known, and then nothing is drawn.

    is_foreseen  drawn as a broken line: no count
    """

    name: str
    points: Sequence[tuple[Key, Cell]]
    is_foreseen: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """What lies between two values at each date: an interval, or what was usual."""

    name: str
    points: Sequence[tuple[date, float, float]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words and values. columns: the first names the rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    lang: str

    def html(self, caption: str) -> str:
        """Return a plain table, with a caption and scopes, for who does not see the picture."""
        head = "".join(
            f'<th scope="col"{"" if at == 0 else " class=num"}>{escape(one)}</th>' for at, one in enumerate(self.columns)
        )
        return (
            f'<table class="chart-table"><caption class="sr">{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>'
            + "".join(f'<tr><th scope="row">{escape(name)}</th>{self._cells(values)}</tr>' for name, values in self.rows)
            + "</tbody></table>"
        )

    def _cells(self, values: Sequence[Cell]) -> str:
        return "".join(f'<td class="num">{escape(number(value, self.lang))}</td>' for value in values)

    def tsv(self) -> str:
        """Return the table for a clipboard: bare numbers, so that a sheet adds them."""
        lines = [self.columns, *((name, *map(bare, values)) for name, values in self.rows)]
        return "\n".join("\t".join(_flat(one) for one in line) for line in lines)

    def csv(self) -> str:
        file = io.StringIO()
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(map(_flat, self.columns))
        writer.writerows((_flat(name), *map(bare, values)) for name, values in self.rows)
        return file.getvalue()


def bare(value: Cell) -> str:
    """Return a number as a program reads it, '' where it is not known."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(round(float(value), 6))


def _flat(said: str) -> str:
    """Return words in one cell that no sheet takes for a formula; a number stays a number."""
    flat = " ".join(said.split())
    return f"'{flat}" if flat.startswith(FORMULA) and not flat.lstrip("-").replace(".", "", 1).isdigit() else flat


def table_of(series: Sequence[Series], lang: str, *, band: Band | None = None, head: str = "") -> Table:
    """Return the table of some series: a row for each key of any, in order of first appearance, dates in order of time."""
    keys = keys_of(series, band)
    monthly = is_monthly(keys)
    values = [dict(one.points) for one in series]
    spans = {on: (low, high) for on, low, high in band.points} if band else {}
    rows = tuple(
        (
            said(key, lang, monthly=monthly),
            (*(one.get(key) for one in values), *(spans.get(key, (None, None)) if band and isinstance(key, date) else ())),
        )
        for key in keys
    )
    names = [one.name for one in series]
    names += [phrase(lang, "low", name=band.name), phrase(lang, "high", name=band.name)] if band else []
    is_dated = bool(keys) and isinstance(keys[0], date)
    return Table((head or (phrase(lang, "month" if monthly else "day") if is_dated else ""), *names), rows, lang)


def keys_of(series: Sequence[Series], band: Band | None = None) -> list[Key]:
    found = list(dict.fromkeys(key for one in series for key, _value in one.points))
    found += [on for on, _low, _high in band.points if on not in set(found)] if band else []
    return sorted(found) if all(isinstance(key, date) for key in found) else found


def is_monthly(keys: Sequence[Key]) -> bool:
    """Tell whether dates are months: each is a first day."""
    return all(isinstance(key, date) and key.day == 1 for key in keys)


def said(key: Key, lang: str, *, monthly: bool = True) -> str:
    if not isinstance(key, date):
        return key
    return month(key, lang) if monthly else day(key, lang)
