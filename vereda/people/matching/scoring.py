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
LISTS = re.compile(
    r"(?:list_has_any|arrays_overlap)\((\w+)_l, (\w+)_r\)"
    r"|(?:len\(list_intersect|size\(array_intersect)\((\w+)_l, (\w+)_r\)\) *>= *\d+"
)
DENIED = re.compile(r"\bnot +\w*\(", re.IGNORECASE)
MASKS = 3
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
    every = enumerate(contradictions.values())
    return "cast(" + " + ".join(f"case when {sql} then {1 << at} else 0 end" for at, sql in every) + " as integer)"


def columns(sql: str) -> list[str]:
    """Return the columns that a condition over both sides looks at."""
    return sorted(set(SIDES.findall(sql)))


def with_marks(table: pa.Table) -> pa.Table:
    """Return the table with the marks of its lists."""
    for field in table.schema:
        if pa.types.is_list(field.type):
            for at, made in enumerate(marks(table[field.name].combine_chunks())):
                table = table.append_column(_mark(field.name, at), made)
    return table


def marks(lists: pa.ListArray) -> list[pa.Array]:
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
        made.append(pa.array(marks.view(np.int64), mask=~there))
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
    may = LISTS.sub(_alike, _without_denied(condition)) if looks else None
    return _Level(condition, _value(level), may)


def _without_denied(condition: str) -> str:
    """Return a condition in which every denial of a list holds: marks tell that lists may agree, never that they do."""
    for found in reversed([*DENIED.finditer(condition)]):
        opened, end = 1, found.end()
        while opened:
            opened += {"(": 1, ")": -1}.get(condition[end], 0)
            end += 1
        if LISTS.search(condition, found.start(), end):
            condition = f"{condition[: found.start()]}true{condition[end:]}"
    return condition


def query(selected: str, pairs: str, where: str = "") -> str:
    """Return a query for what is asked of pairs of `records`, named `l` and `r` in the table `pairs`.

    Each list is looked into once, and only where marks say so: a condition that asks twice, or denies, would look again.
    """
    lists = {found.group(): f"looked_{at}" for at, found in enumerate(LISTS.finditer(selected))}
    looked = [f"{_looked(call)} as {name}" for call, name in lists.items()]
    names = columns(" ".join([selected, where, *looked]))
    sides = ", ".join(["p.l", "p.r", *(f"{side}.{name} as {name}_{side}" for name in names for side in "lr")])
    both = f"select {sides} from {pairs} as p join records as l on l.record = p.l join records as r on r.record = p.r"
    if looked:
        both = f"select *, {', '.join(looked)} from ({both})"
    asked = LISTS.sub(lambda found: lists[found.group()], selected)
    return f"select {', '.join(['l', 'r', *([asked] if asked else [])])} from ({both})" + (f" where {where}" if where else "")


def _looked(call: str) -> str:
    found = LISTS.fullmatch(call)
    assert found is not None
    left, right = _both(found)
    return f"case when {left}_l is null or {right}_r is null then null when {_alike(found)} then {call} else false end"


def _both(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(name for name in found.groups() if name)


def _alike(found: re.Match[str]) -> str:
    """Return that two lists may have something in common."""
    left, right = _both(found)
    return "(" + " and ".join(f"({_mark(left, at)}_l & {_mark(right, at)}_r) <> 0" for at in range(MASKS)) + ")"


@dataclass(frozen=True)
class Worth:
    """What a level weighs: a constant, or, where it has a column of frequencies, more for what is rare.

    Then it is constant - share * the greatest of `least` and of log2 of how often the two values are borne.
    """

    constant: float
    share: float = 0.0
    column: str | None = None
    least: float = 0.0


def worth(level: Settings) -> Worth:
    """Return what a level weighs."""
    if level.get("is_null_level"):
        return Worth(0.0)
    m, u = level["m_probability"], level["u_probability"]
    if not (name := level.get("tf_adjustment_column")):
        return Worth(log2(m / u))
    share = float(level.get("tf_adjustment_weight", 1.0))
    return Worth(log2(m / u) + share * log2(u), share, name, log2(level["tf_minimum_u_value"]))


def _value(level: Settings) -> str:
    of = worth(level)
    if of.column is None:
        return _number(of.constant)
    rare = f"greatest({often(of.column)}_l, {often(of.column)}_r, {_number(of.least)})"
    return f"({_number(of.constant)} - {of.share!r} * {rare})"


def _number(value: float) -> str:
    return f"cast({value!r} as double)"
