"""A record of first aid and the service that its encounter holds for it, in one block (rules.md, section 5).

Care comes before counting: where the encounter tells of fewer people than were cared for, or holds the service on some of its
lines alone, the record is kept and nothing is written into the encounter; the page says so, and a person corrects it. Amputees
and rides to a hospital are ticked by hand: written from what is sealed, the encounter would tell in clear what somebody has.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from vereda.countries.door import pack
from vereda.encounters.door import Corrected, Service, correction_draft, lines_of, people_of, services_of
from vereda.logbook.door import Author, Draft, Receipt, heads, in_turn, record_all, subject
from vereda.logbook.schema import State
from vereda.medical import door as medical
from vereda.medical.door import FIRST_AID


def open_record(drafts: Sequence[Draft], *, encounter: UUID, by: Author, records: int = 1) -> Receipt:
    """Record openings, and the service where the encounter does not hold it for as many; the receipt is the first record's.

    records  how many records the drafts open
    """
    with in_turn("first_aid", str(encounter)):
        wanted = len(medical.records.of_encounter(encounter, by.group, by.country)) + records
        return record_all([*drafts, *_more(encounter, wanted, by)])[0]


def withdraw_record(record: UUID, *, encounter: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it was a mistake, and take the service back where the encounter holds it for more than are left."""
    with in_turn("first_aid", str(encounter)):
        left = len(medical.records.of_encounter(encounter, by.group, by.country)) - 1
        return record_all([medical.withdrawal_draft(record_=record, by=by, at=at), *_less(encounter, left, by)])[0]


def reinstate_record(record: UUID, *, encounter: UUID, by: Author, at: datetime) -> Receipt:
    """Record that it was no mistake, with the service as at the opening."""
    with in_turn("first_aid", str(encounter)):
        wanted = len(medical.records.of_encounter(encounter, by.group, by.country)) + 1
        return record_all([medical.reinstatement_draft(record_=record, by=by, at=at), *_more(encounter, wanted, by)])[0]


def is_counted(encounter: UUID, records: int) -> bool:
    """Tell whether the encounter holds the service for at least as many people as have a record."""
    state = _state(encounter)
    return state is None or _held(state) >= records


def _more(encounter: UUID, wanted: int, by: Author) -> list[Draft]:
    state = _state(encounter)
    if state is None or FIRST_AID not in pack(by.country).services:
        return []
    if _held(state) >= wanted or wanted > people_of(state) or _on_lines(state):
        return []
    return [_corrected(encounter, Corrected(services=[Service(service=FIRST_AID, people=wanted)]), by)]


def _less(encounter: UUID, left: int, by: Author) -> list[Draft]:
    """Return the correction; what somebody wrote for everybody or for a line is left: nobody knows of whom it was said."""
    state = _state(encounter)
    held = services_of(state).get(FIRST_AID) if state is not None else None
    if held is None or held <= left:
        return []
    fewer = Corrected(services=[Service(service=FIRST_AID, people=held - 1)])
    return [_corrected(encounter, fewer if held > 1 else Corrected(services_removed=[FIRST_AID]), by)]


def _held(state: State) -> int:
    there = services_of(state)
    if FIRST_AID in there and there[FIRST_AID] is None:
        return people_of(state)
    return max(there.get(FIRST_AID) or 0, _on_lines(state))


def _on_lines(state: State) -> int:
    return sum(line.get("count", 1) for line in lines_of(state).values() if FIRST_AID in line.get("services", ()))


def _state(encounter: UUID) -> State | None:
    found = subject(encounter)
    return found.folded.state if found and not found.is_erased else None


def _corrected(encounter: UUID, changes: Corrected, by: Author) -> Draft:
    return correction_draft(encounter, changes, by=by, at=None, seen=heads(encounter))
