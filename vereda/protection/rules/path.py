"""What a child's path is after its entries. Pure; which step was done stands in a box, and is not known here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from vereda.logbook.schema import Entry, Payload, State, reach, reopen, value_of, write
from vereda.protection.entries.path import (
    ChildBestInterestsNoted,
    ChildOfficeTold,
    ChildOfficialSigned,
    ChildPathClosed,
    ChildPathOpened,
    ChildPathReopened,
    ChildPathStep,
    ChildRang,
    ChildSiblingsJoined,
    ChildVehicleLeft,
    ChildWishesSaid,
)
from vereda.protection.rules.ringing import Call, Ring, instant_of
from vereda.protection.words import HANDED, PathRing


def start() -> State:
    """Return a path of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the path after one more entry. Closing is a milestone."""
    fields, payload = state["fields"], entry.payload
    if isinstance(payload, ChildPathOpened):
        write(fields, "opened", [entry.occurred_at.isoformat(), str(payload.encounter), payload.children], entry)
    elif isinstance(payload, ChildPathStep):
        state["steps"] = sorted({*state.get("steps", ()), entry.id})
    elif isinstance(payload, ChildPathClosed):
        reach(fields, "closed", [entry.occurred_at.isoformat(), payload.outcome], entry)
    elif isinstance(payload, ChildPathReopened):
        reopen(fields, "closed", entry)
        for office in state.get("signers", ()):
            reopen(state["kept"], f"signed:{office}", entry)  # they came back, or never went: the loud side
    else:
        _of_care(state, payload, entry)
    return state


def _of_care(state: State, payload: Payload, entry: Entry) -> None:
    """Take what was told, signed and said. Calls and rings are added, never set; of notes and wishes the latest stands."""
    at, name = entry.occurred_at.isoformat(), LATEST.get(type(payload))
    if isinstance(payload, ChildOfficeTold):
        state.setdefault("told", {})[entry.id] = [at, payload.office, payload.by.value, payload.answered]
    elif isinstance(payload, ChildRang):
        state.setdefault("rang", {})[entry.id] = [at, payload.to.value, payload.office or ""]
    elif isinstance(payload, ChildSiblingsJoined):
        write(state.setdefault("kept", {}), f"siblings:{payload.encounter}", payload.children, entry)
    elif isinstance(payload, ChildOfficialSigned) and entry.boxes:
        state["signers"] = sorted({*state.get("signers", ()), payload.office})
        state["signatures"] = sorted({*state.get("signatures", ()), entry.id})  # also of those that are taken back: they arrived
        reach(state.setdefault("kept", {}), f"signed:{payload.office}", [at, entry.id], entry)
    elif name and entry.boxes:
        write(state.setdefault("kept", {}), name, entry.id, entry)


def encounters_of(state: State) -> list[str]:
    """Return every encounter for which the path was opened: two phones may have named two, and neither waits any longer."""
    opened = {write[1][1] for write in state["fields"].get("opened", ())}
    return sorted(opened | siblings_of(state).keys())


def siblings_of(state: State) -> dict[str, int]:
    """Return how many sisters and brothers were joined, by the encounter where they were met."""
    kept, before = state.get("kept", {}), "siblings:"
    return {name.removeprefix(before): value_of(kept, name) for name in kept if name.startswith(before)}


def latest(state: State, name: str) -> str | None:
    """Return the entry whose box holds the latest of a kind of note."""
    found: str | None = value_of(state.get("kept", {}), name)
    return found


class Signed(NamedTuple):
    """A signature: at which hour it was noted, in which entry, for which office."""

    at: str
    entry: str
    office: str


def signed(state: State, offices: Iterable[str]) -> Signed | None:
    """Return the first signature for one of some offices. That of any other is in the history, and counts for nothing."""
    kept = state.get("kept", {})
    found = [Signed(first[0], first[1], office) for office in offices if (first := value_of(kept, f"signed:{office}"))]
    return min(found, key=lambda one: (instant_of(one.at), one.entry), default=None)


def is_with_us(state: State, offices: Iterable[str]) -> bool:
    """Tell whether the children are still with us: until one of some offices signs, also where a path was closed as handed on."""
    closed = value_of(state["fields"], "closed")
    return signed(state, offices) is None and (closed is None or closed[1] in HANDED)


def is_answered(state: State, offices: Iterable[str]) -> bool:
    """Tell whether one of some offices answered: an answer of anybody else stops no clock."""
    may = set(offices)
    return any(one.answered and one.office in may for one in calls_of(state))


def calls_of(state: State) -> list[Call]:
    """Return who was told or tried, in the order of the hours."""
    found = [Call(instant_of(at), office, by, answered) for at, office, by, answered in state.get("told", {}).values()]
    return sorted(found)


def rings_of(state: State) -> list[Ring]:
    """Return whom the clock has rung, in the order of the hours."""
    return sorted(Ring(instant_of(at), PathRing(to), office) for at, to, office in state.get("rang", {}).values())


LATEST: Mapping[type, str] = {
    ChildVehicleLeft: "vehicle",
    ChildWishesSaid: "wishes",
    ChildBestInterestsNoted: "best_interests",
}
"""Notes of which the latest stands."""


def is_open(state: State) -> bool:
    """Tell whether somebody must still care."""
    return value_of(state["fields"], "closed") is None
