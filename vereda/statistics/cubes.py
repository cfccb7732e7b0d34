"""Cubes: the facts of a month added up, beside its file, so that a dashboard need not read a hundred million rows.

A cube holds the columns of facts without record and line, in several views of the same month: one for a set of questions. A
question is answered from it by the same arithmetic as from facts (rules.py), to the same unit. It is made when it is first
asked for, and says of which file it was made: a month that was written again, after a late entry or an erasure, has another
file, and its cube is made again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from uuid import uuid4
from zlib import crc32

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis import _

from vereda.statistics.bulletin import as_sum, categories_tell, keys_of, kinds_of
from vereda.statistics.columns import DICTIONARIES, SCHEMA
from vereda.statistics.reading import facts_in
from vereda.statistics.rules import Question, Sum
from vereda.statistics.words import ATTRIBUTES, NOT_TOGETHER, Count

FOLDER, OF = "cubes", b"made_of"
MONTHS, DAYS = "months", "days"
VIEWS: dict[str, tuple[str, ...]] = {
    MONTHS: (),
    DAYS: ("local_on",),
    "services": ("services",),
    **{str(one): (str(one),) for one in ATTRIBUTES},
}
"""By view, what it tells apart beside month, group, state, row, tells and categories. Days are told apart in one view alone."""
ALWAYS = ("month", "group", "state", "row", "tells", "categories")
COLUMNS = ("view", *ALWAYS, "local_on", "services", *map(str, ATTRIBUTES), "people")
CUBE = pa.schema([pa.field("view", pa.string()), *(SCHEMA.field(name) for name in COLUMNS[1:])])
MADE_AS = crc32(f"{VIEWS}{CUBE}".encode())
"""Cubes of another program have other views: they are made again."""
ROWS = pa.schema([field for field in CUBE if field.name != "view"])
KEPT = 130
"""Cubes of months that a process holds in memory: ten years and the running one."""
DAYS_KEPT = 12
"""Views day by day that it holds beside them: what is compared with a month that runs."""


def view_of(asked: Question) -> str | None:
    """Return the view that answers a question, None where only facts do: two attributes, or records told apart."""
    attributes = [one for one in asked.by if one in ATTRIBUTES]
    if len(attributes) > 1 or asked.labelled_by == "both" or (attributes and asked.count == Count.ENCOUNTERS):
        return None
    if asked.labelled_by == "service":
        return None if attributes else "services"
    return str(attributes[0]) if attributes else MONTHS


def sums_of(asked: Question, paths: Sequence[Path], groups: Sequence[str] | None = None) -> Iterator[Sum] | None:
    """Return what the bulletin's query returns of the facts of these month files; None where only facts can answer.

    Whole months come from cubes, and so do days of a part of a month, or its file is read once where no view tells them apart.
    groups  codes that are counted; None: all
    """
    view = view_of(asked)
    if view is None:
        return None
    cubes = [(path, cube_of(path)) for path in paths]
    wanted = [(path, one) for path, one in cubes if one.first_on <= asked.to_on and one.last_on >= asked.from_on]
    whole = [one for _path, one in wanted if asked.from_on <= one.first_on and one.last_on <= asked.to_on]
    parts = [(path, one) for path, one in wanted if one not in whole]
    days = [one.views[DAYS] if view == MONTHS else _by_day(path, _told(path), view) for path, one in parts]
    found = _of_views([one.views[view] for one in whole], asked, groups)
    return chain(found, _of_views(days, asked, groups, by_day=True))


def _of_views(views: Sequence[pa.Table], asked: Question, groups: Sequence[str] | None, *, by_day: bool = False) -> Iterator[Sum]:
    """Add views up in memory: few rows, for which a query would take longer to be written than to be answered."""
    if not views:
        return
    table = pa.concat_tables(views)
    kept = pc.is_in(table["row"], pa.array(sorted(kinds_of(asked))))
    if by_day:
        after, before = pc.greater_equal(table["local_on"], asked.from_on), pc.less_equal(table["local_on"], asked.to_on)
        kept = pc.and_(kept, pc.and_(after, before))
    if groups is not None:
        kept = pc.and_(kept, pc.is_in(table["group"], pa.array(sorted(groups), pa.string())))
    usable = pc.not_equal(table["row"], "M")  # margins: of the attribute asked for, when it is the only one
    if asked.apart is not None:
        usable = pc.or_(usable, pc.not_equal(table[asked.apart], NOT_TOGETHER))
    table = table.filter(pc.and_(kept, usable))
    if not categories_tell(asked):
        told = pc.if_else(pc.equal(table["row"], "R"), table["categories"], "")
        table = table.set_column(table.column_names.index("categories"), "categories", told)
    summed = table.group_by(keys_of(asked)).aggregate([("people", "sum")])
    for one in summed.rename_columns({"people_sum": "people"}).to_pylist():
        yield as_sum(one, asked, asked.from_on)


class Cube:
    """A month in memory. first_on, last_on: its first and last day on which something counts."""

    def __init__(self, table: pa.Table) -> None:
        said = table.schema.metadata
        self.first_on, self.last_on = (date.fromisoformat(said[name].decode()) for name in (b"first_on", b"last_on"))
        self.views = {view: _view(table, view) for view in VIEWS}


def _view(table: pa.Table, view: str) -> pa.Table:
    return table.filter(pc.equal(table["view"], view)).drop_columns("view").cast(ROWS).combine_chunks()


def cube_of(facts: Path) -> Cube:
    """Return the cube of a month's file, made where there is none of this very file."""
    return _cube(facts, _told(facts))


@lru_cache(maxsize=KEPT)
def _cube(facts: Path, told: str) -> Cube:
    path = facts.parent / FOLDER / facts.name
    kept = _read(path, told)
    return Cube(kept if kept is not None else _write(made(facts), path, told))


def _told(facts: Path) -> str:
    """Return what tells a file from the one that it replaced: a month is written beside and renamed, never over."""
    found = facts.stat()
    return f"{MADE_AS}:{found.st_ino}:{found.st_mtime_ns}:{found.st_size}"


def _read(path: Path, told: str) -> pa.Table | None:
    """Return a cube that was made of this file; read at once, so that none that is replaced meanwhile is taken for it."""
    try:
        table = pq.ParquetFile(path).read()
    except (OSError, pa.ArrowException):  # not there, or half of one
        return None
    return table if (table.schema.metadata or {}).get(OF) == told.encode() else None


def made(facts: Path) -> pa.Table:
    """Return the views of a month's facts, one below the other."""
    rows = facts_in([facts])
    parts = [_summed(rows, kept, _first(facts)).mutate(view=ibis.literal(view)).select(*COLUMNS) for view, kept in VIEWS.items()]
    table = ibis.union(*parts).to_pyarrow().cast(CUBE).sort_by([(name, "ascending") for name in COLUMNS])
    days_on = table["local_on"].to_pylist() if table.num_rows else [_first(facts)]
    in_days = [on for on, view in zip(days_on, table["view"].to_pylist(), strict=False) if view == DAYS] or days_on
    return table.replace_schema_metadata({"first_on": min(in_days).isoformat(), "last_on": max(in_days).isoformat()})


@lru_cache(maxsize=DAYS_KEPT)
def _by_day(facts: Path, told: str, view: str) -> pa.Table:
    """Return a view of a month day by day. No cube holds it: it has ten times the rows, and few months are asked for, often."""
    return (
        _summed(facts_in([facts]), (*VIEWS[view], "local_on"), _first(facts))
        .select(*ROWS.names)
        .to_pyarrow()
        .cast(ROWS)
        .combine_chunks()
    )


def _summed(rows: ibis.Table, kept: Sequence[str], first: date) -> ibis.Table:
    """Return a month's facts added up by what is always told and by some more; other columns say nothing."""
    rows = rows.filter(rows.row != "A")  # answers to a question, in no bulletin
    absent = {name: ibis.literal(NOT_TOGETHER) for name in map(str, ATTRIBUTES) if name not in kept}
    absent |= {} if "services" in kept else {"services": ibis.literal("")}
    absent |= {} if "local_on" in kept else {"local_on": ibis.literal(first)}
    return rows.group_by([*ALWAYS, *kept]).agg(people=_.people.sum()).mutate(**absent)


def _first(facts: Path) -> date:
    return date.fromisoformat(f"{facts.stem}-01")


def _write(table: pa.Table, path: Path, told: str) -> pa.Table:
    path.parent.mkdir(exist_ok=True, mode=0o700)
    table = table.replace_schema_metadata({**(table.schema.metadata or {}), OF: told.encode()})
    for dead in path.parent.glob(f"{path.name}.*.tmp"):  # of a process that was killed
        dead.unlink(missing_ok=True)
    temporary = path.with_name(f"{path.name}.{uuid4().hex}.tmp")
    with temporary.open("wb") as file:
        os.fchmod(file.fileno(), 0o600)
        pq.write_table(table, file, compression="zstd", use_dictionary=["view", *DICTIONARIES])
    with suppress(FileNotFoundError):  # another process makes the same one, and took this for dead
        temporary.replace(path)
    return table
