"""Splink at work: pairs of records that may be one person, with their weight. Reads `settings.py` and the stored model."""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from vereda.people.matching.errors import LinkEngineMissing
from vereda.people.matching.settings import WIDE_UP_TO, contradictions, settings

MODEL = Path(__file__).parent / "model" / "model.json"
LEAST_WEIGHT = -6.0
"""Pairs below this weight (log2 of the odds) are forgotten: one in 65."""
PAIRS_PER_RECORD = 1.0
"""So many true pairs a record are expected before anything is compared; own proposal, from the first generator."""

Model = dict[str, Any]  # Any: JSON


def stored_model(path: Path = MODEL) -> Model:
    """Return the stored model: by comparison and level, how often it holds for one person (m) and for two (u)."""
    with path.open(encoding="utf-8") as file:
        found: Model = json.load(file)
    return found


def fitted(model: Model, records: int, engine: str = "duckdb") -> dict[str, Any]:
    """Return Splink's settings with what the model learned, for so many records."""
    ready = settings(engine, wide=records <= WIDE_UP_TO)
    ready["probability_two_random_records_match"] = prior(records)
    for comparison in ready["comparisons"]:
        learned: Mapping[str, tuple[float, float]] = model["levels"][comparison["output_column_name"]]
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level"):
                level["m_probability"], level["u_probability"] = learned[level["label_for_charts"]]
    return ready


def prior(records: int) -> float:
    """Return how likely two records drawn blindly are one person's."""
    return min(0.5, 2 * PAIRS_PER_RECORD / max(1, records - 1))


@contextmanager
def linked(table: pa.Table, ready: Mapping[str, Any], *, threads: int = 2, memory: str = "3GB") -> Iterator[Any]:
    """Give a Splink linker over a table in memory; nothing is written to disk but what DuckDB spills there, encrypted by no one:
    the table holds keyed tokens only."""
    import duckdb
    from splink import DuckDBAPI, Linker

    connection = duckdb.connect(config={"threads": threads, "memory_limit": memory, "preserve_insertion_order": False})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            api = DuckDBAPI(connection=connection)
            yield Linker(api.register(table), dict(ready), log_level=logging.ERROR)
    finally:
        connection.close()


def pairs(
    table: pa.Table,
    model: Model,
    *,
    engine: str = "duckdb",
    threads: int = 2,
    memory: str = "3GB",
    least: float = LEAST_WEIGHT,
) -> pa.Table:
    """Return record_l, record_r, weight and `against` of each pair that was brought together and weighs at least `least`.

    against  what contradicts: one bit for each of `settings.contradictions`, in its order
    """
    if engine == "spark":
        raise LinkEngineMissing
    with linked(table, fitted(model, table.num_rows), threads=threads, memory=memory) as linker:
        found = linker.inference.predict(threshold_match_weight=least, warning_mode="never")
        return _with_contradictions(linker, found.physical_name)


def _with_contradictions(linker: Any, pairs_name: str) -> pa.Table:  # Any: a linker of Splink
    records = next(iter(linker._input_tables_dict.values())).physical_name
    conditions = contradictions("duckdb")
    columns = sorted({name for condition in conditions.values() for name in re.findall(r"\b(\w+)_[lr]\b", condition)})
    sides = ", ".join(f"{side}.{name} as {name}_{side}" for name in columns for side in "lr")
    bits = " + ".join(f"case when {condition} then {1 << at} else 0 end" for at, condition in enumerate(conditions.values()))
    return linker._db_api.duckdb_con.sql(
        f"""
        select record_l, record_r, weight, cast({bits} as integer) as against
        from (
            select p.record_l, p.record_r, p.match_weight as weight, {sides}
            from {pairs_name} as p
            join {records} as l on l.record = p.record_l
            join {records} as r on r.record = p.record_r
        )
        """
    ).to_arrow_table()
