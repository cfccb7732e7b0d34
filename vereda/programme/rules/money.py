"""Budget against spending, by line. Amounts are exact decimals; currencies are never added, and nothing is converted. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from vereda.programme.entries import BudgetLine, GrantSet, Spent
from vereda.programme.rules.told import Programme
from vereda.programme.words import Kind

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class LineSpent:
    """A line of a budget. within: spent in the period; so_far: up to its end; both in the currency of the grant."""

    line: BudgetLine
    within: Decimal
    so_far: Decimal

    @property
    def left(self) -> Decimal:
        return self.line.amount - self.so_far

    @property
    def share(self) -> int:
        """Return how much of the line is spent [percent]."""
        return int((100 * self.so_far / self.line.amount).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True)
class Ledger:
    """A grant up to a day.

    elsewhere  paid in another currency, which stands beside: (line, currency) -> amount
    by_kind    what it went for in the period: (kind, currency) -> amount
    doubled    documents that stand twice for the same line and amount
    """

    grant: GrantSet
    lines: tuple[LineSpent, ...]
    elsewhere: Mapping[tuple[str, str], Decimal]
    by_kind: Mapping[tuple[Kind, str], Decimal]
    doubled: tuple[str, ...]

    @property
    def budget(self) -> Decimal:
        return sum((one.line.amount for one in self.lines), ZERO)

    @property
    def within(self) -> Decimal:
        return sum((one.within for one in self.lines), ZERO)

    @property
    def so_far(self) -> Decimal:
        return sum((one.so_far for one in self.lines), ZERO)

    @property
    def left(self) -> Decimal:
        """Return what of the award is not spent: also what stands in no line of the budget."""
        return self.grant.amount - self.so_far


def ledger(programme: Programme, grant: GrantSet, from_on: date, until_on: date) -> Ledger:
    """Return a grant's lines with what was spent in local days, both inclusive, and until their end."""
    costs = [one for one in programme.spent.values() if one.grant == grant.grant and one.on <= until_on]
    known = {one.line for one in grant.lines}
    own = [one for one in costs if one.currency == grant.currency and one.line in known]
    # A line that the budget no longer has is beside it as well: money that was spent is not lost from sight.
    other = [one for one in costs if one.currency != grant.currency or one.line not in known]
    elsewhere: dict[tuple[str, str], Decimal] = {}
    for one in other:
        elsewhere[one.line, one.currency] = elsewhere.get((one.line, one.currency), ZERO) + one.amount
    by_kind: dict[tuple[Kind, str], Decimal] = {}
    for one in (one for one in costs if one.on >= from_on):
        by_kind[one.what, one.currency] = by_kind.get((one.what, one.currency), ZERO) + one.amount
    return Ledger(
        grant=grant,
        lines=tuple(
            LineSpent(
                line,
                within=_sum(one for one in own if one.line == line.line and one.on >= from_on),
                so_far=_sum(one for one in own if one.line == line.line),
            )
            for line in grant.lines
        ),
        elsewhere=elsewhere,
        by_kind=dict(sorted(by_kind.items())),
        doubled=tuple(doc for (doc, *_), times in Counter(map(_same, costs)).items() if times > 1),
    )


def is_doubled(programme: Programme, new: Spent) -> bool:
    """Return whether the same document already stands for the same line and amount."""
    return any(_same(one) == _same(new) and one.grant == new.grant for one in programme.spent.values())


def _same(one: Spent) -> tuple[str, str, str, Decimal]:
    return one.document, one.line, one.currency, one.amount


def _sum(costs: Iterable[Spent]) -> Decimal:
    return sum((one.amount for one in costs), ZERO)
