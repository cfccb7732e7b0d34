"""Month files as one Ibis table. DuckDB in the process; a network that outgrew one machine passes a Spark connection."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis

from vereda.statistics.columns import SCHEMA


def facts_in(paths: Sequence[Path], connection: Any = None) -> ibis.Table:  # Any: an Ibis backend; they share no type
    """Return the facts of month files.

    connection  an Ibis backend; None: a DuckDB of this call alone (one connection is not for two threads)
    """
    if not paths:
        return ibis.memtable(SCHEMA.empty_table())
    backend = ibis.duckdb.connect() if connection is None else connection
    facts: ibis.Table = backend.read_parquet([str(path) for path in paths])
    return facts
