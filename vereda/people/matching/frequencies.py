"""How often a name is borne, among people of one nationality: the rarer what two records share, the more it says. Pure.

Haitian surnames are rare on the road and common among Haitians: two Haitians named Pierre are no surprise. One's own records
do not make a name common: one bearer of each value is left out of its count.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
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


def with_frequencies(table: pa.Table) -> tuple[pa.Table, dict[str, pa.Table]]:
    """Return the table with columns `<name>_in` (a value among people of one nationality), and how often each value is borne.

    By the name of the column, a table of its values and `tf_<name>`, as Splink looks into it.
    """
    nation, known = _numbers(table["nat"])
    share, found = dict[str, Floats](), dict[str, pa.Table]()
    for names in SINGLE.values():
        parts = [_numbers(table[name]) for name in names]
        value = np.concatenate([one for one, _ in parts])
        there = np.concatenate([is_there for _, is_there in parts])
        nations = np.tile(nation, len(names))
        keys = mixed(value, nations)
        frequency = _shares(keys, value, nations, there)
        for at, name in enumerate(names):
            rows = slice(at * table.num_rows, (at + 1) * table.num_rows)
            share[name] = frequency[rows]
            table = table.append_column(f"{name}_in", pa.array(keys[rows], mask=~there[rows]))
            found[f"{name}_in"] = _lookup(f"{name}_in", keys[rows], frequency[rows], there[rows])
    for name, (one, other) in PAIRED.items():
        value, there = _numbers(table[name])
        keys = mixed(value, nation)
        together = np.maximum(_counts(keys) - 2, 0) / (_counts(nation) + LENT)
        table = table.append_column(f"{name}_in", pa.array(keys, mask=~there))
        found[f"{name}_in"] = _lookup(f"{name}_in", keys, np.maximum(share[one] * share[other], together), there)
    value, there = _numbers(table["dob"])
    told = np.maximum(BIRTHDAYS, np.maximum(_counts(value) - 2, 0) / max(1, there.sum()))
    return table, found | {
        "dob": _lookup("dob", value, told, there),
        "nat": _lookup("nat", nation, _counts(nation) / max(1, len(nation)), known),
    }


def _lookup(name: str, keys: Ints, frequency: Floats, there: NDArray[np.bool_]) -> pa.Table:
    unique, first = np.unique(keys[there], return_index=True)
    return pa.table({name: unique, f"tf_{name}": frequency[there][first]})


def _counts(value: Ints) -> Ints:
    """Return for each place how often its value is there."""
    _, place, counts = np.unique(value, return_inverse=True, return_counts=True)
    return counts[place]


def _shares(keys: Ints, value: Ints, nations: Ints, there: NDArray[np.bool_]) -> Floats:
    """Return for each place how often its value is borne among its nationality [0 to 1]; 1 where there is none."""
    answer = np.ones(len(keys))
    everywhere = np.maximum(_counts(value[there]) - 1, 0.5) / max(1, there.sum())
    own = np.maximum(_counts(keys[there]) - 1, 0)
    answer[there] = (own + LENT * everywhere) / (_counts(nations[there]) + LENT)
    return answer


def _numbers(column: pa.ChunkedArray) -> tuple[Ints, NDArray[np.bool_]]:
    """Return a column as numbers, 0 where there is none, and where there is one."""
    there = np.asarray(column.is_valid())
    return np.asarray(column.fill_null(0)).astype(np.int64), there
