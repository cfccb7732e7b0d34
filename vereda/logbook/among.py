"""`filter(id__among=ids)`: rows whose UUID is one of many.

All ids are one parameter. With `in` each is one, which costs more to write down than to look up, and SQLite takes 32,766.
"""

from __future__ import annotations

from typing import Any

import orjson
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup, UUIDField
from django.db.models.sql.compiler import SQLCompiler

type Sql = tuple[str, list[Any]]  # Any: parameters of any column


@UUIDField.register_lookup
class Among(Lookup):
    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        left, params = self.process_lhs(compiler, connection)
        ids = orjson.dumps([str(one).replace("-", "") for one in self.rhs]).decode()
        return f"{left} IN (SELECT value FROM json_each(%s))", [*params, ids]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Sql:
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s::uuid[])", [*params, [str(one) for one in self.rhs]]
