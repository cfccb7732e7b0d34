"""The weight of a pair in SQL, from Splink's settings with what the model learned: the same as Splink's own. Pure.

Of the pairs that a rule brings together, nineteen of twenty weigh nothing, and what costs most is to look into lists (what a name
becomes by a slip). So each list has marks: whole numbers that have a bit in common where two lists have a value in common, and
seldom otherwise. By marks alone one knows the *most* that a pair can weigh, and only what may weigh enough is looked at in full.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

import numpy as np
import pyarrow as pa

from vereda.people.matching.frequencies import often

SIDES = re.compile(r"\b(\w+)_[lr]\b")
LISTS = re.compile(r"list_has_any\((\w+)_l, (\w+)_r\)|len\(list_intersect\((\w+)_l, (\w+)_r\)\) *>= *\d+")
DENIED = re.compile(rf"\bnot +({LISTS.pattern})", re.IGNORECASE)
MASKS = 2
"""So many marks of 64 bits has a list; by one of them, every other two lists of eight values look alike that are not."""
BITS = 6
Settings = Mapping[str, Any]  # Any: what Splink reads


@dataclass(frozen=True)
class _Level:
    """One level of a comparison, in SQL over columns `<name>_l` and `<name>_r`.

    value  what it weighs
    may    what holds wherever the condition does, by marks alone; None where the condition looks into no list
    """

    condition: str
    value: str
    may: str | None


def weight(ready: Settings) -> str:
    """Return the weight of a pair: log2 of the odds that both are one person."""
    return _sum(ready, [_exact(comparison["comparison_levels"]) for comparison in ready["comparisons"]])


def most(ready: Settings) -> str:
    """Return what a pair weighs at most, by what its marks say of its lists."""
    return _sum(ready, [_most(comparison["comparison_levels"]) for comparison in ready["comparisons"]])


def bits(contradictions: Mapping[str, str]) -> str:
    """Return what contradicts in a pair, one bit for each condition in its order."""
    every = enumerate(map(with_quick_lists, contradictions.values()))
    return "cast(" + " + ".join(f"case when {sql} then {1 << at} else 0 end" for at, sql in every) + " as integer)"


def levels(ready: Settings) -> dict[str, str]:
    """Return by comparison the name of the level that holds."""
    return {one["output_column_name"]: _named(one["comparison_levels"]) for one in ready["comparisons"]}


def _named(every: Sequence[Settings]) -> str:
    cases = [
        _when(with_quick_lists(one["sql_condition"]), "'" + one["label_for_charts"].replace("'", "''") + "'") for one in every
    ]
    return "case " + " ".join(cases) + " end"


def columns(sql: str) -> list[str]:
    """Return the columns that a condition over both sides looks at."""
    return sorted(set(SIDES.findall(sql)))


def with_marks(table: pa.Table) -> pa.Table:
    """Return the table with the marks of its lists."""
    for field in table.schema:
        if pa.types.is_list(field.type):
            for at, marks in enumerate(_marks(table[field.name].combine_chunks())):
                table = table.append_column(_mark(field.name, at), marks)
    return table


def _marks(lists: pa.ListArray) -> list[pa.Array]:
    """Return for each mark a column: the bits that the values of each list set."""
    values, ends = np.asarray(lists.values).view(np.uint64), np.asarray(lists.offsets)
    ends, values = ends - ends[0], values[ends[0] : ends[-1]]
    filled = np.flatnonzero(np.diff(ends))
    there = np.asarray(lists.is_valid())
    made = []
    for at in range(MASKS):
        bits = np.uint64(1) << ((values >> np.uint64(at * BITS)) & np.uint64(63))
        marks = np.zeros(len(lists), np.uint64)
        if len(filled):
            marks[filled] = np.bitwise_or.reduceat(bits, ends[filled])
        made.append(pa.array(marks, mask=~there))
    return made


def _mark(name: str, at: int) -> str:
    return f"{name}_m{at}"


def _sum(ready: Settings, parts: Sequence[str]) -> str:
    chance = ready["probability_two_random_records_match"]
    return " + ".join([_number(log2(chance / (1 - chance))), *parts])


def _exact(levels: Sequence[Settings]) -> str:
    return "case " + " ".join(_when(level.condition, level.value) for level in map(_level, levels)) + " end"


def _most(levels: Sequence[Settings]) -> str:
    """Return the value of the first level without lists that holds, or, if it is more, of one with lists before it that may."""
    before, cases = list[str](), list[str]()
    for level in map(_level, levels):
        if level.may is None:
            cases.append(_when(level.condition, f"greatest({', '.join([level.value, *before])})" if before else level.value))
        else:
            before.append(f"case when {level.may} then {level.value} end")
    return "case " + " ".join(cases) + " end"


def _when(condition: str, value: str) -> str:
    return f"else {value}" if condition == "ELSE" else f"when {condition} then {value}"


def _level(level: Settings) -> _Level:
    condition = level["sql_condition"]
    looks = bool(LISTS.search(condition))
    may = LISTS.sub(lambda found: _alike(found), DENIED.sub("true", condition)) if looks else None
    return _Level(with_quick_lists(condition), _value(level), may)


def with_quick_lists(condition: str) -> str:
    """Return a condition that looks at marks before it looks into lists."""
    return LISTS.sub(lambda found: f"({_alike(found)} and {found.group()})", condition)


def _alike(found: re.Match[str]) -> str:
    """Return that two lists may have something in common."""
    left, right = (name for name in found.groups() if name)
    return "(" + " and ".join(f"({_mark(left, at)}_l & {_mark(right, at)}_r) <> 0" for at in range(MASKS)) + ")"


def _value(level: Settings) -> str:
    """Return what a level weighs: more for what is rare, where it has a column of frequencies."""
    if level.get("is_null_level"):
        return _number(0.0)
    m, u = level["m_probability"], level["u_probability"]
    name = level.get("tf_adjustment_column")
    if not name:
        return _number(log2(m / u))
    share, least = float(level.get("tf_adjustment_weight", 1.0)), log2(level["tf_minimum_u_value"])
    rare = f"greatest({often(name)}_l, {often(name)}_r, {_number(least)})"
    return f"({_number(log2(m / u) + share * log2(u))} - {share!r} * {rare})"


def _number(value: float) -> str:
    return f"cast({value!r} as double)"
