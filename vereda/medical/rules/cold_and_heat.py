"""Heat stroke and hypothermia: from which figure on, and what is done in which order. They work without a network."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from vereda.medical.rules.numbers import awake, tenths
from vereda.medical.rules.registered import rows
from vereda.medical.words import Consciousness, Grade

HEAT_RULE, COLD_RULE = "HEAT_STROKE", "HYPOTHERMIA"


class Step(NamedTuple):
    """One thing to do. never: one that must not be done."""

    order: int
    label_es: str
    label_en: str
    never: bool


class Cold(NamedTuple):
    """grade: how cold; is_emergency: hospital now."""

    grade: Grade
    is_emergency: bool


def is_heat_stroke(temperature_c: object, consciousness: str) -> bool:
    """Return whether core temperature and brain together ask for cooling now.

    Raises NotANumber, ImpossibleValue, WordNotKnown.
    """
    return tenths(temperature_c) >= heat_figure() and awake(consciousness) != Consciousness.ALERT


def heat_figure() -> int:
    """Return from which temperature on, in tenths."""
    return next(int(row["from_tenths"]) for row in rows("heat"))


def cold_figures() -> Sequence[tuple[Grade, int]]:
    """Return up to which temperature each grade goes, in tenths, the mildest first."""
    return [(Grade(row["grade"]), int(row["to_tenths"])) for row in reversed(list(rows("cold")))]


def heat_steps() -> Sequence[Step]:
    """Return what is done for heat stroke, in order: cool first, move then."""
    return _steps(HEAT_RULE)


def cold_grade(temperature_c: object) -> Cold:
    """Return how cold a body is: 35 to 32 mild, under 32 to 28 moderate, under 28 severe; from moderate on an emergency."""
    measured = tenths(temperature_c)
    for row in rows("cold"):  # the coldest first
        if measured <= int(row["to_tenths"]):
            return Cold(Grade(row["grade"]), row["emergency"] == "true")
    return Cold(Grade.NONE, False)


def cold_steps() -> Sequence[Step]:
    """Return what is done for hypothermia, in order."""
    return _steps(COLD_RULE)


@cache
def _steps(rule: str) -> tuple[Step, ...]:
    found = [
        Step(int(row["order"]), row["label_es"], row["label_en"], row["never"] == "true")
        for row in rows("steps")
        if row["rule"] == rule
    ]
    return tuple(sorted(found))
