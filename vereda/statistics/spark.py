"""Facts on Spark, for a network whose facts outgrow one machine: the same Ibis questions of the same Parquet files.

The session is opened at the first question and kept as long as the process. Workers must see the files under the same path.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from os import cpu_count
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from vereda.settings.errors import SparkMissing
from vereda.settings.spark import Session, opened
from vereda.statistics.columns import SCHEMA

try:
    from ibis.backends.pyspark import Backend
    from ibis.backends.pyspark.datatypes import PySparkSchema
except ImportError:
    raise SparkMissing from None


class Spark(Backend):
    """Ibis on Spark, with results and tables in memory handed over by Arrow, with their types; Ibis 12 goes by Pandas."""

    def to_pyarrow(self, expr: ibis.Expr, /, *, params: Mapping[Any, Any] | None = None, **more: Any) -> pa.Table:  # Any: of Ibis
        self._run_pre_execute_hooks(expr)
        found = self.raw_sql(self.compile(expr, params=params)).toArrow()
        return found.cast(expr.schema().to_pyarrow())

    def _register_in_memory_table(self, op: Any) -> None:  # Any: an operation of Ibis
        self._session.createDataFrame(op.data.to_pyarrow(op.schema)).createOrReplaceTempView(op.name)


def with_facts(paths: Sequence[Path]) -> Spark:
    """Return a connection in which `facts` are the rows of month files. Names in it are its own. Raises SparkMissing."""
    own = _session().newSession()
    rows = own.read.schema(PySparkSchema.from_ibis(ibis.schema(SCHEMA))).parquet(*map(str, paths))
    rows.createOrReplaceTempView("facts")
    return Spark().connect(own)


@cache
def _session() -> Session:
    cores = cpu_count() or 1
    folder = tempfile.mkdtemp(prefix="vereda-spark-")
    found = opened("vereda statistics", folder, threads=cores, partitions=cores)
    atexit.register(_closed, found, folder)
    return found


def _closed(session: Session, folder: str) -> None:
    session.stop()
    shutil.rmtree(folder, ignore_errors=True)
