"""What a telling is after its entries, and the figure 'people told'. Pure.

Unit: people told of a topic in a language; somebody who was told of two topics counts under each, and a line has no total
over topics. It is another figure than the official category of orientation, which is counted from services on encounters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from vereda.guidance.entries.told import PeopleTold, TellingWithdrawn
from vereda.logbook.schema import Entry, State, reach, write


def start() -> State:
    """Return a telling of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the telling after one more entry; what was withdrawn stays withdrawn."""
    payload = entry.payload
    if isinstance(payload, PeopleTold):
        write(state["fields"], "people_told", [entry.local_on.isoformat(), payload.model_dump(mode="json")], entry)
    elif isinstance(payload, TellingWithdrawn):
        reach(state["fields"], "telling_withdrawn", True, entry)
    return state


class Counted(Protocol):
    """A topic that was told, as a table has it."""

    topic: str
    language: str
    municipality: str
    people: int


@dataclass(frozen=True)
class Cell:
    """How many people were told of a topic in a language in a municipality; '' where no municipality is known."""

    topic: str
    language: str
    municipality: str
    people: int


def figure(rows: Iterable[Counted]) -> list[Cell]:
    """Return people told by topic, language and municipality, in this order of codes; cells of nobody are left out."""
    sums: dict[tuple[str, str, str], int] = {}
    for row in rows:
        key = (row.topic, row.language, row.municipality)
        sums[key] = sums.get(key, 0) + row.people
    return [Cell(*key, people) for key, people in sorted(sums.items())]


def services_of(topics: Iterable[str], counts_as: Mapping[str, str]) -> list[str]:
    """Return the services that are given by telling of some topics, each once, in order. counts_as: by topic."""
    return sorted({counts_as[topic] for topic in topics if topic in counts_as})
