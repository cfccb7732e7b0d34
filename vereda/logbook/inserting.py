"""Many new rows at once: COPY on PostgreSQL, one prepared statement on SQLite.

Django's `bulk_create` spends more on putting its statement together than the database on running it: it was 45 % of the
work of an intake. What may stand in a table is checked as ever, by its constraints and triggers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import psycopg
from django.db import connection
from django.db.models import Field, Model

type Row = Mapping[str, Any]  # column of the model (`attname`) -> its value, of any type
type Convert = Callable[[Any], Any]  # Any: a value in Python, and as the driver takes it


class Shape(NamedTuple):
    """How rows of a model enter its table. `converts`: place of a column -> what its values need before the driver takes them."""

    statement: str
    types: list[str]
    values: Callable[[Row], tuple[Any, ...]]  # Any: of each column
    converts: dict[int, Convert]


def insert(model: type[Model], rows: Iterable[Row]) -> None:
    """Insert new rows of a model, in the caller's transaction: every column is given, but an automatic key.

    Raises IntegrityError as a save would.
    """
    rows = list(rows)
    if not rows:
        return
    shape = _shape(model, connection.vendor)
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.executemany(shape.statement, list(_values(shape, rows)))
            return
        with connection.wrap_database_errors, psycopg.Cursor(connection.connection).copy(shape.statement) as copy:
            copy.set_types(shape.types)
            for values in _values(shape, rows):
                copy.write_row(values)


def _values(shape: Shape, rows: Iterable[Row]) -> Iterator[list[Any]]:  # Any: of each column
    for row in rows:
        values = list(shape.values(row))
        for place, convert in shape.converts.items():
            if values[place] is not None:
                values[place] = convert(values[place])
        yield values


@cache
def _shape(model: type[Model], vendor: str) -> Shape:
    fields = [field for field in model._meta.concrete_fields if field is not model._meta.auto_field]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = [connection.ops.quote_name(field.column or field.attname) for field in fields]
    if vendor == "postgresql":
        statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN (FORMAT BINARY)"
    else:
        statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
    return Shape(
        statement,
        [(field.db_type(connection) or "").partition("(")[0] for field in fields],
        itemgetter(*(field.attname for field in fields)),
        {place: convert for place, field in enumerate(fields) if (convert := _convert(field, vendor))},
    )


def _convert(field: Field[Any, Any], vendor: str) -> Convert | None:  # Any: a field of any type
    """Return what a field's values need before the driver takes them; None: nothing, as most."""
    kind = field.get_internal_type()
    if kind == "JSONField":
        return lambda value: field.get_db_prep_save(value, connection)
    if vendor == "postgresql":
        return None
    by_kind: dict[str, Convert] = {
        "UUIDField": attrgetter("hex"),
        "DateField": date.isoformat,
        "DateTimeField": connection.ops.adapt_datetimefield_value,
    }
    return by_kind.get(kind)
