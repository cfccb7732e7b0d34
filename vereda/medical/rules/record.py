"""What a record of first aid is after its entries. Pure; what is told of anybody's health stands in boxes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from vereda.logbook.schema import Entry, FieldClass, Payload, State, reach, reopen, value_of, write
from vereda.medical.entries.record import (
    FirstAidCorrected,
    FirstAidOpened,
    FirstAidReinstated,
    FirstAidWithdrawn,
    OutcomeNoted,
    TreatmentGiven,
    TreatmentWithdrawn,
    TriageNoted,
    VitalsTaken,
    VitalsWithdrawn,
)

KEPT = "kept"
"""Where the entries are named whose boxes tell of health. They stand apart from the fields, so that no conflict item is made of
them and nobody without the class is asked to choose: of two who wrote without knowing of each other both are shown."""

type Kept = dict[str, Any]  # Any: fields of the logbook


def start() -> State:
    """Return a record of which nothing is known."""
    return {"fields": {}}


def step(state: State, entry: Entry) -> State:
    """Return the record after one more entry. Lines are taken away by name; being a mistake is a milestone."""
    fields, payload, kept = state["fields"], entry.payload, state.setdefault(KEPT, {})
    if isinstance(payload, FirstAidOpened):
        person = str(payload.person) if payload.person else None
        write(fields, "first_aid_opened", [*_when(entry), str(payload.encounter), person, entry.author], entry)
        _told(kept, entry)
    elif isinstance(payload, FirstAidCorrected):
        _told(kept, entry)
    elif isinstance(payload, FirstAidWithdrawn):
        reach(fields, "first_aid_withdrawn", entry.occurred_at.isoformat(), entry)
    elif isinstance(payload, FirstAidReinstated):
        reopen(fields, "first_aid_withdrawn", entry)
    else:
        _line(kept, payload, entry)
    return state


def _line(kept: Kept, payload: Payload, entry: Entry) -> None:
    at = entry.occurred_at.isoformat()
    if isinstance(payload, VitalsTaken | TreatmentGiven | TriageNoted):
        write(kept, _name(payload), [entry.id, at, entry.author], entry)
    elif isinstance(payload, VitalsWithdrawn | TreatmentWithdrawn):
        write(kept, _name(payload), None, entry)
    elif isinstance(payload, OutcomeNoted):
        is_placed = any(box.cls == FieldClass.WHEREABOUTS for box in entry.boxes)
        write(kept, "outcome", [entry.id, at, entry.author, is_placed], entry)


def _name(payload: VitalsTaken | TreatmentGiven | TriageNoted | VitalsWithdrawn | TreatmentWithdrawn) -> str:
    if isinstance(payload, TriageNoted):
        return f"triage:{payload.line_id}"
    of = "vitals" if isinstance(payload, VitalsTaken | VitalsWithdrawn) else "given"
    return f"{of}:{payload.line_id}"


def _told(kept: Kept, entry: Entry) -> None:
    if any(box.cls == FieldClass.HEALTH for box in entry.boxes):
        write(kept, "told", [entry.id, entry.occurred_at.isoformat(), entry.author], entry)


def _when(entry: Entry) -> list[str]:
    return [entry.occurred_at.isoformat(), entry.local_on.isoformat()]


def written(state: State, name: str) -> list[list[Any]]:  # Any: JSON
    """Return the entries that tell something, the one that stands last; several: they did not know of each other."""
    return [one[1] for one in state.get(KEPT, {}).get(name, ()) if one[1]]


def lines(state: State, of: str) -> list[list[Any]]:  # Any: JSON
    """Return [line, entry, at, author] of the lines that stand, the oldest first. of: vitals, given or triage."""
    kept = state.get(KEPT, {})
    named = ((name.partition(":")[2], value_of(kept, name)) for name in kept if name.startswith(f"{of}:"))
    return sorted(([line, *value] for line, value in named if value), key=lambda one: (one[2], one[0]))


def encounters_of(state: State) -> list[str]:
    """Return the encounter of the record, all of them where two openings named two."""
    return sorted({one[1][2] for one in state["fields"].get("first_aid_opened", ())})


def goes_with(state: State) -> list[str]:
    """Return whose erasure takes the sealed words of the record: its encounter, and the person who gave a name."""
    persons = {one[1][3] for one in state["fields"].get("first_aid_opened", ()) if one[1][3]}
    return sorted({*encounters_of(state), *persons})


def places_of(state: State) -> Iterator[tuple[str, str]]:
    """Yield (subject, entry): where somebody was taken goes with the encounter and with the person."""
    for entry, _at, _author, is_placed in written(state, "outcome"):
        if is_placed:
            yield from ((subject, entry) for subject in goes_with(state))
