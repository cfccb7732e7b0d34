"""Pairs of records in DuckDB: brought together by rules, weighed at most by marks, then weighed in full. Settings are Splink's.

What is spilt to disk on the way is keyed tokens only, and goes at the end.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vereda.people.matching.blocking import with_sizes
from vereda.people.matching.frequencies import with_often
from vereda.people.matching.scoring import Settings, bits, most, query, weight, with_marks

SLACK = 1e-6
"""What floating point may take from the most that a pair can weigh."""
type Ints = NDArray[np.int32]
type Base = Any  # Any: a connection of DuckDB, which exports no types


@contextmanager
def opened(table: pa.Table, *, threads: int, memory: str) -> Iterator[Base]:
    """Give a DuckDB in memory that holds the records with what weighing them needs."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="vereda-link-") as spilt:
        settings = {"threads": threads, "memory_limit": memory, "preserve_insertion_order": False, "temp_directory": spilt}
        with duckdb.connect(config=settings) as base:
            base.register("given", with_marks(with_sizes(with_often(table))))
            base.execute("create table records as from given")
            base.unregister("given")
            yield base


def paired(
    table: pa.Table, ready: Settings, contradictions: Mapping[str, str], *, threads: int, memory: str, least: float
) -> pa.Table:
    """Return record_l, record_r, weight and `against` of each pair that was brought together and weighs at least `least`."""
    with opened(table, threads=threads, memory=memory) as base:
        left, right = together(base, [rule["blocking_rule"] for rule in ready["blocking_rules_to_generate_predictions"]])
        left, right, _ = _asked(base, left, right, "true", f"{most(ready)} >= {least - SLACK!r}")
        left, right, weights = _asked(base, left, right, weight(ready))
        enough = weights >= least
        weights = weights[enough][np.lexsort((right[enough], left[enough]))]
        left, right, against = _asked(base, left[enough], right[enough], bits(contradictions))
    order = np.lexsort((right, left))  # each answer comes in an order of its own
    return pa.table({"record_l": left[order], "record_r": right[order], "weight": weights, "against": against[order]})


def _asked(base: Base, left: Ints, right: Ints, asked: str, where: str = "") -> tuple[Ints, Ints, NDArray[Any]]:
    """Return the pairs for which `where` holds, and what is asked of each."""
    base.register("pairs", pa.table({"l": left, "r": right}))
    found = base.sql(query(f"{asked} as asked", "pairs", where)).fetchnumpy()
    base.unregister("pairs")
    return found["l"], found["r"], found["asked"]


def together(base: Base, rules: list[str]) -> tuple[Ints, Ints]:
    """Return the pairs that at least one rule brings together, each once, the smaller number first, in order."""
    keys = np.unique(np.concatenate([_by_rule(base, rule) for rule in rules]))
    return (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)


def _by_rule(base: Base, rule: str) -> NDArray[np.int64]:
    key = "(l.record::bigint << 32) | r.record::bigint"
    found = base.sql(f"select {key} as pair from records as l join records as r on {rule} where l.record < r.record")
    keys: NDArray[np.int64] = found.fetchnumpy()["pair"]
    return keys
