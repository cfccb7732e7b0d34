"""How fact rows lie in a Parquet file: the columns, their order, the order of rows. Pure; store.py writes the files.

Lists of codes are stored as one text joined by ';' and encoded by dictionary: a month knows a few hundred different
ones, so the query adds up by text first and takes apart only what is left: three quarters of the time of plain SQL over
list<string>, which knows neither margins nor what stands outside (docs/engineer/bulletin.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import batched

import pyarrow as pa

from vereda.logbook.schema import FactRow, keyed
from vereda.statistics.errors import CodeWithSeparator, FactOutOfMonth
from vereda.statistics.words import NOT_TOGETHER

SCHEMA_VERSION = 3
SEPARATOR = ";"
ROWS_A_GROUP = 122_880  # what DuckDB hands to one thread at a time
ROWS_A_CHUNK = 65_536

# `record_no` numbers the records of a file, which are never in two files: telling them apart by it costs half.
# `tells` is the line of T, R and A rows, whose few words mean something; the ids of other lines would make every row a group.
# A row E stands for one encounter with all that was given in it: so encounters are added up like everything else.
# `key` is the sum of the keys of whom the row stands for, mod 256: what is published is blurred by it (disclosure.py).
SCHEMA = pa.schema(
    [
        ("record", pa.string()),
        ("record_no", pa.int32()),
        ("row", pa.string()),
        ("line", pa.string()),
        ("tells", pa.string()),
        ("local_on", pa.date32()),
        ("month", pa.int32()),
        ("group", pa.string()),
        ("state", pa.string()),
        ("nationality", pa.string()),
        ("sex", pa.string()),
        ("age_band", pa.string()),
        ("people", pa.int64()),
        ("services", pa.string()),
        ("categories", pa.string()),
        ("aggregate", pa.bool_()),
        ("key", pa.int16()),
    ]
)
GIVEN = [name for name in SCHEMA.names if name not in ("record_no", "tells", "month")]
NOTED = pa.schema([field for field in SCHEMA if field.name != "record_no"])
DICTIONARIES = ["row", "tells", "group", "state", "nationality", "sex", "age_band", "services", "categories"]
EXPORTED = (
    "local_on", "group", "state", "row", "month", "record_no", "tells", "nationality", "sex", "age_band", "people", "services",
    "categories", "aggregate",
)  # fmt: skip
"""Of a fact row, what a file may hold. Never the record, which tells an instant, nor the key, which undoes what is published."""
# Equal values lie together: runs are short to store and quick to add up, and kinds of rows not asked for are skipped.
SORT = [(name, "ascending") for name in ("row", "categories", "services", "group", "nationality", "sex", "age_band", "local_on")]


def table_of(rows: Iterable[FactRow], month: date | None = None, *, secret: bytes) -> pa.Table:
    """Return fact rows as columns, sorted, and with them one row E for each encounter.

    month   first day of the only month that may be in it; None: any (a notebook, a test)
    secret  of the record keys, for rows that have none yet: E rows, and all in a notebook
    Raises FactOutOfMonth, CodeWithSeparator.
    """
    seen: dict[str, _Encounter] = {}
    chunks = [_chunk(part, month, secret) for part in batched(_noting(rows, seen), ROWS_A_CHUNK)]
    chunks += [_chunk(part, None, secret) for part in batched((one.row() for one in seen.values()), ROWS_A_CHUNK)]
    table = pa.concat_tables(chunks) if chunks else NOTED.empty_table()
    numbers = table["record"].combine_chunks().dictionary_encode().indices.cast(pa.int32())
    return table.append_column("record_no", numbers).select(SCHEMA.names).sort_by(SORT)


@dataclass(slots=True)
class _Encounter:
    """What an encounter gave to anybody, for its E row."""

    first: FactRow
    services: set[str] = field(default_factory=set)
    categories: set[str] = field(default_factory=set)

    def row(self) -> FactRow:
        return replace(
            self.first,
            row="E",
            line="",
            nationality=NOT_TOGETHER,
            sex=NOT_TOGETHER,
            age_band=NOT_TOGETHER,
            people=1,
            services=tuple(self.services),
            categories=tuple(self.categories),
            members=(),
            key=None,
        )


def _noting(rows: Iterable[FactRow], seen: dict[str, _Encounter]) -> Iterator[FactRow]:
    """Pass rows on, and note of each encounter (somebody was met, or bodies found; no sum) what was given in it."""
    for row in rows:
        if row.row in "LBSC" and not row.aggregate:
            noted = seen.setdefault(row.record, _Encounter(row))
            if row.row != "B":
                noted.services.update(row.services)
                noted.categories.update(row.categories)
        yield row


def _chunk(rows: tuple[FactRow, ...], month: date | None, secret: bytes) -> pa.Table:
    rows = tuple(keyed(row, secret) for row in rows)
    for row in rows:
        if month is not None and row.local_on.replace(day=1) != month:
            raise FactOutOfMonth(record=row.record, local_on=row.local_on, month=f"{month:%Y-%m}")
    columns = {name: [getattr(row, name) for row in rows] for name in GIVEN}
    for name in ("services", "categories"):
        columns[name] = [_joined(codes) for codes in columns[name]]
    columns["tells"] = [row.line if row.row in "TRA" else "" for row in rows]
    columns["month"] = [row.local_on.year * 100 + row.local_on.month for row in rows]
    return pa.table({field.name: pa.array(columns[field.name], field.type) for field in NOTED})


def _joined(codes: Iterable[str]) -> str:
    for code in codes:
        if SEPARATOR in code:
            raise CodeWithSeparator(value=code)
    return SEPARATOR.join(sorted(set(codes)))


def taken_apart(joined: str) -> tuple[str, ...]:
    """Return the codes of a stored text."""
    return tuple(joined.split(SEPARATOR)) if joined else ()
