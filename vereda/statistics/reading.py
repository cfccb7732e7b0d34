"""Month files as one Ibis table: on a DuckDB in this process, or on Spark where VEREDA_ENGINE says so. Both answer alike."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import ibis
import ibis.expr.operations as ops

from vereda.settings.environment import SPARK, env
from vereda.statistics.columns import SCHEMA


def facts_in(paths: Sequence[Path]) -> ibis.Table:
    """Return the facts of month files. Each call has a connection of its own: one is not for two threads."""
    if not paths:
        return ibis.memtable(SCHEMA.empty_table())
    if env().engine == SPARK:
        from vereda.statistics.spark import with_facts

        source = with_facts(paths)
    else:
        source = ibis.duckdb.connect()
        source.raw_sql("SET enable_progress_bar = false")  # it writes into the CSV on stdout
        listed = ", ".join("'{}'".format(str(path).replace("'", "''")) for path in paths)
        source.raw_sql(f"CREATE VIEW facts AS FROM read_parquet([{listed}])")
    # The columns are ours and known: asking DuckDB for them costs 20 ms, and Ibis 12 asks by a call that DuckDB 2 deprecates.
    facts: ibis.Table = ops.DatabaseTable("facts", schema=ibis.schema(SCHEMA), source=source).to_expr()
    return facts
