"""What folds of a mission share: which boxes stand beside an entry, when something was reached, the earliest of several."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from vereda.logbook.schema import Entry, FieldClass, State, value_of, written_by


def box_of(entry: Entry, cls: FieldClass) -> str:
    """Return the entry's id where a box of the class stands beside it, '' where none does."""
    return entry.id if any(box.cls == cls for box in entry.boxes) else ""


def mark(state: State, name: str, entry: Entry) -> None:
    """Keep when a milestone was said to be reached: its value holds no hour, so that two who say it alike do not disagree."""
    state.setdefault("at", {}).setdefault(name, {})[entry.id] = entry.occurred_at.isoformat()


def reached_at(state: State, name: str) -> str:
    """Return the instant of a milestone that stands, '' while it is not reached; of a settled conflict the earliest."""
    by, said = written_by(state["fields"], name), state.get("at", {}).get(name, {})
    if by is None or not said:
        return ""
    return str(said.get(by) or min(said.values(), key=seconds))


def earliest(kept: dict[str, list[Any]], name: str, told: list[Any]) -> None:  # Any: JSON
    """Keep of several tellings of one thing the earliest, whichever order they come in."""
    kept[name] = min(kept.get(name, told), told, key=lambda one: (seconds(one[0]), str(one)))


def lines_of(state: State, name: str) -> Iterator[tuple[str, Any]]:  # Any: JSON of a line
    """Yield (line, value) of the lines of a list that stand, in order of line."""
    for field in sorted(state["fields"]):
        before, colon, line = field.partition(":")
        value = value_of(state["fields"], field) if colon and before == name else None
        if value is not None:
            yield line, value


def seconds(at: str) -> float:
    """Return an ISO instant as seconds; what is empty comes last."""
    return datetime.fromisoformat(at).timestamp() if at else float("inf")
