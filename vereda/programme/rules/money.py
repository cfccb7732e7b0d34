"""Budget against spending: by line, and by workshop, course and supply, which add up to the same. Pure.

Amounts are exact decimals. Two currencies are added only where whoever noted the cost gave a rate, with its day and source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from babel import Locale

from vereda.programme.entries import BudgetLine, GrantSet, Spent
from vereda.programme.rules.told import Programme
from vereda.programme.words import Kind

ZERO, CENT = Decimal(0), Decimal("0.01")


@cache
def _currencies() -> frozenset[str]:
    return frozenset(Locale("en").currencies)


def is_currency(code: str) -> bool:
    """Tell whether three letters are a currency of ISO 4217, one of today or of before."""
    return code in _currencies()


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


@dataclass(frozen=True, slots=True)
class Converted:
    """A cost of another currency that counts: amount, in the currency of the grant, by the rate that was given."""

    cost: Spent
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ActivitySpent:
    """What went for one workshop, course or supply, in the currency of the grant. activity: '' for what belongs to none."""

    what: Kind
    activity: str
    within: Decimal
    so_far: Decimal


@dataclass(frozen=True)
class Ledger:
    """A grant up to a day.

    activities  what it went for, so far: adds up to what the lines add up to
    converted   costs of another currency that are in the lines, with their rate
    elsewhere   without a rate, or of a line that the budget no longer has: (line, currency) -> amount
    doubled     documents that stand twice for the same line and amount
    time_share  how much of the grant's days are over [percent]
    """

    grant: GrantSet
    lines: tuple[LineSpent, ...]
    activities: tuple[ActivitySpent, ...]
    converted: tuple[Converted, ...]
    elsewhere: Mapping[tuple[str, str], Decimal]
    doubled: tuple[str, ...]
    time_share: int

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
    own = [Converted(one, amount) for one in costs if one.line in known and (amount := in_grant(one, grant)) is not None]
    counted = {id(one.cost) for one in own}
    elsewhere: dict[tuple[str, str], Decimal] = {}
    # Money that was spent is not lost from sight: without a rate, or of a line that the budget no longer has, it stands beside.
    for one in (one for one in costs if id(one) not in counted):
        elsewhere[one.line, one.currency] = elsewhere.get((one.line, one.currency), ZERO) + one.amount
    days = (grant.until_on - grant.from_on).days + 1
    over = min(max((until_on - grant.from_on).days + 1, 0), days)
    return Ledger(
        grant=grant,
        lines=tuple(LineSpent(line, *_sums((one for one in own if one.cost.line == line.line), from_on)) for line in grant.lines),
        activities=tuple(_by_activity(own, from_on)),
        converted=tuple(one for one in own if one.cost.rate is not None),
        elsewhere=elsewhere,
        doubled=tuple(doc for (doc, *_), times in Counter(map(_same, costs)).items() if times > 1),
        time_share=100 * over // days,
    )


def in_grant(one: Spent, grant: GrantSet) -> Decimal | None:
    """Return a cost in the currency of its grant, to the cent; None where it is in another and nobody gave a rate."""
    if one.currency == grant.currency:
        return one.amount
    return (one.amount * one.rate.for_one).quantize(CENT, ROUND_HALF_UP) if one.rate else None


def _by_activity(own: Iterable[Converted], from_on: date) -> Iterator[ActivitySpent]:
    found: dict[tuple[Kind, str], list[Converted]] = {}
    for one in own:
        found.setdefault((one.cost.what, one.cost.activity or ""), []).append(one)
    order = list(Kind)
    for (what, activity), some in sorted(found.items(), key=lambda one: (order.index(one[0][0]), not one[0][1], one[0][1])):
        yield ActivitySpent(what, activity, *_sums(some, from_on))


def _sums(some: Iterable[Converted], from_on: date) -> tuple[Decimal, Decimal]:
    """Return what was spent since a day, and all of it."""
    kept = list(some)
    within = sum((one.amount for one in kept if one.cost.on >= from_on), ZERO)
    return within, sum((one.amount for one in kept), ZERO)


def is_doubled(programme: Programme, new: Spent) -> bool:
    """Return whether the same document already stands for the same line and amount."""
    return any(_same(one) == _same(new) and one.grant == new.grant for one in programme.spent.values())


def _same(one: Spent) -> tuple[str, str, str, Decimal]:
    return one.document, one.line, one.currency, one.amount
