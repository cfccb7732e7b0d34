"""Splink at work: pairs of records that may be one person, with their weight. Reads `settings.py` and the stored model."""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vereda.people.matching import spark
from vereda.people.matching.blocking import with_sizes
from vereda.people.matching.earlier import Earlier
from vereda.people.matching.form import TOKENS, Form
from vereda.people.matching.frequencies import with_frequencies
from vereda.people.matching.pairing import paired

MODEL = Path(__file__).parent / "model" / "model.json"
LEAST_WEIGHT = -6.0
"""Pairs below this weight (log2 of the odds) are forgotten: one in 65."""
PAIRS_PER_RECORD = 1.0
"""So many true pairs a record are expected before anything is compared; own proposal, from the first generator."""

type Ints = NDArray[np.int32] | NDArray[np.int64]
Model = dict[str, Any]  # Any: JSON


def stored_model(path: Path = MODEL) -> Model:
    """Return the stored model: by comparison and level, how often it holds for one person (m) and for two (u)."""
    with path.open(encoding="utf-8") as file:
        found: Model = json.load(file)
    return found


def fitted(model: Model, records: int, engine: str = "duckdb", form: Form = TOKENS) -> dict[str, Any]:
    """Return Splink's settings with what the model learned, for so many records."""
    ready = form.settings(engine, records)
    ready["probability_two_random_records_match"] = model.get("chance", prior(records, float(model.get("odds", 1.0))))
    for comparison in ready["comparisons"]:
        learned: Mapping[str, tuple[float, float]] = model["levels"][comparison["output_column_name"]]
        for level in comparison["comparison_levels"]:
            if not level.get("is_null_level"):
                level["m_probability"], level["u_probability"] = learned[level["label_for_charts"]]
    return ready


def prior(records: int, odds: float = 1.0) -> float:
    """Return how likely two records drawn blindly are one person's.

    odds  so many times likelier, because what the model learned of its comparisons was heard together
    """
    return min(0.5, 2 * PAIRS_PER_RECORD * odds / max(1, records - 1))


@contextmanager
def linked(table: pa.Table, ready: Mapping[str, Any], *, threads: int = 2, memory: str = "3GB") -> Iterator[Any]:
    """Give a Splink linker over a table; what is spilt to disk on the way is keyed tokens only, and goes at the end."""
    from splink import Linker

    with _database(threads, memory) as register:
        with_columns, often = with_frequencies(table)
        linker = Linker(register(with_sizes(with_columns)), dict(ready), log_level=logging.ERROR)
        for name, lookup in often.items():
            linker.table_management.register_term_frequency_lookup(register(lookup), name)
        yield linker


@contextmanager
def _database(threads: int, memory: str) -> Iterator[Callable[[pa.Table], Any]]:  # Any: a table of Splink
    """Give what registers tables in a DuckDB in memory."""
    import duckdb
    from splink import DuckDBAPI

    connection = duckdb.connect(config={"threads": threads, "memory_limit": memory, "preserve_insertion_order": False})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield DuckDBAPI(connection=connection).register
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
    form: Form = TOKENS,
    earlier: Earlier | None = None,
) -> pa.Table:
    """Return record_l, record_r, weight and `against` of each pair that was brought together and weighs at least `least`.

    against  what contradicts: one bit for each of the form's contradictions, in their order
    earlier  of an earlier run, by which DuckDB brings together only pairs with a new record; Spark looks at all again
    """
    ready = fitted(model, table.num_rows, engine, form)
    contradictions = form.contradictions(engine)
    if engine == "spark":
        return spark.paired(table, ready, contradictions, threads=threads, memory=memory, least=least)
    return paired(table, ready, contradictions, threads=threads, memory=memory, least=least, earlier=earlier)


def against(
    table: pa.Table, left: Ints, right: Ints, *, threads: int = 2, memory: str = "3GB", form: Form = TOKENS
) -> NDArray[np.int32]:
    """Return what contradicts in pairs of records that nothing brought together; bits as in `pairs`."""
    import duckdb

    conditions = form.contradictions("duckdb")
    concerned = np.unique(np.concatenate([left, right]))
    some = table.select(["record", *_columns_of(conditions)]).take(pa.array(concerned))
    asked = pa.table({"record_l": left, "record_r": right, "match_weight": np.zeros(len(left))})
    with duckdb.connect(config={"threads": threads, "memory_limit": memory}) as connection:
        connection.register("records", some)
        connection.register("asked", asked)
        found = connection.sql(_with_conditions("records", "asked", conditions)).to_arrow_table()
    keys = np.asarray(found["record_l"]).astype(np.int64) * table.num_rows + np.asarray(found["record_r"])
    order = np.argsort(keys)
    place = np.searchsorted(keys[order], left.astype(np.int64) * table.num_rows + right)
    return np.asarray(found["against"])[order][place].astype(np.int32)


def _columns_of(conditions: Mapping[str, str]) -> list[str]:
    return sorted({name for sql in conditions.values() for name in re.findall(r"\b(\w+)_[lr]\b", sql)})


def _with_conditions(records: str, found: str, conditions: Mapping[str, str]) -> str:
    """Return a query for found pairs with what contradicts."""
    sides = ", ".join(f"{side}.{name} as {name}_{side}" for name in _columns_of(conditions) for side in "lr")
    bits = " + ".join(f"case when {condition} then {1 << at} else 0 end" for at, condition in enumerate(conditions.values()))
    return f"""
        select record_l, record_r, weight, cast({bits} as integer) as against
        from (
            select p.record_l, p.record_r, p.match_weight as weight, {sides}
            from {found} as p
            join {records} as l on l.record = p.record_l
            join {records} as r on r.record = p.record_r
        ) as sides
    """
