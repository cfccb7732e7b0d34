"""The names of readiness that faces may use.

mark_step(StepMarked(step="mandate", mark=Mark.DONE, on=day, document="..."), by=esteban, at=now)
found = milestones({"encounter": [day], "patrol": [], ...}, as_of=today)       # also of a day in the past
standings(marked(country), open_gaps, reached)
"""

from __future__ import annotations

from vereda.readiness.actions import mark_step
from vereda.readiness.entries import DOCUMENT_MOST, StepMarked
from vereda.readiness.lookups import mandate_days, marked
from vereda.readiness.rules.checklist import Standing, Step, left, standings, steps
from vereda.readiness.rules.milestones import Milestone, milestones
from vereda.readiness.words import Mark, Section

__all__ = [
    "DOCUMENT_MOST", "Mark", "Milestone", "Section", "Standing", "Step", "StepMarked", "left",
    "mandate_days", "mark_step", "marked", "milestones", "standings", "steps",
]  # fmt: skip
