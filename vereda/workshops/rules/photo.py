"""What a photograph of a visit is after its entries, in any order. Pure.

It is shown when somebody else than its author looked at it; both must have looked for everything that may not be in one.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from vereda.logbook.schema import Entry, State
from vereda.workshops.entries.photo import PhotoBrought, PhotoConfirmed, PhotoTaken
from vereda.workshops.words import IN_NO_PHOTO


@dataclass(frozen=True)
class Photo:
    """A photograph. entry: whose box holds it; by: account that brought it; is_gone: its key was destroyed."""

    visit: UUID
    point: str
    entry: UUID
    by: str
    on: date
    is_confirmed: bool
    is_gone: bool

    @property
    def is_shown(self) -> bool:
        return self.is_confirmed and not self.is_gone


def start() -> State:
    """Return a photograph of which nothing is known."""
    return {"brought": None, "confirmed": [], "taken": False}


def step(state: State, entry: Entry) -> State:
    """Return the photograph after one more entry: the first bringing stands; what was taken away stays away."""
    told = entry.payload
    if isinstance(told, PhotoBrought):
        state["brought"] = state["brought"] or {
            **told.model_dump(mode="json"), "entry": entry.id, "by": entry.author, "on": entry.local_on.isoformat(),
        }  # fmt: skip
    elif isinstance(told, PhotoConfirmed) and looked_for_all(told.without):
        state["confirmed"].append(entry.author)
    elif isinstance(told, PhotoTaken):
        state["taken"] = True
    return state


def looked_for_all(without: Collection[str]) -> bool:
    """Tell whether somebody looked for everything that may not be in a photograph."""
    return set(IN_NO_PHOTO) <= set(without)


def photo_of(state: State) -> Photo | None:
    """Return a photograph from its state; None while it was not brought, or nobody said what is not in it."""
    brought = state["brought"]
    if brought is None or not looked_for_all(brought["without"]):
        return None
    return Photo(
        visit=UUID(brought["visit"]), point=brought["point"], entry=UUID(brought["entry"]), by=brought["by"],
        on=date.fromisoformat(brought["on"]), is_confirmed=any(one != brought["by"] for one in state["confirmed"]),
        is_gone=state["taken"],
    )  # fmt: skip
