"""From the two files to figures: each mistake with its line and column, and nothing read where one is wrong."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from vereda.statistics.errors import FigureNotUnderstood, FiguresNotRead
from vereda.statistics.figures.printed import Figure, Heading
from vereda.statistics.figures.words import Claim, Measure, Skipped

COLUMNS = ("year", "period_start", "period_end", "scope", "category", "nationality", "value", "source")
MAY_STAND = ("country", "status")
UNCHECKED = "unverified"


def headings(path: Path) -> dict[str, Heading]:
    """Return the headings of the press by code, in the order of the file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sizes = Counter((row["part_of"], row["split"]) for row in rows if row["split"])
    return {
        row["code"]: Heading(
            code=row["code"],
            es=row["label_es"],
            en=row["label_en"],
            measure=Measure(row["measure"]),
            unit=row["unit"],
            part_of=row["part_of"],
            split=row["split"],
            split_size=sizes[row["part_of"], row["split"]],
            about=row["about"],
            claim=Claim(row["claim"]) if row["claim"] else None,
            within=row["within"],
            skipped=Skipped(row["skipped"]) if row["skipped"] else None,
        )
        for row in rows
    }


def figures(path: Path, known: Mapping[str, Heading], country: str) -> list[Figure]:
    """Return the printed figures of a country, in the order of the file.

    country  ISO code, upper case; also of rows that do not say theirs
    Raises FiguresNotRead, FigureNotUnderstood.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            _columns(path, reader.fieldnames or ())
            rows = [_figure(row, reader.line_num, known, country) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as why:
        raise FiguresNotRead(path=path.name, reason=getattr(why, "strerror", None) or "CSV, UTF-8") from None
    return [row for row in rows if row.country == country]


def _columns(path: Path, header: Iterable[str]) -> None:
    names = set(header)
    if names - set(MAY_STAND) != set(COLUMNS):
        raise FiguresNotRead(path=path.name, reason=", ".join(COLUMNS))


def _figure(row: dict[str, str], line: int, known: Mapping[str, Heading], country: str) -> Figure:
    if None in row or None in row.values():
        raise FigureNotUnderstood(line=line, column="…", found="")
    from_on, to_on = _day(row, "period_start", line), _day(row, "period_end", line)
    if to_on < from_on:
        raise FigureNotUnderstood(line=line, column="period_end", found=row["period_end"])
    if row["category"] not in known:
        raise FigureNotUnderstood(line=line, column="category", found=row["category"])
    for name in ("year", "scope", "nationality", "source"):
        if not row[name].strip():
            raise FigureNotUnderstood(line=line, column=name, found="")
    return Figure(
        country=row.get("country") or country,
        period=row["year"],
        from_on=from_on,
        to_on=to_on,
        universe=row["scope"],
        heading=known[row["category"]],
        nationality=row["nationality"],
        value=_value(row, line),
        status=row.get("status") or UNCHECKED,
        source=row["source"],
        line=line,
    )


def _day(row: Mapping[str, str], name: str, line: int) -> date:
    try:
        return date.fromisoformat(row[name])
    except ValueError:
        raise FigureNotUnderstood(line=line, column=name, found=row[name]) from None


def _value(row: Mapping[str, str], line: int) -> Decimal:
    try:
        value = Decimal(row["value"])
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or value < 0:
        raise FigureNotUnderstood(line=line, column="value", found=row["value"])
    return value
