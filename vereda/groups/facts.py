"""What a patrol counts for: itself, outside the total."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from vereda.countries.door import category_counted_from, pack
from vereda.logbook.schema import FactRow, State, value_of


class Ref(Protocol):
    """Where a subject belongs."""

    @property
    def group(self) -> str: ...
    @property
    def country(self) -> str: ...


def departed_on(state: State) -> date | None:
    """Return the local day on which a patrol departed; a night patrol counts on that day alone."""
    departed = value_of(state["fields"], "departed")
    return date.fromisoformat(departed[1]) if departed else None


def facts(subject: str, state: State, ref: Ref) -> Iterator[FactRow]:
    """Yield the one row of a patrol, none when it was withdrawn."""
    day = departed_on(state)
    if day is None or value_of(state["fields"], "withdrawn"):
        return
    chosen = pack(ref.country)
    group = chosen.groups.get(ref.group)
    category = category_counted_from(chosen, "patrol")
    yield FactRow(
        record=subject.replace("-", ""),
        row="P",
        line="",
        local_on=day,
        group=ref.group,
        state=group.state if group else "",
        nationality="*",
        sex="*",
        age_band="*",
        people=(value_of(state["fields"], "plan") or {}).get("patrols", 1),
        categories=(category,) if category else (),
    )
