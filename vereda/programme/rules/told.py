"""A folded programme as one value that pages, reports and files read. Pure.

The payloads that stand are its parts: what an officer wrote is what is read, without a second set of classes beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from vereda.logbook.schema import Fields, Payload, value_of
from vereda.programme import entries as of
from vereda.programme.words import WHOLE, Level

LEVELS = list(Level)


@dataclass(frozen=True)
class Phase:
    opened: of.PhaseOpened
    closed: of.PhaseClosed | None

    @property
    def code(self) -> str:
        return self.opened.phase

    @property
    def days(self) -> tuple[date, date]:
        return self.opened.from_on, self.opened.until_on


@dataclass(frozen=True)
class Programme:
    """A programme as it stands. Costs and values by the name of their field, by which they are taken back.

    wordings  indicator -> its versions, the oldest first
    targets   (phase, indicator)
    """

    opened: of.Opened
    partners: tuple[of.PartnerSet, ...]
    phases: tuple[Phase, ...]
    results: tuple[of.ResultSet, ...]
    indicators: Mapping[str, of.IndicatorSet]
    wordings: Mapping[str, tuple[of.IndicatorWorded, ...]]
    targets: Mapping[tuple[str, str], of.TargetSet]
    values: Mapping[str, of.ValueReported]
    aggregates: Mapping[str, of.AggregateReceived]
    grants: Mapping[str, of.GrantSet]
    activities: Mapping[str, of.ActivitySet]
    spent: Mapping[str, of.Spent]
    claims: Mapping[str, of.ClaimMade]

    def phase(self, code: str) -> Phase | None:
        return next((one for one in self.phases if one.code == code), None)

    def before(self, phase: Phase) -> Phase | None:
        """Return the phase from which this one takes its baselines."""
        return self.phase(phase.opened.after) if phase.opened.after else None

    def phase_of(self, from_on: date, until_on: date) -> Phase | None:
        """Return the phase in which a period lies whole."""
        return next((one for one in self.phases if one.days[0] <= from_on and until_on <= one.days[1]), None)

    def measured_in(self, phase: str) -> list[of.IndicatorSet]:
        """Return the indicators of a phase, in the order of the framework."""
        found = [self.indicators[code] for of_phase, code in self.targets if of_phase == phase and code in self.indicators]
        order = {one.result: place for place, one in enumerate(self.results)}
        return sorted(found, key=lambda one: (order.get(one.result, len(order)), one.indicator))

    def countries_of(self, indicator: of.IndicatorSet, from_on: date, until_on: date) -> list[str]:
        """Return who should have a value for a period: the partners of those days, or the whole programme."""
        if not indicator.by_country:
            return [WHOLE]
        return [
            one.country for one in self.partners if one.from_on <= until_on and (one.until_on is None or one.until_on >= from_on)
        ]

    def worded(self, indicator: str, on: date) -> of.IndicatorWorded | None:
        """Return how an indicator was said on a day: the last version that had begun, else the first one there is."""
        versions = self.wordings.get(indicator, ())
        begun = [one for one in versions if one.from_on <= on]
        return begun[-1] if begun else next(iter(versions), None)

    def baseline(self, phase: Phase, indicator: str) -> Baseline | None:
        """Return what an indicator begins a phase from: the figure of the phase before, else what was set by hand."""
        taken = next((one for one in phase.opened.baselines if one.indicator == indicator), None)
        if taken is not None:
            return Baseline(taken.value, taken.phase, "")
        target = self.targets.get((phase.code, indicator))
        if target is None or target.baseline is None:
            return None
        return Baseline(target.baseline, "", target.baseline_source)


@dataclass(frozen=True, slots=True)
class Baseline:
    """phase: the one whose figure it is, '' where it was set by hand with a source. value None: it was not measured."""

    value: Decimal | None
    phase: str
    source: str


def told(fields: Fields) -> Programme | None:
    """Return a programme from its fields; None while only later entries of it have arrived."""
    opened = value_of(fields, "opened")
    if opened is None:
        return None
    withdrawn = {name.partition(":")[2] for name in fields if name.startswith("!withdrawn:")}

    def named[P: Payload](kind: type[P], prefix: str) -> Iterator[tuple[str, P]]:
        for name in fields:
            if name.startswith(f"{prefix}:") and name not in withdrawn:
                yield name, kind.model_validate(value_of(fields, name))

    def by[P: Payload](kind: type[P], prefix: str, key: Callable[[P], Any]) -> list[P]:  # Any: what sorts
        return sorted((one for _name, one in named(kind, prefix)), key=key)

    wordings: dict[str, list[of.IndicatorWorded]] = {}
    for one in by(of.IndicatorWorded, "worded", lambda one: one.from_on):
        wordings.setdefault(one.indicator, []).append(one)
    phases = by(of.PhaseOpened, "phase", lambda one: (one.from_on, one.phase))
    return Programme(
        opened=of.Opened.model_validate(opened),
        partners=tuple(by(of.PartnerSet, "partner", lambda one: (one.from_on, one.country))),
        phases=tuple(Phase(one, _closed(fields, one.phase)) for one in phases),
        results=tuple(_in_tree(by(of.ResultSet, "result", lambda one: (LEVELS.index(one.level), one.result)))),
        indicators={one.indicator: one for one in by(of.IndicatorSet, "indicator", lambda one: one.indicator)},
        wordings={code: tuple(versions) for code, versions in wordings.items()},
        targets={(one.phase, one.indicator): one for _n, one in named(of.TargetSet, "target")},
        values=_dated(named(of.ValueReported, "value"), lambda one: (one.from_on, one.until_on, one.country)),
        aggregates=_dated(named(of.AggregateReceived, "aggregate"), lambda one: (one.from_on, one.until_on, one.country)),
        grants={one.grant: one for one in by(of.GrantSet, "grant", lambda one: (one.from_on, one.grant))},
        activities={one.activity: one for one in by(of.ActivitySet, "activity", lambda one: (one.from_on, one.activity))},
        spent=_dated(named(of.Spent, "spent"), lambda one: (one.on, one.document)),
        claims=_dated(named(of.ClaimMade, "claim"), lambda one: (one.from_on, str(one.claim))),
    )


def _closed(fields: Fields, phase: str) -> of.PhaseClosed | None:
    told = value_of(fields, f"closed:{phase}")
    return of.PhaseClosed.model_validate(told) if told is not None else None


def _dated[P: Payload](named: Iterator[tuple[str, P]], key: Callable[[P], Any]) -> dict[str, P]:  # Any: what sorts
    return dict(sorted(named, key=lambda one: (key(one[1]), one[0])))


def _in_tree(results: list[of.ResultSet]) -> Iterator[of.ResultSet]:
    """Yield each result and then what serves it; what has no parent here, or is its own, stands by itself, once."""
    known = {one.result for one in results}
    children: dict[str | None, list[of.ResultSet]] = {}
    for one in results:
        children.setdefault(one.parent if one.parent in known else None, []).append(one)
    seen: set[str] = set()

    def under(parent: str | None) -> Iterator[of.ResultSet]:
        for one in children.get(parent, ()):
            if one.result not in seen:
                seen.add(one.result)
                yield one
                yield from under(one.result)

    yield from under(None)
    yield from (one for one in results if one.result not in seen)
