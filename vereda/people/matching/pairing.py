"""Pairs of records in DuckDB: brought together by rules, weighed at most by marks, then weighed in full. Settings are Splink's.

What is spilt to disk on the way is keyed tokens only, and goes at the end.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vereda.people.matching.blocking import with_sizes
from vereda.people.matching.compiled import Layout, can_read, weigher
from vereda.people.matching.earlier import Earlier
from vereda.people.matching.frequencies import with_often
from vereda.people.matching.scoring import Settings, bits, most, query, weight, with_marks

SLACK = 1e-6
"""What floating point may take from the most that a pair can weigh."""
KEY = "(l.record::bigint << 32) | r.record::bigint"
type Keys = NDArray[np.int64]
type Ints = NDArray[np.int32]
MANY = 300_000
"""From so many records on, compiling costs less than it saves."""
SLICE = 100_000
"""So many records get their marks at once, which take as much room as all else of them."""
type Base = Any  # Any: a connection of DuckDB, which exports no types


def order_by_sound(table: pa.Table) -> Ints:
    """Return the records in an order in which who sounds alike lies side by side.

    Most pairs share a sound, and looking for either side of a pair all over the memory costs more than weighing it.
    """
    sounds = [np.asarray(table[name].fill_null(0)) for name in ("gp1", "sp1")]
    return np.lexsort(sounds).astype(np.int32)


@contextmanager
def opened(table: pa.Table, order: Ints, *, threads: int, memory: str, rules: Sequence[str] = ()) -> Iterator[Base]:
    """Give a DuckDB in memory that holds the records, numbered anew in the order.

    rules  then with no more than what these ask for: they can be brought together, and not weighed
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="vereda-link-") as spilt:
        limits = {"threads": str(threads), "memory_limit": memory, "preserve_insertion_order": "false", "temp_directory": spilt}
        with duckdb.connect(config={**limits}) as base:
            counted = narrow(with_sizes(_asked_by(table, rules) if rules else with_often(table)))
            number = counted.column_names.index("record")
            for at in range(0, max(1, table.num_rows), SLICE):
                some = order[at : at + SLICE]
                numbers = pa.array(np.arange(at, at + len(some), dtype=np.int32))
                base.register("given", with_marks(counted.take(pa.array(some)).set_column(number, "record", numbers)))
                base.execute("insert into records from given" if at else "create table records as from given")
                base.unregister("given")
            del counted
            pa.default_memory_pool().release_unused()
            yield base


def _asked_by(table: pa.Table, rules: Sequence[str]) -> pa.Table:
    names = set(re.findall(r"\b[lr]\.(\w+)", " ".join(rules)))
    return table.select(["record", *(name for name in table.column_names if name in names)])


def ready_to_weigh(table: pa.Table) -> pa.Table:
    """Return records with all that weighing them needs, at once."""
    return with_marks(narrow(with_sizes(with_often(table))))


def narrow(table: pa.Table) -> pa.Table:
    """Return the table with tokens of 32 bits: of a million records, one pair in ten runs may seem to share what it does not."""
    for at, field in enumerate(table.schema):
        if pa.types.is_int64(field.type):
            column = table[field.name]
            short = np.asarray(column.fill_null(0)).astype(np.int32)
            table = table.set_column(at, field.name, pa.array(short, mask=np.asarray(column.is_null())))
    return table


def paired(
    table: pa.Table,
    ready: Settings,
    contradictions: Mapping[str, str],
    *,
    threads: int,
    memory: str,
    least: float,
    earlier: Earlier | None = None,
) -> pa.Table:
    """Return record_l, record_r, weight and `against` of each pair that was brought together and weighs at least `least`.

    earlier  the rules then bring together only pairs with a new record; what was found earlier is weighed again
    """
    rules = [rule["blocking_rule"] for rule in ready["blocking_rules_to_generate_predictions"]]
    order = order_by_sound(table)
    if earlier is None and table.num_rows >= MANY and can_read(table, ready, contradictions):
        found = _compiled(table, order, rules, ready, contradictions, threads, memory, least)
    else:
        with opened(table, order, threads=threads, memory=memory) as base:
            left, right = _split(together(base, rules) if earlier is None else since(base, rules, earlier.numbered(order)))
            likely = _asked(base, left, right, "", f"{most(ready)} >= {least - SLACK!r}")
            asked = f"{weight(ready)} as weight, {bits(contradictions)} as against"
            found = _asked(base, likely["l"], likely["r"], asked)
    enough = found["weight"] >= least
    one, other = order[found["l"][enough]], order[found["r"][enough]]
    left, right = np.minimum(one, other), np.maximum(one, other)
    sort = np.lexsort((right, left))
    told = {name: found[name][enough][sort] for name in ("weight", "against")}
    return pa.table({"record_l": left[sort], "record_r": right[sort], **told})


def _compiled(
    table: pa.Table,
    order: Ints,
    rules: list[str],
    ready: Settings,
    contradictions: Mapping[str, str],
    threads: int,
    memory: str,
    least: float,
) -> dict[str, NDArray[Any]]:
    """Return what DuckDB would say of the pairs that the rules bring together, sooner where they are many."""
    layout = Layout.of(table, ready, contradictions)
    with ThreadPoolExecutor(1) as beside:  # compiling is one core's
        weighed = beside.submit(weigher, layout, ready, contradictions, least)
        with opened(table, order, threads=threads, memory=memory, rules=rules) as base:
            left, right = _split(together(base, rules))
        records = layout.records(narrow(with_often(table)), order)
        return weighed.result()(records, left, right, threads)


def _asked(base: Base, left: Ints, right: Ints, asked: str, where: str = "") -> dict[str, NDArray[Any]]:
    """Return by name the columns `l`, `r` and what is asked of each pair for which `where` holds; in any order."""
    base.register("pairs", pa.table({"l": left, "r": right}))
    found: dict[str, NDArray[Any]] = base.sql(query(asked, "pairs", where)).fetchnumpy()
    base.unregister("pairs")
    return found


def together(base: Base, rules: list[str]) -> Keys:
    """Return the pairs that at least one rule brings together, each once, in order; as one number each."""
    return _each_once([_by_rule(base, rule) for rule in rules])


def since(base: Base, rules: list[str], earlier: Earlier) -> Keys:
    """Return the pairs with a new record that the rules bring together, and those that were found earlier and still are."""
    base.register("fresh", pa.table({"record": np.flatnonzero(earlier.is_new)}))
    base.execute("alter table records add column is_new boolean default false")
    base.execute("update records set is_new = true where record in (select record from fresh)")
    new = [_by_rule(base, f"({rule}) and (l.is_new or r.is_new)") for rule in rules]
    left, right = _split(earlier.keys())
    base.register("known", pa.table({"l": left, "r": right}))
    any_rule = " or ".join(f"({rule})" for rule in rules)
    sides = "records as l join known as p on l.record = p.l join records as r on r.record = p.r"
    still: Keys = base.sql(f"select {KEY} as pair from {sides} where {any_rule}").fetchnumpy()["pair"]
    return _each_once([still, *new])


def _each_once(parts: list[Keys]) -> Keys:
    """Return the keys in order, each once; sorted in place, since a million records have twenty-five million."""
    keys = np.concatenate(parts)
    parts.clear()
    keys.sort()
    kept: Keys = keys[np.append(True, keys[1:] != keys[:-1])[: len(keys)]]
    return kept


def _split(keys: Keys) -> tuple[Ints, Ints]:
    return (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)


def _by_rule(base: Base, rule: str) -> Keys:
    found = base.sql(f"select {KEY} as pair from records as l join records as r on {rule} where l.record < r.record")
    keys: Keys = found.fetchnumpy()["pair"]
    return keys
