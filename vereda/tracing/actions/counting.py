"""The service an encounter holds for a report or a finding: written where it is missing, taken back where it stands no more.

Official categories are counted from services on encounters (rules.md, section 5): whoever was met counts there, and once.
"""

from __future__ import annotations

from uuid import UUID

from vereda.countries.door import pack
from vereda.encounters.door import (
    Corrected,
    Encounter,
    Service,
    people_of,
    people_served,
    served_on_lines,
    service_draft,
    services_of,
    standing_state,
)
from vereda.encounters.door import encounter as encounter_row
from vereda.logbook.door import Author, Draft
from vereda.tracing.errors.found import EncounterCountsNot, EncounterNeeded, EncounterOnLines, EncounterTooSmall


def counting_encounter(encounter: UUID, by: Author) -> Encounter:
    """Return an encounter of the group that counts by itself. Raises EncounterNeeded, EncounterCountsNot."""
    row = encounter_row(encounter, [by.group], by.country)
    if row is None:
        raise EncounterNeeded
    if row.is_withdrawn or row.joined_into or row.is_aggregate:
        raise EncounterCountsNot
    return row


def one_more(encounter: UUID, service: str, others: int, *, by: Author) -> list[Draft]:
    """Return the correction by which an encounter holds a service for one person more; none where it holds it already.

    others  how many reports or findings it holds the service for
    Raises EncounterTooSmall, EncounterOnLines.
    """
    state = standing_state(encounter)
    if state is None or service not in pack(by.country).services:
        return []
    held, people, wanted = people_served(state, service), people_of(state), others + 1
    if held >= wanted:
        return []
    if wanted > people:
        raise EncounterTooSmall(people=people)
    if served_on_lines(state, service):
        raise EncounterOnLines
    return [service_draft(encounter, Corrected(services=[Service(service=service, people=wanted)]), by)]


def one_less(encounter: UUID, service: str, others: int, *, by: Author) -> list[Draft]:
    """Return the correction by which an encounter holds a service for one person less, where it holds it for more than `others`.

    What an agent wrote for everybody, or for a line of people, is left: nobody knows of whom it was said.
    """
    state = standing_state(encounter)
    held = services_of(state).get(service) if state is not None else None
    if held is None or held <= others:
        return []
    changes = (
        Corrected(services=[Service(service=service, people=held - 1)]) if held > 1 else Corrected(services_removed=[service])
    )
    return [service_draft(encounter, changes, by)]
