"""Public tables as one long table: a row a cell, a column a dimension; for programs that read Parquet or CSV. Pure.

What a dimension says where a table has it not is empty (null), and TOTAL where it was added up: filter on one table, or all
tables are summed over each other. A cell that is held back has no number and says by which rule.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from vereda.statistics.editions import Sheet
from vereda.statistics.public_tables import PUBLIC
from vereda.statistics.words import By, Count

DIMENSIONS = tuple(one.value for one in PUBLIC)
SCHEMA = pa.schema(
    [
        pa.field("edition", pa.string(), nullable=False),
        pa.field("revision", pa.int32(), nullable=False),
        pa.field("place", pa.int32(), nullable=False),
        pa.field("table", pa.string(), nullable=False),
        pa.field("unit", pa.string(), nullable=False),
        *(pa.field(name, pa.string()) for name in DIMENSIONS),
        pa.field("number", pa.int64()),
        pa.field("withheld", pa.string()),
    ]
)
"""place: of the cell within its edition, in the order of tables and rows; with edition and revision it names a cell."""
COLUMNS = tuple(SCHEMA.names)
ROWS_A_GROUP = 122_880
WRITING: dict[str, Any] = {"compression": "zstd", "write_page_index": False}  # Any: options of pyarrow


def unit_of(count: str, by: Sequence[str]) -> str:
    """Return the unit of a table in one word: attentions by category and services are two units."""
    if count != Count.SERVICES:
        return str(count)
    return "services_by_service" if By.SERVICE in by else "services_by_category"


def rows_of(sheets: Iterable[Sheet], manifest: dict[str, Any]) -> pa.Table:  # Any: JSON
    """Return the cells of one revision of an edition as rows."""
    units = {one["code"]: unit_of(one["count"], one["by"]) for one in manifest["tables"]}
    columns: dict[str, list[Any]] = {name: [] for name in COLUMNS}  # Any: text or numbers
    for sheet in sheets:
        for row in sheet.rows:
            codes = dict(zip(sheet.columns, row.codes, strict=True))
            told = {
                "edition": manifest["period"], "revision": manifest["revision"], "place": len(columns["place"]) + 1,
                "table": sheet.code, "unit": units[sheet.code], "number": row.value,
                "withheld": None if row.value is not None else row.why,
            }  # fmt: skip
            for name, column in columns.items():
                column.append(told[name] if name in told else codes.get(name))
    return pa.table({field.name: pa.array(columns[field.name], field.type) for field in SCHEMA}, schema=SCHEMA)


def parquet_bytes(rows: pa.Table) -> bytes:
    """Return rows as a Parquet file: the same rows are the same bytes, as long as the library is the same."""
    file = io.BytesIO()
    pq.write_table(rows, file, **WRITING)
    return file.getvalue()


def write_together(paths: Iterable[Path], file: BinaryIO) -> None:
    """Write the long tables of many editions as one Parquet file, without ever holding more than a group of rows."""
    with pq.ParquetWriter(file, SCHEMA, **WRITING) as writer:
        for group in _grouped(paths):
            writer.write_table(group, row_group_size=ROWS_A_GROUP)


def _grouped(paths: Iterable[Path]) -> Iterator[pa.Table]:
    waits: list[pa.Table] = []
    for path in paths:
        waits.append(pq.read_table(path, schema=SCHEMA, use_threads=False))
        if sum(one.num_rows for one in waits) >= ROWS_A_GROUP:
            yield pa.concat_tables(waits)
            waits = []
    if waits:
        yield pa.concat_tables(waits)
