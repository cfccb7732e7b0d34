"""Where printed figures contradict themselves or each other, each with the rule that found it. Nothing is mended.

A figure that adds up from a first day on can only grow, whatever is counted; so its rules need no knowledge of the work. The
thresholds of what is only asked about are our own proposal: docs/headquarters/press-figures.md says what they find.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

from vereda.statistics.figures import parts
from vereda.statistics.figures.finding import Finding, Side, is_swapped
from vereda.statistics.figures.printed import Figure, is_month_end
from vereda.statistics.figures.words import Measure, Rule

PACE_TIMES = 4  # so many times slower or faster than until then
PACE_BASE = 30  # of fewer, no pace is known
PACE_LEAST = 5  # attentions that were to be expected, or more, for slower to say something
PACE_MOST = 20  # and that came, for faster to say something
YEAR_TIMES = 2
YEAR_LEAST = 30  # of less, twice as much is chance
SHARE_LEAST = 5
YEAR_APART_DAYS = 92  # cut-offs of two years that are compared lie at most so far apart in the calendar

type Printings = dict[date, list[Figure]]
"""Figures of one thing by cut-off, in the order of cut-offs."""


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """What is counted from a first day on."""

    universe: str
    heading: str
    nationality: str
    from_on: date


def findings(figures: Sequence[Figure]) -> list[Finding]:
    """Return every contradiction, by the first day it is about; the same figures in any order give the same list."""
    found = {one.key: one for one in _each(sorted(figures, key=_order))}
    return sorted(found.values(), key=lambda one: (one.from_on, list(Rule).index(one.rule), one.key))


def _order(figure: Figure) -> tuple[date, date, tuple[str, str, str], date, str, Decimal]:
    return figure.from_on, figure.to_on, figure.cell, figure.printed.first, figure.source, figure.value


def _each(figures: Sequence[Figure]) -> Iterator[Finding]:
    exact = [one for one in figures if one.heading.claim is None]
    for thing in _things(exact).values():
        for printings in thing.values():
            yield from _printed_again(printings)
        if next(iter(thing.values()))[0].heading.measure is Measure.SUM:
            for earlier, later in pairwise(thing.values()):
                yield from _of_two_cut_offs(earlier, later)
    yield from _located(exact)
    yield from parts.findings(exact)
    yield from _claims(figures)
    yield from _years(exact)


def _things(figures: Iterable[Figure]) -> dict[Thing, Printings]:
    found: dict[Thing, dict[date, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for one in figures:
        found[Thing(*one.cell, one.from_on)][one.to_on].append(one)
    return {thing: dict(sorted(found[thing].items())) for thing in sorted(found)}


# The same figure again ---------------------------------------------------------------------------------------------------


def _printed_again(printings: Sequence[Figure]) -> Iterator[Finding]:
    """Yield where one figure was printed with different values: revised, where it is known which came first."""
    first_of: dict[Decimal, Figure] = {}
    for one in sorted(printings, key=lambda one: (one.printed, one.source)):
        first_of.setdefault(one.value, one)
    values = sorted(first_of.values(), key=lambda one: (one.printed, one.value))
    for before, after in pairwise(values):
        if before.printed.is_before(after.printed):
            yield Finding(Rule.REVISED, Side.of(before), Side.of(after), is_swapped(before.value, after.value))
        else:
            low, high = sorted((before, after), key=lambda one: one.value)
            yield Finding(Rule.PRINTED_TWICE, Side.of(low), Side.of(high), is_swapped(low.value, high.value))


# One figure and the next of the same period --------------------------------------------------------------------------------


def _of_two_cut_offs(earlier: Sequence[Figure], later: Sequence[Figure]) -> Iterator[Finding]:
    before, after = min(earlier, key=lambda one: one.value), max(later, key=lambda one: one.value)
    swapped = is_swapped(before.value, after.value)
    if after.value < before.value:
        is_month = is_month_end(before.to_on) and is_month_end(after.to_on) and (after.to_on - before.to_on).days <= 31
        yield Finding(Rule.MONTH_NEGATIVE if is_month else Rule.FALLS, Side.of(before), Side.of(after), swapped)
        return
    if before.value < PACE_BASE:
        return
    came = after.value - before.value
    expected = before.value / before.days * (after.to_on - before.to_on).days
    if expected >= PACE_LEAST and came == 0:
        yield Finding(Rule.STANDS_STILL, Side.of(before), Side.of(after))
    elif (expected >= PACE_LEAST and came * PACE_TIMES < expected) or (came >= PACE_MOST and came > expected * PACE_TIMES):
        yield Finding(Rule.PACE, Side.of(before), Side.of(after), swapped)


# Headings that belong together, sentences -----------------------------------------------------------------------------------


def _located(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Yield where more people were found than reported missing: possible (reports of years before), so it is asked about."""
    by_place = {(one.heading.code, one.universe, one.nationality, one.from_on, one.to_on): one for one in figures}
    for one in by_place.values():
        reports = by_place.get((one.heading.within, one.universe, one.nationality, one.from_on, one.to_on))
        if reports is not None and one.value > reports.value:
            yield Finding(Rule.LOCATED, Side.of(one), Side.of(reports))


def _claims(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Yield where a sentence ('more than 280,000') cannot be true beside another figure of the same thing."""
    things: dict[Thing, list[Figure]] = defaultdict(list)
    for one in figures:
        if one.heading.measure is Measure.SUM:
            code = one.heading.about or one.heading.code
            things[Thing(one.universe, code, one.nationality, one.from_on)].append(one)
    for thing in things.values():
        for one, other in combinations(sorted(thing, key=lambda one: (one.to_on, one.line)), 2):
            if one.heading.claim is None and other.heading.claim is None:
                continue
            does_fall = one.bounds[0] > other.bounds[1]
            does_differ = one.to_on == other.to_on and other.bounds[0] > one.bounds[1]
            if does_fall or does_differ:
                yield Finding(Rule.CLAIM, Side.of(one), Side.of(other))


# A year before ---------------------------------------------------------------------------------------------------------------


def _years(figures: Iterable[Figure]) -> Iterator[Finding]:
    """Yield where a figure is less than half or more than double of that of a year before; sums are compared by the day."""
    by_cell: dict[tuple[str, str, str], dict[int, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for one in figures:
        if one.from_on.year == one.to_on.year and not one.universe.startswith("event:"):
            by_cell[one.cell][one.from_on.year].append(one)
    for years in by_cell.values():
        for year in sorted(years):
            pairs = [(a, b) for a in years[year] for b in years.get(year + 1, ()) if _can_be_compared(a, b)]
            if pairs:
                before, after = min(pairs, key=lambda pair: (_apart(*pair), pair[0].line, pair[1].line))
                if _is_far(before, after):
                    yield Finding(Rule.YEAR, Side.of(before), Side.of(after))


def _can_be_compared(before: Figure, after: Figure) -> bool:
    if before.heading.measure is not Measure.SUM:
        return True
    starts = (before.from_on.month, before.from_on.day) == (after.from_on.month, after.from_on.day)
    return starts and _apart(before, after) <= YEAR_APART_DAYS


def _apart(before: Figure, after: Figure) -> int:
    return abs(before.to_on.timetuple().tm_yday - after.to_on.timetuple().tm_yday)


def _is_far(before: Figure, after: Figure) -> bool:
    least = SHARE_LEAST if before.heading.measure is Measure.SHARE else YEAR_LEAST
    if max(before.value, after.value) < least:
        return False
    a, b = before.value, after.value
    if before.heading.measure is Measure.SUM:
        a, b = a / before.days, b / after.days
    return a * YEAR_TIMES < b or b * YEAR_TIMES < a
