"""The value of an indicator over some days: counted by the program, reported by an officer, or frozen with its phase. Pure.

What nobody measured has no value and says why; it is never zero. Numbers of people whom we help leave rounded, small ones not at
all, whoever reported them: so two reports cannot be set against each other to find a few persons. What the program counts comes
protected already (`Source`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from vereda.programme.entries import Baseline, Counted, Figure, IndicatorSet, IndicatorWorded, Part
from vereda.programme.rules.periods import Period, quarters, to_freeze
from vereda.programme.rules.told import Phase, Programme
from vereda.programme.words import (
    ROUNDS_TO,
    THRESHOLD,
    THRESHOLD_SENSITIVE,
    WHOLE,
    About,
    Adding,
    Dimension,
    Origin,
    Unit,
    Why,
)

ZERO = Decimal(0)
TENTH = Decimal("0.1")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Measured:
    """A value that may be told.

    until_on  the last day in it; is_partial: days of the period are not in it; days: so many are
    editions  out of which it comes; held: months of which they tell no number
    """

    value: Decimal
    until_on: date
    out_of: Decimal | None = None
    is_partial: bool = False
    parts: tuple[Part, ...] = ()
    origins: tuple[Origin, ...] = (Origin.COUNTED,)
    days: int = 0
    editions: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotMeasured:
    why: Why


type Value = Measured | NotMeasured
type Source = Callable[[IndicatorSet, Counted, str, date, date], Value]
"""Counts for an indicator in a country over local days, protected: (indicator, what is counted, country, first, last day)."""


def counts_nothing(_one: IndicatorSet, _what: Counted, _country: str, _from: date, _until: date) -> Value:
    """Answer as an installation that holds no records."""
    return NotMeasured(Why.NOT_REPORTED)


# One figure ---------------------------------------------------------------------------------------------------------


def figure(programme: Programme, one: IndicatorSet, from_on: date, until_on: date, source: Source, today: date) -> Figure:
    """Return the value of an indicator over local days, both inclusive.

    In a closed phase it is the one that was frozen. In an open one each country has what the program counts there, else what was
    reported; `missing` are those that have neither.
    """
    phase = programme.phase_of(from_on, until_on)
    if phase is not None and phase.closed is not None:
        return frozen(phase, one.indicator, from_on, until_on) or Figure(
            indicator=one.indicator, from_on=from_on, until_on=until_on, why=Why.NOT_REPORTED
        )
    if from_on > today:
        return Figure(indicator=one.indicator, from_on=from_on, until_on=until_on, why=Why.NOT_YET)
    countries = programme.countries_of(one, from_on, until_on)
    values = {country: _of_country(programme, one, country, from_on, until_on, source) for country in countries}
    return _together(one, from_on, until_on, values)


def frozen(phase: Phase, indicator: str, from_on: date, until_on: date) -> Figure | None:
    """Return the figure that stood for these days when the phase was closed."""
    figures = phase.closed.figures if phase.closed else ()
    return next((one for one in figures if (one.indicator, one.from_on, one.until_on) == (indicator, from_on, until_on)), None)


def _of_country(programme: Programme, one: IndicatorSet, country: str, from_on: date, until_on: date, source: Source) -> Value:
    """Return what is known of a country: quarter by quarter out of editions, out of its office's files, or as reported."""
    said = said_of(programme, one, country)
    if one.adding is Adding.LATEST:
        return reported(said, one, from_on, until_on)
    counted, why = dict[Period, Measured](), Why.NOT_REPORTED
    what = one.counted if country != WHOLE else None
    for span in quarters(from_on, until_on):
        if what is None:
            break
        found = source(one, what, country, span.from_on, span.until_on)
        if isinstance(found, Measured):
            # Of a quarter that has editions of a month alone, what was said of more of its days tells more.
            if found.days >= _days_said(said, span):
                counted[span] = found
        else:
            why = max(why, found.why, key=list(Why).index)
    rest = [value for value in said if not any(_touch(value.from_on, value.until_on, span) for span in counted)]
    told = reported(rest, one, from_on, until_on)
    if counted:
        return _added([*([told] if isinstance(told, Measured) else []), *counted.values()], (until_on - from_on).days + 1)
    return told if isinstance(told, Measured) or told.why is not Why.NOT_REPORTED else NotMeasured(why)


def _days_said(said: Iterable[Said], span: Period) -> int:
    within = [value for value in said if span.from_on <= value.from_on and value.until_on <= span.until_on]
    return sum((value.until_on - value.from_on).days + 1 for value in _apart(within))


def _touch(from_on: date, until_on: date, span: Period) -> bool:
    return from_on <= span.until_on and span.from_on <= until_on


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a country for some days: by its office as a protected cell (value None: withheld), or by an officer."""

    from_on: date
    until_on: date
    value: Decimal | None
    origin: Origin
    out_of: Decimal | None = None
    parts: tuple[Part, ...] = ()
    edition: str = ""


def said_of(programme: Programme, one: IndicatorSet, country: str) -> list[Said]:
    """Return what was said of a country; a protected cell stands before what an officer reported for days that it touches."""
    cells = [
        Said(cell.from_on, cell.until_on, cell.value, Origin.RECEIVED, parts=tuple(cell.parts), edition=cell.edition)
        for cell in programme.aggregates.values()
        if (cell.indicator, cell.country) == (one.indicator, country)
    ]
    return cells + [
        Said(value.from_on, value.until_on, value.value, Origin.REPORTED, value.out_of, tuple(value.parts))
        for value in programme.values.values()
        if (value.indicator, value.country) == (one.indicator, country)
        and all(value.until_on < cell.from_on or cell.until_on < value.from_on for cell in cells)
    ]


def _added(found: list[Measured], days: int) -> Measured:
    """Return values of periods that do not overlap, as one. days: of the whole period."""
    return Measured(
        value=sum((value.value for value in found), ZERO),
        until_on=max(value.until_on for value in found),
        is_partial=sum(value.days for value in found) < days,
        # Parts of some of the periods alone would look like parts of all.
        parts=_parts_added(value.parts for value in found) if all(value.parts for value in found) else (),
        origins=tuple(dict.fromkeys(origin for value in found for origin in value.origins)),
        editions=tuple(dict.fromkeys(name for value in found for name in value.editions)),
        held=tuple(sorted({month for value in found for month in value.held})),
    )


def reported(said: Iterable[Said], one: IndicatorSet, from_on: date, until_on: date) -> Value:
    """Return what was said for days of a period: added up, or the last one of what stands."""
    within = [value for value in said if from_on <= value.from_on and value.until_on <= until_on]
    if not within:
        return NotMeasured(Why.NOT_REPORTED)
    taken = _apart(within) if one.adding is Adding.SUM else [max(within, key=lambda value: (value.until_on, value.from_on))]
    told = [value for value in taken if value.value is not None]
    if not told:
        return NotMeasured(Why.WITHHELD)
    days = sum((value.until_on - value.from_on).days + 1 for value in told)
    found = Measured(
        value=sum((value.value or ZERO for value in told), ZERO),
        out_of=sum((value.out_of or ZERO for value in told), ZERO) if one.unit is Unit.PERCENT else None,
        until_on=max(value.until_on for value in told),
        is_partial=one.adding is Adding.SUM and days < (until_on - from_on).days + 1,
        parts=_parts_added(value.parts for value in told),
        origins=tuple(dict.fromkeys(value.origin for value in told)),
        days=days,
        editions=tuple(dict.fromkeys(value.edition for value in told if value.edition)),
        held=tuple(f"{value.from_on:%Y-%m}" for value in taken if value.value is None),
    )
    exact = [value.value or ZERO for value in told if value.origin is Origin.REPORTED]
    if one.about is not About.HELPED or not exact:
        return found
    least = THRESHOLD_SENSITIVE if one.is_sensitive else THRESHOLD
    return NotMeasured(Why.WITHHELD) if _tells_a_small_one(exact, least) else protected(found, least)


def _parts_added(parts: Iterable[tuple[Part, ...]]) -> tuple[Part, ...]:
    """Return parts of several values, added; a sum of which one summand is withheld is withheld."""
    found: dict[tuple[Dimension, str], Decimal | None] = {}
    for part in (part for some in parts for part in some):
        before = found.get((part.by, part.code), ZERO)
        found[part.by, part.code] = None if before is None or part.value is None else before + part.value
    return tuple(Part(by=by, code=code, value=number) for (by, code), number in found.items())


def _apart(values: Iterable[Said]) -> list[Said]:
    """Return values that do not overlap, the longest first: a quarter that was reported stands over a month within it."""
    taken: list[Said] = []
    for value in sorted(values, key=lambda one: (-(one.until_on - one.from_on).days, one.from_on)):
        if all(value.until_on < one.from_on or one.until_on < value.from_on for one in taken):
            taken.append(value)
    return taken


def protected(found: Measured, least: int) -> Value:
    """Return what of a reported value of people whom we help may be told: rounded to five, and none of fewer than the threshold.

    Nothing (zero) is told: that nobody was reached is measured. A percentage shows two groups, those who do and those who do not.
    """
    groups = [found.value] if found.out_of is None else [found.value, found.out_of - found.value]
    if any(0 < number < least for number in groups) or (found.out_of is not None and found.out_of < least):
        return NotMeasured(Why.WITHHELD)
    return replace(
        found,
        value=rounded(found.value),
        out_of=None if found.out_of is None else rounded(found.out_of),
        parts=tuple(_protected_parts(found.parts, least)),
    )


def _protected_parts(parts: Iterable[Part], least: int) -> Iterator[Part]:
    """Yield parts as they may be told. With a small one goes the next: the total less the others tells of no few."""
    told = list(parts)
    for dimension in dict.fromkeys(part.by for part in told):
        # What is withheld already counts as nothing here: it is the smallest, and the next goes with it.
        by_size = sorted((part for part in told if part.by is dimension), key=lambda part: (part.value or ZERO, part.code))
        numbers = [part.value or ZERO for part in by_size]
        held = sum(number < least for number in numbers)
        while 0 < held < len(numbers) and (held == 1 or sum(numbers[:held]) < least):
            held += 1
        for place, part in enumerate(by_size):
            yield Part(by=part.by, code=part.code, value=None if place < held else rounded(numbers[place]))


def _tells_a_small_one(numbers: Iterable[Decimal], least: int) -> bool:
    """Return whether a sum tells of few: one summand alone is small, or all small ones together are fewer than the threshold."""
    small = [number for number in numbers if 0 < number < least]
    return len(small) == 1 or 0 < sum(small) < least


def rounded(number: Decimal) -> Decimal:
    """Return a number to the next five."""
    return (number / ROUNDS_TO).quantize(Decimal(1), ROUND_HALF_UP) * ROUNDS_TO


def _together(one: IndicatorSet, from_on: date, until_on: date, values: Mapping[str, Value]) -> Figure:
    """Return one figure of several countries; a value of which nothing is known is missing, not nothing."""
    there = {country: value for country, value in values.items() if isinstance(value, Measured)}
    others = {country: value.why for country, value in values.items() if isinstance(value, NotMeasured)}
    empty = Figure(
        indicator=one.indicator,
        from_on=from_on,
        until_on=until_on,
        missing=[country for country, why in others.items() if why is not Why.WITHHELD],
        withheld=[country for country, why in others.items() if why is Why.WITHHELD],
    )
    if not there:
        # Of several reasons the one that tells most: that it is withheld, before that nobody said anything.
        return empty.model_copy(update={"why": max(others.values(), key=list(Why).index, default=Why.NOT_REPORTED)})
    out_of = sum((value.out_of or ZERO for value in there.values()), ZERO) if one.unit is Unit.PERCENT else None
    told = {
        "value": sum((value.value for value in there.values()), ZERO),
        "out_of": out_of,
        "until": min(value.until_on for value in there.values()),
        "is_partial": any(value.is_partial for value in there.values()),
        "origins": sorted({origin for value in there.values() for origin in value.origins}),
        "countries": list(there),
        # A sum of which one summand is withheld would say how few they are, with the next country that is not.
        "parts": list(_parts_added(value.parts for value in there.values())),
        "editions": sorted({name for value in there.values() for name in value.editions}),
        "held": sorted({month for value in there.values() for month in value.held}),
    }
    return empty.model_copy(update=told)


def shown(found: Figure) -> Decimal | None:
    """Return the number that a reader sees: of a percentage the percentage, to a tenth."""
    if found.value is None or found.out_of is None:
        return found.value
    return (HUNDRED * found.value / found.out_of).quantize(TENTH, ROUND_HALF_UP) if found.out_of else None


# A phase, and the line over all of them -----------------------------------------------------------------------------


def figures_of(programme: Programme, phase: Phase, source: Source, today: date) -> list[Figure]:
    """Return the figures of a phase as they are frozen when it is closed: each indicator by quarter and so far."""
    return [
        figure(programme, one, period.from_on, period.until_on, source, today)
        for one in programme.measured_in(phase.code)
        for period in to_freeze(*phase.days)
    ]


def baselines_from(programme: Programme, phase: Phase) -> list[Baseline]:
    """Return what the next phase begins from: the figure of the whole phase, or why there is none."""
    found = []
    for one in programme.measured_in(phase.code):
        whole = frozen(phase, one.indicator, *phase.days)
        value = shown(whole) if whole else None
        why = None if value is not None else (whole.why if whole else None) or Why.NOT_REPORTED
        found.append(Baseline(indicator=one.indicator, phase=phase.code, value=value, why=why))
    return found


@dataclass(frozen=True)
class Point:
    """A quarter on the line of an indicator. is_reworded: from here on it is said in other words; the line goes on."""

    phase: Phase
    period: Period
    figure: Figure
    wording: IndicatorWorded | None
    is_reworded: bool


def line(programme: Programme, one: IndicatorSet, source: Source, today: date) -> list[Point]:
    """Return an indicator by quarter over all phases that measure it, up to today: one line, whatever it was called."""
    points: list[Point] = []
    said: IndicatorWorded | None = None
    for phase in programme.phases:
        if (phase.code, one.indicator) not in programme.targets:
            continue
        for period in quarters(*phase.days):
            if period.from_on > today:
                break
            wording = programme.worded(one.indicator, period.until_on)
            found = figure(programme, one, period.from_on, period.until_on, source, today)
            points.append(Point(phase, period, found, wording, bool(points) and wording != said))
            said = wording
    return points
