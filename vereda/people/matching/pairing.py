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
        likely = _asked(base, left, right, "", f"{most(ready)} >= {least - SLACK!r}")
        asked = f"{weight(ready)} as weight, {bits(contradictions)} as against"
        found = _asked(base, likely["l"], likely["r"], asked)
    enough = found["weight"] >= least
    names = {"l": "record_l", "r": "record_r"}
    return pa.table({names.get(name, name): column[enough] for name, column in found.items()})


def _asked(base: Base, left: Ints, right: Ints, asked: str, where: str = "") -> dict[str, NDArray[Any]]:
    """Return by name the columns `l`, `r` and what is asked of each pair for which `where` holds; in any order."""
    base.register("pairs", pa.table({"l": left, "r": right}))
    found: dict[str, NDArray[Any]] = base.sql(query(asked, "pairs", where)).fetchnumpy()
    base.unregister("pairs")
    return found


def together(base: Base, rules: list[str]) -> tuple[Ints, Ints]:
    """Return the pairs that at least one rule brings together, each once, the smaller number first, in order."""
    keys = np.unique(np.concatenate([_by_rule(base, rule) for rule in rules]))
    return (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)


def _by_rule(base: Base, rule: str) -> NDArray[np.int64]:
    key = "(l.record::bigint << 32) | r.record::bigint"
    found = base.sql(f"select {key} as pair from records as l join records as r on {rule} where l.record < r.record")
    keys: NDArray[np.int64] = found.fetchnumpy()["pair"]
    return keys
