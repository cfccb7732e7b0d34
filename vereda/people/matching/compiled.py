"""The weight of millions of pairs, compiled (Numba) from the same settings as the SQL of `scoring.py`, and the same to the bit.

DuckDB copies some hundred columns together for each pair before it compares two names; here each record lies in one place, and a
list is looked into only where marks say that two may agree. Compiling takes some seconds: it is for runs of many records.
What a condition may say is what `settings.py` says today; anything else stays with DuckDB: `can_read` tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from math import log2
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import sqlglot
from numpy.typing import NDArray
from sqlglot import exp

from vereda.people.matching.frequencies import often
from vereda.people.matching.scoring import Settings, Worth, columns, marks, worth

type Ints = NDArray[np.int32]
type Node = exp.Expr
NOTHING = -(2**31)
"""What stands for no value among whole numbers."""
AT_ONCE = 20_000
"""So many pairs are weighed in one piece: their records stay near."""


@dataclass(frozen=True, eq=False)
class Records:
    """Records laid out for weighing, each in one place. Lists are sorted, each value once.

    numbers  by record and column, whole numbers; NOTHING where there is none; of a list its length
    shares   by record and column, log2 of how often a value is borne; not a number where there is none
    places   by record, for each list: where its values begin in `values`, and its marks: 64 bits, as in `scoring.py`
    """

    numbers: Ints
    shares: NDArray[np.float64]
    places: NDArray[np.int64]
    values: NDArray[np.int64]


@dataclass(frozen=True)
class Layout:
    """Which column stands where."""

    numbers: list[str]
    shares: list[str]
    lists: list[str]

    @classmethod
    def of(cls, table: pa.Table, ready: Settings, contradictions: Mapping[str, str]) -> Layout:
        """Return what the settings ask of a table with frequencies."""
        levels = [level for comparison in ready["comparisons"] for level in comparison["comparison_levels"]]
        names = columns(" ".join([*(level["sql_condition"] for level in levels), *contradictions.values()]))
        lists = [name for name in names if pa.types.is_list(table.schema.field(name).type)]
        shares = sorted({often(name) for level in levels if (name := level.get("tf_adjustment_column"))})
        return cls([*names], shares, lists)

    def records(self, table: pa.Table, order: Ints) -> Records:
        """Return the records of a table in an order."""
        numbers = np.empty((table.num_rows, len(self.numbers)), np.int32)
        shares = np.empty((table.num_rows, len(self.shares)), np.float64)
        places = np.empty((table.num_rows, 2 * len(self.lists)), np.int64)
        values, end = list[NDArray[np.int64]](), 0
        for at, name in enumerate(self.numbers):
            column = table[name].combine_chunks()
            if name in self.lists:
                there = np.asarray(column.is_valid())
                ends = np.asarray(column.offsets).astype(np.int64)
                numbers[:, at] = np.where(there, np.diff(ends), NOTHING)[order]
                place = 2 * self.lists.index(name)
                places[:, place] = (ends[:-1] + end)[order]
                places[:, place + 1] = np.asarray(marks(column)[0].fill_null(0))[order]
                values.append(np.asarray(column.values))
                end += len(values[-1])
            else:
                whole = column.cast(pa.int8()) if pa.types.is_boolean(column.type) else column
                numbers[:, at] = np.where(
                    np.asarray(column.is_valid()), np.asarray(whole.fill_null(0)).astype(np.int32), NOTHING
                )[order]
        for at, name in enumerate(self.shares):
            shares[:, at] = np.asarray(table[name].combine_chunks().fill_null(np.nan))[order]
        return Records(numbers, shares, places, np.concatenate(values) if values else np.empty(0, np.int64))


def can_read(table: pa.Table, ready: Settings, contradictions: Mapping[str, str]) -> bool:
    """Tell whether all that the settings ask of a table with frequencies can be said here."""
    layout = Layout.of(table, ready, contradictions)
    kinds = [table.schema.field(name).type for name in layout.numbers]
    if not all(
        pa.types.is_integer(kind.value_type if pa.types.is_list(kind) else kind) or pa.types.is_boolean(kind) for kind in kinds
    ):
        return False
    try:
        _write(layout, ready, contradictions, 0)
    except NotImplementedError:
        return False
    return True


def _write(layout: Layout, ready: Settings, contradictions: Mapping[str, str], least: float) -> _Writer:
    comparisons = [comparison["comparison_levels"] for comparison in ready["comparisons"]]
    against = [*contradictions.values()]
    conditions = [level["sql_condition"] for levels in comparisons for level in levels if level["sql_condition"] != "ELSE"]
    written = _Writer(layout, conditions + against)
    for levels in comparisons:
        written.comparison(levels)
    written.against(against, least)
    return written


def weigher(
    layout: Layout, ready: Settings, contradictions: Mapping[str, str], least: float
) -> Callable[[Records, Ints, Ints, int], dict[str, NDArray[Any]]]:
    """Return what weighs pairs of records on some threads: `l`, `r`, `weight` and `against` of those that weigh at least `least`.

    Raises NotImplementedError when the settings say what it cannot read; `can_read` tells.
    """
    from numba import njit

    chance = ready["probability_two_random_records_match"]
    written = _write(layout, ready, contradictions, least)
    space: dict[str, Any] = {"np": np, "compiled": njit(nogil=True)}
    exec(compile(written.text, "<weights of pairs>", "exec"), space)  # noqa: S102  of our own settings and of numbers
    base = log2(chance / (1 - chance))

    def weighed(records: Records, left: Ints, right: Ints, threads: int) -> dict[str, NDArray[Any]]:
        def some(at: int) -> tuple[Ints, Ints, NDArray[np.float64], Ints]:
            one, other = left[at : at + AT_ONCE], right[at : at + AT_ONCE]
            weight, bits, answers = (
                np.full(len(one), base),
                np.zeros(len(one), np.int32),
                np.empty((written.rows, len(one)), np.int8),
            )
            for name in written.names:
                space[name](one, other, weight, bits, answers, *vars(records).values())
            enough = weight >= least
            return one[enough], other[enough], weight[enough], bits[enough]

        with ThreadPoolExecutor(threads) as pool:
            every = [*pool.map(some, range(0, max(1, len(left)), AT_ONCE))]
        return dict(zip(("l", "r", "weight", "against"), map(np.concatenate, zip(*every, strict=True)), strict=True))

    nobody, no_list = np.empty(0, np.int32), np.empty((0, 0), np.int64)
    weighed(Records(np.empty((0, 0), np.int32), np.empty((0, 0)), no_list, np.empty(0, np.int64)), nobody, nobody, 1)  # compiles
    return weighed


COMMON = """
@compiled
def common(here, end_here, there, end_there, most, values):
    found = 0
    while here < end_here and there < end_there:
        if values[here] < values[there]:
            here += 1
        elif values[here] > values[there]:
            there += 1
        else:
            found += 1
            if found == most:
                break
            here += 1
            there += 1
    return found
"""
PART = """
@compiled
def {name}(lefts, rights, weights, bits, answers, numbers, shares, places, values):
    for at in range(len(lefts)):
        left, right = np.uint64(lefts[at]), np.uint64(rights[at])
"""
COMPARED: dict[type[Node], str] = {exp.EQ: "==", exp.NEQ: "!=", exp.LT: "<", exp.LTE: "<=", exp.GT: ">", exp.GTE: ">="}
OFTEN, LONG = 2, 30
"""What so many places ask, in so many letters, is answered once a pair, before all else."""
MOST = 40
"""[lines] from which a comparison goes on in another function."""


class _Writer:
    """Writes functions that go through pairs one after the other: large ones take Numba many times as long.

    A condition gives 1, 0 or, where nobody knows, -1.
    """

    def __init__(self, layout: Layout, conditions: Sequence[str]) -> None:
        self.layout = layout
        self.text, self.names, self.rows = COMMON, list[str](), 0
        self._names = count()
        self.answers: dict[str, str] = {}
        asked = Counter(part.sql() for sql in conditions for part in parsed(sql).walk() if _is_kept(part))
        for text, times in sorted(asked.items(), key=lambda one: len(one[0])):
            if times >= OFTEN:
                lines, answer = self._asked(parsed(text), 2)
                self.answers[text] = f"answers[{self.rows}, at]"
                self.rows += 1
                self._part("asked", [*lines, f"        {self.answers[text]} = {answer}"])

    def comparison(self, levels: Sequence[Settings]) -> None:
        """Write what adds the weight of the first level that holds, in parts of a few levels."""
        self.rows += 1
        settled = f"answers[{self.rows - 1}, at]"
        lines = [f"        {settled} = 0"]
        for level in levels:
            if level["sql_condition"] == "ELSE":
                lines += self._add(worth(level), 2)
                break
            made, answer = self._truth(parsed(level["sql_condition"]), 2)
            lines += [*made, f"        if {answer} == 1:", *self._add(worth(level), 3)]
            lines += [f"            {settled} = 1", "            continue"]
            if len(lines) > MOST:
                self._part("compared", lines)
                lines = [f"        if {settled} == 1:", "            continue"]
        self._part("compared", lines)

    def against(self, conditions: Sequence[str], least: float) -> None:
        """Write what sets a bit for each condition that holds, in pairs that weigh at least `least`."""
        lines = [f"        if weights[at] < {least!r}:", "            continue"]
        for at, sql in enumerate(conditions):
            made, answer = self._truth(parsed(sql), 2)
            lines += [*made, f"        if {answer} == 1:", f"            bits[at] |= {1 << at}"]
        self._part("against", lines)

    def _part(self, what: str, lines: Sequence[str]) -> None:
        name = f"{what}_{len(self.names)}"
        self.text += PART.format(name=name) + "\n".join([*lines, ""])
        self.names.append(name)

    def _add(self, value: Worth, deep: int) -> list[str]:
        pad = "    " * deep
        if value.column is None:
            return [f"{pad}weights[at] += {value.constant!r}"]
        at, name = self.layout.shares.index(often(value.column)), self._name()
        sides = [f"shares[{side}, {at}]" for side in ("left", "right")]
        rarer = [line for side in sides for line in (f"{pad}if {side} > {name}:", f"{pad}    {name} = {side}")]
        return [f"{pad}{name} = {value.least!r}", *rarer, f"{pad}weights[at] += {value.constant!r} - {value.share!r} * {name}"]

    def _truth(self, node: Node, deep: int) -> tuple[list[str], str]:
        """Return lines, and the name that then holds the answer."""
        if node.sql() in self.answers:
            return [], self.answers[node.sql()]
        return self._asked(node, deep)

    def _asked(self, node: Node, deep: int) -> tuple[list[str], str]:
        name, pad = self._name(), "    " * deep
        if isinstance(node, exp.Paren):
            return self._truth(node.this, deep)
        if isinstance(node, exp.And | exp.Or):
            (first, one), (then, other) = self._truth(node.this, deep), self._truth(node.expression, deep + 1)
            settles = 0 if isinstance(node, exp.And) else 1
            more = [f"{pad}    if {other} == {settles} or {other} == -1:", f"{pad}        {name} = {other}"]
            return [*first, f"{pad}{name} = {one}", f"{pad}if {name} != {settles}:", *then, *more], name
        if isinstance(node, exp.Not):
            lines, one = self._truth(node.this, deep)
            return [*lines, f"{pad}{name} = -1 if {one} == -1 else 1 - {one}"], name
        if isinstance(node, exp.Coalesce) and [*map(type, node.expressions)] == [exp.Boolean]:
            lines, one = self._truth(node.this, deep)
            return [*lines, f"{pad}{name} = {int(node.expressions[0].this)} if {one} == -1 else {one}"], name
        if isinstance(node, exp.Is) and isinstance(node.expression, exp.Null):
            lines, _, nothing = self._number(node.this, deep)
            return [*lines, f"{pad}{name} = 1 if {nothing} else 0"], name
        if isinstance(node, exp.Column):
            lines, one, nothing = self._number(node, deep)
            return [*lines, f"{pad}{name} = -1 if {nothing} else {one}"], name
        if isinstance(node, exp.ArrayOverlaps):
            return self._common(name, node.this, node.expression, 1, deep), name
        if type(node) in COMPARED:
            (first, one, not_one), (then, other, not_other) = self._number(node.this, deep), self._number(node.expression, deep)
            answer = f"{pad}{name} = -1 if {not_one} or {not_other} else 1 if {one} {COMPARED[type(node)]} {other} else 0"
            return [*first, *then, answer], name
        raise NotImplementedError(node.sql())

    def _number(self, node: Node, deep: int) -> tuple[list[str], str, str]:
        """Return lines, a whole number, and what tells that there is none."""
        pad = "    " * deep
        if isinstance(node, exp.Column):
            one = f"numbers[{self._side(node)}, {self.layout.numbers.index(node.name[:-2])}]"
            return [], one, f"({one} == {NOTHING})"
        if isinstance(node, exp.Literal) and not node.is_string:
            return [], node.name, "False"
        if isinstance(node, exp.Paren):
            return self._number(node.this, deep)
        if isinstance(node, exp.Abs):
            lines, one, nothing = self._number(node.this, deep)
            return lines, f"abs({one})", nothing
        if isinstance(node, exp.Cast):
            lines, answer = self._truth(node.this, deep)
            return lines, answer, f"({answer} == -1)"
        if isinstance(node, exp.Length) and node.this.name == "list_intersect":
            name = self._name()
            one, other = node.this.expressions
            return self._common(name, one, other, 1 << 30, deep), name, f"({name} == -1)"
        if isinstance(node, exp.Add | exp.Sub | exp.Greatest):
            both = (node.this, *node.expressions) if isinstance(node, exp.Greatest) else (node.this, node.expression)
            (first, one, not_one), (then, other, not_other) = (self._number(part, deep) for part in both)
            if not isinstance(node, exp.Greatest):
                sign = "+" if isinstance(node, exp.Add) else "-"
                return [*first, *then], f"({one} {sign} {other})", f"({not_one} or {not_other})"
            name = self._name()  # what is not there is not looked at
            chosen = f"{pad}{name} = {one} if {not_other} else {other} if {not_one} else max({one}, {other})"
            return [*first, *then, chosen], name, f"({not_one} and {not_other})"
        raise NotImplementedError(node.sql())

    def _common(self, name: str, one: Node, other: Node, most: int, deep: int) -> list[str]:
        """Return lines that count what two lists have in common, up to `most`; -1 where one is not there."""
        pad, (left, right) = "    " * deep, (self._list(node) for node in (one, other))
        both = f"{left.start}, {left.start} + {left.length}, {right.start}, {right.start} + {right.length}"
        return [
            f"{pad}{name} = 0",
            f"{pad}if {left.length} == {NOTHING} or {right.length} == {NOTHING}:",
            f"{pad}    {name} = -1",
            f"{pad}elif {left.marks} & {right.marks}:",
            f"{pad}    {name} = common({both}, {most}, values)",
        ]

    def _list(self, node: Node) -> _List:
        side, name = self._side(node), node.name[:-2]
        at, length = self.layout.lists.index(name), self.layout.numbers.index(name)
        return _List(f"places[{side}, {2 * at}]", f"numbers[{side}, {length}]", f"places[{side}, {2 * at + 1}]")

    @staticmethod
    def _side(node: Node) -> str:
        return {"_l": "left", "_r": "right"}[node.name[-2:]]

    def _name(self) -> str:
        return f"v{next(self._names)}"


class _List(NamedTuple):
    """Where a list stands in the program."""

    start: str
    length: str
    marks: str


def _is_kept(node: Node) -> bool:
    return isinstance(node, exp.Paren | exp.Coalesce | exp.ArrayOverlaps) and len(node.sql()) >= LONG


def parsed(condition: str) -> Node:
    """Return a condition in SQL (DuckDB) as a tree."""
    return sqlglot.parse_one(condition, dialect="duckdb")
