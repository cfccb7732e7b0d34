"""How often a name is borne, among people of one nationality: the rarer what two records share, the more it says. Pure.

Haitian surnames are rare on the road and common among Haitians: two Haitians named Pierre are no surprise. One's own records
do not make a name common: one bearer of each value is left out of its count.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]

LENT = 100.0
"""So many people are lent to each nationality from all together, that few records do not make every name rare; own proposal."""
BIRTHDAYS = 5e-5
"""How often two people share a birthday, where none is told oftener than others: one in fifty-five years."""
_GOLD = np.uint64(0x9E3779B97F4A7C15)
SINGLE = {
    "g": ("g1", "g2"), "s": ("s1", "s2"), "gp": ("gp1",), "sp": ("sp1",), "x": ("gx", "sx"), "o": ("o",), "o1": ("o1",),
}  # fmt: skip
"""By pool, the columns whose values are counted together: a second surname is as common as a first."""
PAIRED = {"g12": ("g1", "g2"), "s12": ("s1", "s2")}
"""Columns that hold two names at once: as common as both are, or as they were seen together, whichever is more."""


def mixed(value: Ints, nation: Ints) -> Ints:
    """Return one number for a value among people of one nationality."""
    with np.errstate(over="ignore"):
        one, other = value.view(np.uint64), nation.view(np.uint64)
        return ((one * _GOLD) ^ (other + (one >> np.uint64(29)))).view(np.int64)


@dataclass(frozen=True, eq=False)
class Shares:
    """How often the value of each record is borne, by the name of the column that is compared.

    keys   the value, among people of one nationality where `_in` says so
    share  how often it is borne [0 to 1]
    there  which records have one
    """

    keys: Ints
    share: Floats
    there: NDArray[np.bool_]


def often(name: str) -> str:
    """Return the name of the column that holds how often the value of another is borne, as log2."""
    return f"often_{name}"


def with_often(table: pa.Table) -> pa.Table:
    """Return the table with how often each value is borne, as log2, none where there is no value."""
    for name, of in shares(table).items():
        table = table.append_column(often(name), pa.array(np.log2(of.share), mask=~of.there))
    return table


def with_frequencies(table: pa.Table) -> tuple[pa.Table, dict[str, pa.Table]]:
    """Return the table with columns `<name>_in` (a value among people of one nationality), and how often each value is borne.

    By the name of the column, a table of its values and `tf_<name>`, as Splink looks into it.
    """
    lookups = dict[str, pa.Table]()
    for name, of in shares(table).items():
        if name not in table.column_names:
            table = table.append_column(name, pa.array(of.keys, mask=~of.there))
        unique, first = np.unique(of.keys[of.there], return_index=True)
        lookups[name] = pa.table({name: unique, f"tf_{name}": of.share[of.there][first]})
    return table, lookups


def shares(table: pa.Table) -> dict[str, Shares]:
    """Return how often values are borne, by the column that holds them."""
    nation, known = _numbers(table["nat"])
    found = dict[str, Shares]()
    for names in SINGLE.values():
        parts = [_numbers(table[name]) for name in names]
        value = np.concatenate([one for one, _ in parts])
        there = np.concatenate([is_there for _, is_there in parts])
        nations = np.tile(nation, len(names))
        keys = mixed(value, nations)
        frequency = _shares(keys, value, nations, there)
        for at, name in enumerate(names):
            rows = slice(at * table.num_rows, (at + 1) * table.num_rows)
            found[f"{name}_in"] = Shares(keys[rows], frequency[rows], there[rows])
    for name, (one, other) in PAIRED.items():
        value, there = _numbers(table[name])
        keys = mixed(value, nation)
        together = np.maximum(counts(keys) - 2, 0) / (counts(nation) + LENT)
        found[f"{name}_in"] = Shares(keys, np.maximum(found[f"{one}_in"].share * found[f"{other}_in"].share, together), there)
    value, there = _numbers(table["dob"])
    told = np.maximum(BIRTHDAYS, np.maximum(counts(value) - 2, 0) / max(1, there.sum()))
    return found | {
        "dob": Shares(value, told, there),
        "nat": Shares(nation, counts(nation) / max(1, len(nation)), known),
    }


def counts(value: Ints) -> Ints:
    """Return for each place how often its value is there."""
    place = np.asarray(pc.dictionary_encode(pa.array(value)).indices)
    return np.bincount(place)[place] if len(place) else place.astype(np.int64)


def _shares(keys: Ints, value: Ints, nations: Ints, there: NDArray[np.bool_]) -> Floats:
    """Return for each place how often its value is borne among its nationality [0 to 1]; 1 where there is none."""
    answer = np.ones(len(keys))
    everywhere = np.maximum(counts(value[there]) - 1, 0.5) / max(1, there.sum())
    own = np.maximum(counts(keys[there]) - 1, 0)
    answer[there] = (own + LENT * everywhere) / (counts(nations[there]) + LENT)
    return answer


def _numbers(column: pa.ChunkedArray) -> tuple[Ints, NDArray[np.bool_]]:
    """Return a column as numbers, 0 where there is none, and where there is one."""
    there = np.asarray(column.is_valid())
    return np.asarray(column.fill_null(0)).astype(np.int64), there
