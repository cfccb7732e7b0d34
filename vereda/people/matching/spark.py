"""Splink on Spark, for what outgrows one machine: the same settings, the same model, the same pairs as on DuckDB.

Where Spark runs is said by VEREDA_SPARK_MASTER (`spark://host:7077`, `yarn`); without it, in this process. Steps are kept by the
workers, in memory or in Spark's own spill, and hold keyed tokens only.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from vereda.people.matching.errors import LinkEngineMissing
from vereda.settings.environment import env


@contextmanager
def database(threads: int, memory: str) -> Iterator[Callable[[pa.Table], Any]]:  # Any: a table of Splink
    """Give what registers tables in Spark. memory: of the driver; that of workers is the cluster's to say.

    Raises LinkEngineMissing when there is no pyspark, or no Java for it.
    """
    with tempfile.TemporaryDirectory(prefix="vereda-spark-", ignore_cleanup_errors=True) as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = _session(folder, env().spark_master or f"local[{threads}]", memory)
        try:
            from splink import SparkAPI

            api = SparkAPI(spark_session=session, break_lineage_method="persist", register_udfs_automatically=False)
            yield lambda table: api.register(session.createDataFrame(table))
        finally:
            session.stop()


def asked(linker: Any, sql: str) -> pa.Table:  # Any: a linker of Splink
    """Return what a query gives."""
    return linker._db_api.spark.sql(sql).toArrow()


def _session(folder: str, master: str, memory: str) -> Any:  # Any: a session of Spark
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError:
        raise LinkEngineMissing from None
    wanted = SparkSession.builder.master(master).appName("vereda people link")
    for name, value in _settings(folder, memory).items():
        wanted = wanted.config(name, value)
    try:
        session = wanted.getOrCreate()
    except PySparkRuntimeError:  # Java did not answer
        raise LinkEngineMissing from None
    session.sparkContext.setLogLevel("ERROR")
    return session


def _settings(folder: str, memory: str) -> dict[str, str]:
    """Nothing is served, nothing is kept, and days are days."""
    return {
        "spark.driver.memory": memory.replace("GB", "g").replace("MB", "m"),
        "spark.driver.extraJavaOptions": f"-Dderby.system.home={folder}/derby",
        "spark.local.dir": f"{folder}/spilt",
        "spark.sql.warehouse.dir": f"{folder}/tables",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "16",
        "spark.sql.codegen.wholeStage": "false",  # the whole of our comparisons is more than a method of Java may hold
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
