"""How urgent an alert is: rules of the pack that raise it, each with its reason in words. Pure.

Nothing lowers it, and nothing says that somebody can wait: what nobody told never counts against the people. The rules are data
(`triage.csv`) with owner, version and date of review; while a clinician and the groups have not signed one, the screen says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from vereda.countries.door import TriageFact, TriageRule, TriageTest, Urgency


class Level(IntEnum):
    """How urgent: every alert is at least usual."""

    USUAL = 0
    SOON = 1
    NOW = 2


LEVELS: Mapping[Urgency, Level] = {Urgency.SOON: Level.SOON, Urgency.NOW: Level.NOW}

type Fact = frozenset[str] | float | bool | None
"""Codes that were told (the empty set: none), a number, yes or no; None: nobody told."""


@dataclass(frozen=True)
class Judged:
    """How urgent an alert is, and the rules that raised it, the most urgent first."""

    level: Level
    reasons: tuple[TriageRule, ...]


def triage(told: Mapping[TriageFact, Fact], rules: Iterable[TriageRule]) -> Judged:
    """Return how urgent an alert is.

    told   facts by name; what is not there is not known, and holds no rule
    rules  of the pack, in any order; those that hold today are chosen by the caller
    """
    held = [rule for rule in rules if _holds(rule, told)]
    reasons = tuple(sorted(held, key=lambda rule: (-LEVELS[rule.urgency], rule.order, rule.code)))
    return Judged(max((LEVELS[rule.urgency] for rule in reasons), default=Level.USUAL), reasons)


def _holds(rule: TriageRule, told: Mapping[TriageFact, Fact]) -> bool:
    if not _is_so(told.get(rule.fact), rule.test, rule.value):
        return False
    if rule.and_fact is None or rule.and_test is None or rule.and_value is None:
        return True
    return _is_so(told.get(rule.and_fact), rule.and_test, rule.and_value)


def _is_so(fact: Fact, test: TriageTest, value: tuple[str, ...]) -> bool:
    return fact is not None and TESTS[test](fact, value)


def _any_of(fact: Fact, value: tuple[str, ...]) -> bool:
    return isinstance(fact, frozenset) and not fact.isdisjoint(value)


def _at_least(fact: Fact, value: tuple[str, ...]) -> bool:
    return isinstance(fact, int | float) and fact >= float(value[0])


def _at_most(fact: Fact, value: tuple[str, ...]) -> bool:
    return isinstance(fact, int | float) and fact <= float(value[0])


def _is(fact: Fact, value: tuple[str, ...]) -> bool:
    return isinstance(fact, bool) and fact == (value[0] == "true")


TESTS: Mapping[TriageTest, Callable[[Fact, tuple[str, ...]], bool]] = {
    TriageTest.ANY_OF: _any_of,
    TriageTest.AT_LEAST: _at_least,
    TriageTest.AT_MOST: _at_most,
    TriageTest.IS: _is,
}
