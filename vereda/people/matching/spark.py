"""The pairs of `pairing.py` from Spark, for what outgrows one machine: same columns, same rules, same weights in SQL, to the bit.

What is kept on the way is kept by the workers, in memory or in Spark's own spill, and holds keyed tokens only.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from vereda.people.matching.errors import LinkEngineMissing
from vereda.people.matching.pairing import SLACK, ready_to_weigh
from vereda.people.matching.scoring import Settings, bits, most, query, weight
from vereda.settings.errors import SparkMissing
from vereda.settings.spark import Session, opened


def paired(
    table: pa.Table, ready: Settings, contradictions: Mapping[str, str], *, threads: int, memory: str, least: float
) -> pa.Table:
    """Return what `pairing.paired` returns. memory: of the driver; that of workers is the cluster's to say.

    Raises LinkEngineMissing when there is no pyspark, or no Java for it.
    """
    rules = [rule["blocking_rule"] for rule in ready["blocking_rules_to_generate_predictions"]]
    with session(threads, memory) as spark:
        _kept(spark, spark.createDataFrame(ready_to_weigh(table)), "records")
        _kept(spark, spark.sql(_together(rules)), "pairs")
        spark.sql(query("", "pairs", f"{most(ready)} >= {least - SLACK!r}")).createOrReplaceTempView("likely")
        weighed = query(f"{weight(ready)} as weight, {bits(contradictions)} as against", "likely")
        found = spark.sql(f"select l as record_l, r as record_r, weight, against from ({weighed}) where weight >= {least!r}")
        return found.toArrow().sort_by([("record_l", "ascending"), ("record_r", "ascending")])


def _together(rules: list[str]) -> str:
    """Return a query for the pairs that at least one rule brings together, each once."""
    sides = "select l.record as l, r.record as r from records as l join records as r"
    every = " union all ".join(f"{sides} on {rule} where l.record < r.record" for rule in rules)
    return f"select distinct l, r from ({every})"


def _kept(spark: Session, frame: Any, name: str) -> None:  # Any: a frame of Spark
    frame.persist().createOrReplaceTempView(name)


@contextmanager
def session(threads: int, memory: str) -> Iterator[Session]:
    """Give a session that leaves nothing behind. Raises LinkEngineMissing."""
    with tempfile.TemporaryDirectory(prefix="vereda-spark-", ignore_cleanup_errors=True) as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found = opened("vereda people link", folder, threads=threads, memory=memory)
        except SparkMissing:
            raise LinkEngineMissing from None
        try:
            yield found
        finally:
            found.stop()
