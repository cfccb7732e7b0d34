"""A session of Spark as Vereda wants it: nothing is served, nothing is kept, days are days.

Where it runs is said by VEREDA_SPARK_MASTER (`spark://host:7077`, `yarn`); without it, in this process. Pure.
"""

from __future__ import annotations

import warnings
from typing import Any

from vereda.settings.environment import env
from vereda.settings.errors import SparkMissing

HERE = {"spark.driver.host": "localhost", "spark.driver.bindAddress": "127.0.0.1"}
"""A Spark in this process is reached from this machine alone."""

type Session = Any  # Any: a session of Spark, which may not be installed


def opened(name: str, folder: str, *, threads: int, memory: str | None = None, partitions: int = 16) -> Session:
    """Return the session of this process, opened with these settings where there is none.

    folder      for what spills; the caller removes it when the session has stopped
    threads     of a Spark in this process
    memory      of the driver; that of workers is the cluster's to say; None: Spark's own, 1 GB
    partitions  into how many parts rows are dealt on the way

    Raises SparkMissing when there is no pyspark, or no Java for it.
    """
    try:
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError:
        raise SparkMissing from None
    master = env().spark_master
    wanted = SparkSession.builder.master(master or f"local[{threads}]").appName(name)
    settings = {**_settings(folder, memory, partitions), **({} if master else HERE)}
    for setting, value in settings.items():
        wanted = wanted.config(setting, value)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = wanted.getOrCreate()
    except PySparkRuntimeError:  # Java did not answer
        raise SparkMissing from None
    found.sparkContext.setLogLevel("ERROR")
    return found


def _settings(folder: str, memory: str | None, partitions: int) -> dict[str, str]:
    return {
        **({"spark.driver.memory": memory.replace("GB", "g").replace("MB", "m")} if memory else {}),
        "spark.driver.extraJavaOptions": f"-Dderby.system.home={folder}/derby",
        "spark.local.dir": f"{folder}/spilt",
        "spark.sql.warehouse.dir": f"{folder}/tables",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": str(partitions),
        "spark.sql.catalogImplementation": "in-memory",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
