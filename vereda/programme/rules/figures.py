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

from vereda.programme.entries import Baseline, Counted, Figure, IndicatorSet, IndicatorWorded, Part, ValueReported
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
    """A value that may be told. until_on: the last day in it; is_partial: days of the period are not in it; days: that are."""

    value: Decimal
    until_on: date
    out_of: Decimal | None = None
    is_partial: bool = False
    parts: tuple[Part, ...] = ()
    origins: tuple[Origin, ...] = (Origin.COUNTED,)
    days: int = 0


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
    """Return what the program counts in a country; else by quarter what it counts, and around it what was reported."""
    why, counted = Why.NOT_REPORTED, list[Measured]()
    values = list(programme.values.values())
    if one.counted is not None and country != WHOLE:
        whole = source(one, one.counted, country, from_on, until_on)
        if isinstance(whole, Measured):
            return whole
        why = whole.why
        for span in quarters(from_on, until_on) if one.adding is Adding.SUM else ():
            part = source(one, one.counted, country, span.from_on, span.until_on)
            if isinstance(part, Measured):
                counted.append(replace(part, days=(part.until_on - span.from_on).days + 1))
                values = [value for value in values if value.until_on < span.from_on or span.until_on < value.from_on]
    said = reported(values, one, country, from_on, until_on)
    if counted:
        return _added([*([said] if isinstance(said, Measured) else []), *counted], (until_on - from_on).days + 1)
    return said if isinstance(said, Measured) or said.why is not Why.NOT_REPORTED else NotMeasured(why)


def _added(found: list[Measured], days: int) -> Measured:
    """Return values of periods that do not overlap, as one. days: of the whole period."""
    parts: dict[tuple[Dimension, str], Decimal | None] = {}
    for part in (part for value in found for part in value.parts):
        before = parts.get((part.by, part.code), ZERO)
        parts[part.by, part.code] = None if before is None or part.value is None else before + part.value
    return Measured(
        value=sum((value.value for value in found), ZERO),
        until_on=max(value.until_on for value in found),
        is_partial=sum(value.days for value in found) < days,
        # Parts of some of the periods alone would look like parts of all.
        parts=tuple(Part(by=by, code=code, value=number) for (by, code), number in parts.items())
        if all(value.parts for value in found)
        else (),
        origins=tuple(dict.fromkeys(origin for value in found for origin in value.origins)),
    )


def reported(values: Iterable[ValueReported], one: IndicatorSet, country: str, from_on: date, until_on: date) -> Value:
    """Return what officers reported of a country for days of a period: added up, or the last one of what stands."""
    within = [
        value
        for value in values
        if (value.indicator, value.country) == (one.indicator, country)
        and from_on <= value.from_on
        and value.until_on <= until_on
    ]
    if not within:
        return NotMeasured(Why.NOT_REPORTED)
    taken = _apart(within) if one.adding is Adding.SUM else [max(within, key=lambda value: (value.until_on, value.from_on))]
    days = sum((value.until_on - value.from_on).days + 1 for value in taken)
    parts: dict[tuple[Dimension, str], Decimal] = {}
    for part in (part for value in taken for part in value.parts):
        parts[part.by, part.code] = parts.get((part.by, part.code), ZERO) + (part.value or ZERO)
    found = Measured(
        value=sum((value.value for value in taken), ZERO),
        out_of=sum((value.out_of or ZERO for value in taken), ZERO) if one.unit is Unit.PERCENT else None,
        until_on=max(value.until_on for value in taken),
        is_partial=one.adding is Adding.SUM and days < (until_on - from_on).days + 1,
        parts=tuple(Part(by=by, code=code, value=number) for (by, code), number in sorted(parts.items())),
        origins=(Origin.REPORTED,),
        days=days,
    )
    if one.about is not About.HELPED:
        return found
    least = THRESHOLD_SENSITIVE if one.is_sensitive else THRESHOLD
    if _tells_a_small_one([value.value for value in taken], least):
        return NotMeasured(Why.WITHHELD)
    return protected(found, least)


def _apart(values: Iterable[ValueReported]) -> list[ValueReported]:
    """Return values that do not overlap, the longest first: a quarter that was reported stands over a month within it."""
    taken: list[ValueReported] = []
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
    parts: dict[tuple[Dimension, str], Decimal | None] = {}
    for part in (part for value in there.values() for part in value.parts):
        before = parts.get((part.by, part.code), ZERO)
        # A sum of which one summand is withheld would say how few they are, with the next country that is not.
        parts[part.by, part.code] = None if before is None or part.value is None else before + part.value
    out_of = sum((value.out_of or ZERO for value in there.values()), ZERO) if one.unit is Unit.PERCENT else None
    told = {
        "value": sum((value.value for value in there.values()), ZERO),
        "out_of": out_of,
        "until": min(value.until_on for value in there.values()),
        "is_partial": any(value.is_partial for value in there.values()),
        "origins": sorted({origin for value in there.values() for origin in value.origins}),
        "countries": list(there),
        "parts": [Part(by=by, code=code, value=number) for (by, code), number in parts.items()],
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
