"""The value of an indicator over some days: counted by the program, reported by an officer, or frozen with its phase. Pure.

What nobody measured has no value and says why; it is never zero. Numbers of people whom we help leave rounded, small ones not at
all, whoever reported them: so two reports cannot be set against each other to find a few persons. What the program counts comes
protected already (`Source`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from vereda.programme.entries import Baseline, Counted, Figure, IndicatorSet, IndicatorWorded, Part, ValueReported
from vereda.programme.rules.periods import Period, of_phase, quarters
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

TENTH = Decimal("0.1")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Measured:
    """A value that may be told. until_on: the last day in it; is_partial: days of the period are not in it."""

    value: Decimal
    until_on: date
    out_of: Decimal | None = None
    is_partial: bool = False
    parts: tuple[Part, ...] = ()
    origin: Origin = Origin.COUNTED


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
    why = Why.NOT_REPORTED
    if one.counted is not None and country != WHOLE:
        counted = source(one, one.counted, country, from_on, until_on)
        if isinstance(counted, Measured):
            return counted
        why = counted.why
    said = reported(programme.values.values(), one, country, from_on, until_on)
    return said if isinstance(said, Measured) or said.why is not Why.NOT_REPORTED else NotMeasured(why)


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
    for value in taken:
        for part in value.parts:
            parts[part.by, part.code] = parts.get((part.by, part.code), Decimal(0)) + (part.value or 0)
    found = Measured(
        value=sum((value.value for value in taken), Decimal(0)),
        out_of=sum((value.out_of or Decimal(0) for value in taken), Decimal(0)) if one.unit is Unit.PERCENT else None,
        until_on=max(value.until_on for value in taken),
        is_partial=one.adding is Adding.SUM and days < (until_on - from_on).days + 1,
        parts=tuple(Part(by=by, code=code, value=number) for (by, code), number in sorted(parts.items())),
        origin=Origin.REPORTED,
    )
    return protected(found, one)


def _apart(values: Iterable[ValueReported]) -> list[ValueReported]:
    """Return values that do not overlap, the longest first: a quarter that was reported stands over a month within it."""
    taken: list[ValueReported] = []
    for value in sorted(values, key=lambda one: (-(one.until_on - one.from_on).days, one.from_on)):
        if all(value.until_on < one.from_on or one.until_on < value.from_on for one in taken):
            taken.append(value)
    return taken


def protected(found: Measured, one: IndicatorSet) -> Value:
    """Return what of a reported value may be told: of people whom we help, rounded to five, and none of fewer than the threshold.

    Nothing (zero) is told: that nobody was reached is measured. A percentage shows two groups, those who do and those who do not.
    """
    if one.about is not About.HELPED:
        return found
    least = THRESHOLD_SENSITIVE if one.is_sensitive else THRESHOLD
    groups = [found.value] if found.out_of is None else [found.value, found.out_of - found.value]
    if any(0 < number < least for number in groups) or (found.out_of is not None and found.out_of < least):
        return NotMeasured(Why.WITHHELD)
    parts = (
        part if part.value is None or part.value >= least or not part.value else Part(by=part.by, code=part.code)
        for part in found.parts
    )
    return replace(
        found,
        value=_rounded(found.value),
        out_of=None if found.out_of is None else _rounded(found.out_of),
        parts=tuple(part if part.value is None else part.model_copy(update={"value": _rounded(part.value)}) for part in parts),
    )


def _rounded(number: Decimal) -> Decimal:
    return (number / ROUNDS_TO).quantize(Decimal(1), ROUND_HALF_UP) * ROUNDS_TO


def _together(one: IndicatorSet, from_on: date, until_on: date, values: Mapping[str, Value]) -> Figure:
    """Return one figure of several countries; a value of which nothing is known is missing, not nothing."""
    there = {country: value for country, value in values.items() if isinstance(value, Measured)}
    missing = [country for country in values if country not in there]
    empty = Figure(indicator=one.indicator, from_on=from_on, until_on=until_on, missing=missing)
    if not there:
        whys = [value.why for value in values.values() if isinstance(value, NotMeasured)]
        return empty.model_copy(update={"why": whys[0] if whys else Why.NOT_REPORTED})
    parts: dict[tuple[Dimension, str], Decimal | None] = {}
    for part in (part for value in there.values() for part in value.parts):
        before = parts.get((part.by, part.code), Decimal(0))
        # A sum of which one summand is withheld would say how few they are, with the next country that is not.
        parts[part.by, part.code] = None if before is None or part.value is None else before + part.value
    out_of = sum((value.out_of or Decimal(0) for value in there.values()), Decimal(0)) if one.unit is Unit.PERCENT else None
    told = {
        "value": sum((value.value for value in there.values()), Decimal(0)),
        "out_of": out_of,
        "until": min(value.until_on for value in there.values()),
        "is_partial": any(value.is_partial for value in there.values()),
        "origins": sorted({value.origin for value in there.values()}),
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
    """Return the figures of a phase as they are frozen when it is closed: each indicator by quarter and for the whole."""
    return [
        figure(programme, one, period.from_on, period.until_on, source, today)
        for one in programme.measured_in(phase.code)
        for period in of_phase(*phase.days)
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
