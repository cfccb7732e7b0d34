"""The checklist of a country that starts, and how each step of it stands. Pure; the steps are rows of the reference of countries.

A step either is marked by a person, with a day and a document, or it is computed: by a gap of the pack that is closed, or by a
milestone that the logbook tells. What is computed cannot be declared.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from vereda.countries.door import READINESS_STEPS
from vereda.readiness.words import Mark, Section

MANDATE = "mandate"
"""The step without which nothing else is more than a plan."""
GAP, MILESTONE = "gap", "milestone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of the guide.

    why            what goes wrong without it
    computed_by    'gap:<code>' of the pack, 'milestone:<code>', '' where a person says so
    needs_document it counts only with the name of the document in which it stands
    """

    code: str
    section: Section
    label_es: str
    label_en: str
    why_es: str
    why_en: str
    computed_by: str
    needs_document: bool
    status: str
    source: str

    def of(self, what: str, lang: str) -> str:
        """Return 'label' or 'why' in a language of the screens."""
        said: str = getattr(self, f"{what}_{'en' if lang == 'en' else 'es'}")
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a step stands. on, document: as somebody noted them; None, '' for what is computed or not done."""

    step: Step
    is_done: bool
    is_needed: bool = True
    on: date | None = None
    document: str = ""


@cache
def steps() -> tuple[Step, ...]:
    """Return the checklist in its order."""
    with READINESS_STEPS.open(encoding="utf-8", newline="") as file:
        return tuple(_step(dict(row)) for row in csv.DictReader(file))


def _step(row: dict[str, str]) -> Step:
    section, needs = Section(row.pop("section")), row.pop("needs_document") == "true"
    return Step(section=section, needs_document=needs, **row)


def standings(
    marked: Mapping[str, Mapping[str, Any]], open_gaps: Collection[str], reached: Mapping[str, date]
) -> tuple[Standing, ...]:  # Any: folded state
    """Return every step with how it stands.

    marked     what was marked, by step, as folded
    open_gaps  codes of what the pack still lacks
    reached    milestones by code with their day
    """
    return tuple(_standing(one, marked.get(one.code), open_gaps, reached) for one in steps())


def _standing(
    one: Step, marked: Mapping[str, Any] | None, open_gaps: Collection[str], reached: Mapping[str, date]
) -> Standing:  # Any: folded state
    by, _, code = one.computed_by.partition(":")
    if by == GAP:
        return Standing(step=one, is_done=code not in open_gaps)
    if by == MILESTONE:
        return Standing(step=one, is_done=code in reached, on=reached.get(code))
    if marked is None or marked["mark"] == Mark.OPEN:
        return Standing(step=one, is_done=False)
    on, document = date.fromisoformat(marked["on"]), marked["document"]
    is_done = marked["mark"] == Mark.DONE
    return Standing(step=one, is_done=is_done, is_needed=is_done, on=on, document=document)


def left(found: Sequence[Standing]) -> int:
    """Return how many steps are still to be taken."""
    return sum(one.is_needed and not one.is_done for one in found)
