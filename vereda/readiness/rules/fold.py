"""What of a country's checklist was marked, after its entries. Pure."""

from __future__ import annotations

from vereda.logbook.schema import Entry, State
from vereda.readiness.entries import StepMarked


def start() -> State:
    """Return a checklist on which nothing is marked."""
    return {"steps": {}}


def step(state: State, entry: Entry) -> State:
    """Return the checklist after one more entry: the last word of each step counts; one office writes them."""
    told = entry.payload
    if isinstance(told, StepMarked):
        state["steps"][told.step] = told.model_dump(mode="json", exclude={"step"})
    return state
