"""Which two records are compared at all. Pure.

A rule names what two records must share. It holds only where few enough records share it: half of all pairs that share the sound
of a given name, the sex and the country are Josés of one country, brought together by what else they have in common. So no
rule brings together more than half its limit of pairs a record, and a million records take five times what a fifth of them take.
What each rule costs and brings: docs/engineer/matching.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from vereda.people.matching.frequencies import counts, mixed

_YEARS = "(abs(l.b_mid - r.b_mid) <= {years} or l.b_mid is null or r.b_mid is null)"
ANY = 10**9


@dataclass(frozen=True)
class Rule:
    """What two records share to be brought together.

    left, right  columns that are equal; `right` where the other record has it in another column (a surname for a given name)
    years        how far the years of birth may lie apart, where both are known
    most         the rule holds where at most so many records share it
    """

    left: tuple[str, ...]
    most: int
    years: int | None = None
    right: tuple[str, ...] = ()

    @property
    def sql(self) -> str:
        same = [f"l.{one} = r.{other}" for one, other in zip(self.left, self.right or self.left, strict=True)]
        near = [] if self.years is None else [_YEARS.format(years=self.years)]
        few = [f"l.{_size(self.left)} <= {self.most}", f"r.{_size(self.right or self.left)} <= {self.most}"]
        return " and ".join([*same, *near, *(few if self.most < ANY else ())])

    @property
    def mirrored(self) -> tuple[Rule, ...]:
        """The rule, and where it asks for another thing of either record, also its mirror image."""
        pairs = zip(self.left, self.right or self.left, strict=True)
        return (
            (self,)
            if {*pairs} == {*zip(self.right or self.left, self.left, strict=True)}
            else (self, Rule(self.right, self.most, self.years, self.left))
        )


def _rule(shared: str, most: int, years: int | None = None, crossed: str = "") -> Rule:
    return Rule(tuple(shared.split()), most, years, tuple(crossed.split()))


ALWAYS = (
    _rule("card", 500),
    _rule("ph", 500),
    _rule("dob gp1", 500),
    _rule("dob sp1", 500),
    _rule("sp1 sp2", 500, 3),
    _rule("gp1 sp1", 500, 3),
    _rule("gp1 sp1", 100, 6),
    _rule("gp1 sp1 o1", 500),
    _rule("gp1 sp2", 300, 2),
    _rule("sp1 sp2", 300, 3, "sp2 sp1"),
    _rule("gp1 sp1", 300, 3, "gp2 sp1"),
    _rule("gp1 sp1", 100, 3, "gp1 sp2"),
    _rule("gp1 gp2 o1", 500),
    _rule("gp1 gp2 nat", 500, 1),
    _rule("gp1 gp2 sp2", 500),
    _rule("gp1 o1 sex", 200, 1),
    _rule("sp1 o1 sex", 200, 1),
    _rule("sp2 o1 sex", 200, 1),
    _rule("gx sx", 500, 6, "sx gx"),
    _rule("gk sk", 300, 3),
    _rule("gk sk", 300, 3, "sk gk"),
    _rule("gp1 sex nat", 200, 1),
    _rule("sp1 sex nat", 200, 1),
    _rule("sp2 sex nat", 200, 1),
)
"""Own proposal, by what each brings in 200,000 records of the second generator."""
FEW_UP_TO = 60_000
WHERE_FEW = (
    _rule("gp1 sp1", ANY),
    _rule("gp1 sp1", ANY, 3, "gp1 sp2"),
    _rule("gk sk", ANY, 3),
    _rule("gk sk", ANY, 3, "sk gk"),
    _rule("o1 gp1", ANY),
    _rule("o1 sp1", ANY),
    _rule("gp1 sex nat", ANY, 3),
    _rule("sp1 sex nat", ANY, 3),
    _rule("sp2 sex nat", ANY, 2),
    _rule("gp1 nat", ANY, 1, "gp2 nat"),
    _rule("dob", ANY),
    _rule("o", ANY),
    _rule("gp1", ANY, 1),
    _rule("sp1", ANY, 1),
    _rule("o1 sex", ANY, 1),
)
"""Where records are few, also those are brought together who agree on two things only."""


def rules(records: int) -> list[str]:
    """Return the rules by which so many records are brought together, in SQL; a pair needs one of them."""
    asked = ALWAYS + (WHERE_FEW if records <= FEW_UP_TO else ())
    return [rule.sql for one in asked for rule in one.mirrored]


def with_sizes(table: pa.Table) -> pa.Table:
    """Return the table with how many records share what a rule asks for, one column for each combination."""
    for shared in dict.fromkeys(side for rule in ALWAYS for side in (rule.left, rule.right) if side):
        if {*shared} <= {*table.column_names}:
            table = table.append_column(_size(shared), pa.array(_sizes([table[name] for name in shared])))
    return table


def _size(shared: tuple[str, ...]) -> str:
    return "of_" + "_".join(shared)


def _sizes(columns: Sequence[pa.ChunkedArray]) -> NDArray[np.int32]:
    together = reduce(mixed, (np.asarray(column.fill_null(0)).astype(np.int64) for column in columns))
    return counts(together).astype(np.int32)
