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

from vereda.people.matching.frequencies import with_often
from vereda.people.matching.scoring import Settings, bits, columns, most, weight, with_marks

SLACK = 1e-6
"""What floating point may take from the most that a pair can weigh."""
type Base = Any  # Any: a connection of DuckDB, which exports no types


@contextmanager
def opened(table: pa.Table, *, threads: int, memory: str) -> Iterator[Base]:
    """Give a DuckDB in memory that holds the records with what weighing them needs."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="vereda-link-") as spilt:
        settings = {"threads": threads, "memory_limit": memory, "preserve_insertion_order": False, "temp_directory": spilt}
        with duckdb.connect(config=settings) as base:
            base.register("given", with_marks(with_often(table)))
            base.execute("create table records as from given")
            base.unregister("given")
            yield base


def paired(
    table: pa.Table, ready: Settings, contradictions: Mapping[str, str], *, threads: int, memory: str, least: float
) -> pa.Table:
    """Return record_l, record_r, weight and `against` of each pair that was brought together and weighs at least `least`."""
    with opened(table, threads=threads, memory=memory) as base:
        left, right = together(base, [rule["blocking_rule"] for rule in ready["blocking_rules_to_generate_predictions"]])
        base.register("pairs", pa.table({"l": left, "r": right}))
        base.execute(f"create table likely as {side_by_side(most(ready), 'pairs', least - SLACK)}")
        base.unregister("pairs")
        return base.sql(side_by_side(weight(ready), "likely", least, against=bits(contradictions))).to_arrow_table()


def together(base: Base, rules: list[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the pairs that at least one rule brings together, each once, the smaller number first, in order."""
    keys = np.unique(np.concatenate([_by_rule(base, rule) for rule in rules]))
    return (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)


def _by_rule(base: Base, rule: str) -> NDArray[np.int64]:
    key = "(l.record::bigint << 32) | r.record::bigint"
    found = base.sql(f"select {key} as pair from records as l join records as r on {rule} where l.record < r.record")
    keys: NDArray[np.int64] = found.fetchnumpy()["pair"]
    return keys


def side_by_side(weighed: str, pairs: str, least: float, *, against: str = "") -> str:
    """Return a query for pairs that weigh at least `least`; with what contradicts where that is asked for."""
    names = columns(f"{weighed} {against}")
    sides = ", ".join(f"{side}.{name} as {name}_{side}" for name in names for side in "lr")
    both = f"select p.l, p.r, {sides} from {pairs} as p join records as l on l.record = p.l join records as r on r.record = p.r"
    if not against:
        return f"select l, r from ({both}) where {weighed} >= {least!r}"
    return (
        f"select l as record_l, r as record_r, weight, {against} as against"
        f" from (select *, {weighed} as weight from ({both})) where weight >= {least!r}"
    )
