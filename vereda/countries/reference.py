"""The laws of the countries as they are laid side by side, and the names of rights that all countries share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from . import errors
from .errors import Problem
from .loader import installed, pack
from .rights import Right, read_rights
from .rows import Deadline, Holiday, HolidayYear, Law

REFERENCE = Path(__file__).parent / "reference"
READINESS_STEPS = REFERENCE / "readiness.csv"
"""What a country that starts has to see to, step by step."""
FLOWS, FLOW_KINDS, FLOW_WORDS = REFERENCE / "flows.csv", REFERENCE / "flow_kinds.csv", REFERENCE / "flow_words.csv"
"""Figures of flows as the press printed them, and what they and those counted are called."""
SECTORS, WORKSHOPS = REFERENCE / "sectors.csv", REFERENCE / "workshops.toml"
"""Sectors and indicators of donors; workshops that notes may tell of."""
PRESS_FIGURES, PRESS_HEADINGS = REFERENCE / "press_figures.csv", REFERENCE / "press_headings.csv"
TRAINING_TOPICS = REFERENCE / "training_topics.csv"
"""Figures of the network's work as others printed them, with their contradictions, and what each heading measures."""
PRACTICES = REFERENCE / "practices.toml"
"""Good practice as others wrote of it, each with its references and how sure they are."""


@dataclass(frozen=True, slots=True)
class Laws:
    """The laws of one country. iso: code of its pack, lower case ("gt")."""

    iso: str
    legislation: tuple[Law, ...]
    deadlines: tuple[Deadline, ...]
    holidays: tuple[Holiday, ...] = ()
    holiday_years: tuple[HolidayYear, ...] = ()


def law_countries() -> tuple[str, ...]:
    """Return the countries whose laws stand in the house, by code."""
    return tuple(installed())


@cache
def laws_of(iso: str) -> Laws:
    """Return the laws of a country ("gt"). Raises PackNotFound, PackBroken."""
    found = pack(iso)
    return Laws(found.iso, found.legislation, tuple(found.legal_deadlines.values()), found.holidays, found.holiday_years)


@cache
def rights() -> dict[str, Right]:
    """Return the rights by code, in the order in which they are read. Raises PackBroken."""
    problems: list[Problem] = []
    found = read_rights(problems)
    if problems:
        raise errors.PackBroken(iso="rights", count=len(problems), first=problems[0].text())
    return {row.code: row for row in sorted(found, key=lambda row: row.order)}


def check_reference() -> list[Problem]:
    """Return everything that is wrong in what all countries share."""
    found: list[Problem] = []
    read_rights(found)
    return found
