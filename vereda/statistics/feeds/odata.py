"""Public tables as an OData 4.0 feed, read only: what sets there are, how they are described, one page of an answer. Pure.

OASIS OData 4.0: protocol, URL conventions, CSDL, JSON format. Minimal conformance (part 1, section 13.1.1) and what spreadsheet
programs use beside it: $filter, $select, $orderby, $top, $skip, $count, pages that the server cuts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from vereda.statistics.feeds.asking import TYPES, Comparison, Condition, Query
from vereda.statistics.feeds.long import SCHEMA

if TYPE_CHECKING:
    import ibis

NAMESPACE = "vereda"
PAGE = 5_000
"""Rows of a page; a client may prefer fewer, never more."""
ARROW = {str: pa.string(), int: pa.int32(), date: pa.date32()}


@dataclass(frozen=True)
class EntitySet:
    """One set. columns: property and type, those of the key first; kind: the name of its rows."""

    name: str
    kind: str
    key: tuple[str, ...]
    columns: Mapping[str, type]

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([(name, ARROW[kind]) for name, kind in self.columns.items()])


CELL: dict[str, type] = {one.name: int if pa.types.is_integer(one.type) else str for one in SCHEMA}
CELL_KEY = ("edition", "revision", "place")
SAID = ("title", "unit", "universe", "definition", "note")
SETS = {
    one.name: one
    for one in (
        EntitySet("Cells", "Cell", CELL_KEY, CELL),
        EntitySet("CellsOfAllRevisions", "Cell", CELL_KEY, CELL),
        EntitySet(
            "Editions",
            "Edition",
            ("edition", "revision"),
            {"edition": str, "revision": int, "published_on": date, "cells": int, "withheld": int, "why": str, "sha256": str},
        ),
        EntitySet(
            "Tables", "Table", ("table",), dict.fromkeys(("table", *(f"{one}_{at}" for one in SAID for at in ("es", "en"))), str)
        ),
        EntitySet("Codes", "Code", ("dimension", "code"), dict.fromkeys(("dimension", "code", "label_es", "label_en"), str)),
    )
}


def service_document(base: str) -> dict[str, Any]:  # Any: JSON
    """Return what the root of the feed says. base: its address, with the last stroke."""
    value = [{"name": name, "kind": "EntitySet", "url": name} for name in SETS]
    return {"@odata.context": f"{base}$metadata", "value": value}


def metadata() -> str:
    """Return the description of the feed in CSDL."""
    kinds = {one.kind: one for one in SETS.values()}
    types = "".join(_entity_type(one) for one in kinds.values())
    sets = "".join(f'<EntitySet Name="{one.name}" EntityType="{NAMESPACE}.{one.kind}"/>' for one in SETS.values())
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>'
        f'<Schema Namespace="{NAMESPACE}" xmlns="http://docs.oasis-open.org/odata/ns/edm">{types}'
        f'<EntityContainer Name="Tables">{sets}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>\n'
    )


def _entity_type(one: EntitySet) -> str:
    key = "".join(f'<PropertyRef Name="{name}"/>' for name in one.key)
    properties = "".join(
        f'<Property Name="{name}" Type="{TYPES[kind]}"{"" if name not in one.key else ' Nullable="false"'}/>'
        for name, kind in one.columns.items()
    )
    return f'<EntityType Name="{one.kind}"><Key>{key}</Key>{properties}</EntityType>'


# Answers ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """Rows of one answer. count: of all pages, where it was asked for; done: rows sent with this page, None: it is the last."""

    rows: list[dict[str, Any]]  # Any: text, numbers, dates
    count: int | None
    done: int | None


def cells_in(paths: Sequence[Path]) -> ibis.Table:
    """Return the long tables of editions as one, on a DuckDB of its own that takes little."""
    import ibis
    import ibis.expr.operations as ops

    if not paths:
        return ibis.memtable(SCHEMA.empty_table())
    backend = ibis.duckdb.connect()
    backend.raw_sql("SET enable_progress_bar = false; SET threads = 1; SET memory_limit = '128MB'")
    listed = ", ".join("'{}'".format(str(path).replace("'", "''")) for path in paths)
    backend.raw_sql(f"CREATE VIEW cells AS FROM read_parquet([{listed}])")
    cells: ibis.Table = ops.DatabaseTable("cells", schema=ibis.schema(SCHEMA), source=backend).to_expr()
    return cells


def count(rows: ibis.Table, query: Query) -> int:
    """Return how many rows meet the condition."""
    return int((rows if query.where is None else rows.filter(_expression(rows, query.where))).count().to_pyarrow().as_py())


def page(rows: ibis.Table, of: EntitySet, query: Query, most: int = PAGE) -> Page:
    """Return one page of what is asked. most: rows of it."""
    import ibis

    in_all = count(rows, query) if query.count else None
    if query.where is not None:
        rows = rows.filter(_expression(rows, query.where))
    wanted = most if query.top is None else min(most, max(0, query.top - query.done))
    order = [*query.orderby, *((name, False) for name in of.key if name not in dict(query.orderby))]
    # Null comes first, and last where it falls (URL conventions, 5.1.4).
    sorts = [
        ibis.desc(rows[name], nulls_first=False) if falls else ibis.asc(rows[name], nulls_first=True) for name, falls in order
    ]
    # One more than a page shows whether anything is left.
    found = rows.order_by(sorts).limit(wanted + 1, offset=query.skip + query.done).select(*query.select).to_pyarrow().to_pylist()
    is_more = len(found) > wanted and wanted == most and (query.top is None or query.done + wanted < query.top)
    return Page(found[:wanted], in_all, query.done + wanted if is_more else None)


def _expression(rows: ibis.Table, where: Condition) -> Any:  # Any: an expression of Ibis
    if not isinstance(where, Comparison):
        first, *others = (_expression(rows, one) for one in where.parts)
        for one in others:
            first = first & one if where.how == "and" else first | one
        return first
    column = rows[where.name]
    if where.value is None:
        return column.isnull() if where.how == "eq" else column.notnull()
    if where.how == "ne":  # null is not equal to any value
        return (column != where.value) | column.isnull()
    compared: Mapping[str, Any] = {  # Any: an expression of Ibis
        "eq": column == where.value, "gt": column > where.value, "ge": column >= where.value,
        "lt": column < where.value, "le": column <= where.value,
    }  # fmt: skip
    return compared[where.how]
