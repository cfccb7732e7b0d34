"""What a child's path is after its entries. Pure; which step was done stands in a box, and is not known here."""

from __future__ import annotations

from collections.abc import Mapping

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
        reopen(state.setdefault("kept", {}), "signed", entry)  # they came back, or never went: the loud side
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
        reach(state.setdefault("kept", {}), "signed", [at, entry.id], entry)
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


def signed(state: State) -> tuple[str, str] | None:
    """Return when an official first signed, and in which entry."""
    found = value_of(state.get("kept", {}), "signed")
    return (found[0], found[1]) if found else None


def is_with_us(state: State) -> bool:
    """Tell whether the children are still with us: until an official signs, also where a path was closed as handed on."""
    closed = value_of(state["fields"], "closed")
    return signed(state) is None and (closed is None or closed[1] in HANDED)


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
