"""What does not fit: the rule, the two numbers, and the printed figures that each of them stands on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vereda.statistics.figures.printed import Figure
from vereda.statistics.figures.words import ODD, Rule


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two numbers: as printed, or the sum of several printed figures."""

    value: Decimal
    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, *figures: Figure) -> Side:
        return cls(sum((one.value for one in figures), Decimal(0)), figures)

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the number stands, each page once."""
        return tuple(dict.fromkeys(one.source for one in self.figures))


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction. `left` is the earlier, the part or what is too much; `right` what it is held against.

    is_swapped  the two numbers differ by two neighbouring digits that changed places: likely a slip of the pen
    """

    rule: Rule
    left: Side
    right: Side
    is_swapped: bool = False

    @property
    def is_odd(self) -> bool:
        """Tell whether both may be true, so that it is only asked about."""
        return self.rule in ODD

    @property
    def figures(self) -> tuple[Figure, ...]:
        return (*self.left.figures, *self.right.figures)

    @property
    def from_on(self) -> date:
        return min(one.from_on for one in self.figures)

    @property
    def periods(self) -> frozenset[str]:
        """Editions that it is about."""
        return frozenset(one.period for one in self.figures)

    @property
    def key(self) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
        left, right = (tuple(sorted(one.line for one in side.figures)) for side in (self.left, self.right))
        return self.rule.value, left, right


def is_swapped(one: Decimal, other: Decimal) -> bool:
    """Tell whether two numbers differ by two neighbouring digits that changed places (6,019 and 6,091)."""
    a, b = str(one), str(other)
    differ = [at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    if len(a) != len(b) or len(differ) != 2 or differ[1] != differ[0] + 1:
        return False
    at = differ[0]
    return a[at] == b[at + 1] and a[at + 1] == b[at]
