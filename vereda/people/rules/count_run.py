"""What a count of several countries is here after its entries. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vereda.logbook.schema import Entry, State
from vereda.people.entries.count_run import CountRunAgreed, CountRunClosed, CountRunSent

PERSONS = 2


def start() -> State:
    """Return a run of which nothing is known."""
    return {"agreed": {}, "sent": [], "closed": None}


def step(state: State, entry: Entry) -> State:
    """Return the run after one more entry. The first closing stands; whoever says yes twice is still one person."""
    told = entry.payload
    if isinstance(told, CountRunAgreed):
        persons = state["agreed"].setdefault(told.terms, [])
        state["agreed"][told.terms] = sorted({*persons, entry.author})
    elif isinstance(told, CountRunSent):
        state["sent"] = [*state["sent"], [told.terms, told.records, told.whole]]
    elif isinstance(told, CountRunClosed) and state["closed"] is None:
        state["closed"] = [entry.id, entry.local_on.isoformat()]
    return state


def persons(state: Mapping[str, Any], terms: str) -> list[str]:  # Any: a folded state
    """Return who said yes to these terms."""
    return list(state["agreed"].get(terms, ()))


def is_agreed(state: Mapping[str, Any], terms: str) -> bool:  # Any: as above
    """Tell whether two persons said yes to these very terms."""
    return len(persons(state, terms)) >= PERSONS
