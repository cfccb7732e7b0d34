"""The service that an encounter holds for legal help: written where it is missing, in the same block as the case.

Official categories are counted from services on encounters (rules.md, section 5). A service is clear, and a whole group reads it:
so it says legal advice whatever the case is about, never that somebody complains, reports a crime or asks to go back.
"""

from __future__ import annotations

from uuid import UUID

from vereda.countries.door import pack
from vereda.encounters.door import (
    Corrected,
    Service,
    people_of,
    people_served,
    served_on_lines,
    service_draft,
    standing_state,
)
from vereda.encounters.door import encounter as encounter_row
from vereda.legal.lookups import cases
from vereda.logbook.door import Author, Draft

LEGAL_ADVICE = "LEGAL_ADVICE"


def one_more(encounter: UUID, person: UUID | None, *, by: Author) -> list[Draft]:
    """Return the correction by which an encounter holds legal advice for one person more; none where it holds it already.

    Nothing here refuses: who was written too few, line by line, or not any more, gets help all the same, and the count stays.
    """
    row, state = encounter_row(encounter, [by.group], by.country), standing_state(encounter)
    if row is None or state is None or row.is_withdrawn or row.joined_into or row.is_aggregate:
        return []
    service = pack(by.country).services.get(LEGAL_ADVICE)
    if service is None or not service.holds_on(row.local_on) or served_on_lines(state, LEGAL_ADVICE):
        return []
    wanted = min(people_of(state), _helped(encounter, person, by.country))
    if people_served(state, LEGAL_ADVICE) >= wanted:
        return []
    return [service_draft(encounter, Corrected(services=[Service(service=LEGAL_ADVICE, people=wanted)]), by)]


def _helped(encounter: UUID, person: UUID | None, country: str) -> int:
    """Return for how many people of an encounter help was asked, with this one: each once, and whoever gave no name as one."""
    return len({row.person for row in cases.of_encounter(encounter, country)} | {person})
