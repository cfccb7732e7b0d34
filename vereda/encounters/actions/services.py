"""What an encounter holds of a service, and the correction that makes it so.

For modules whose acts count as a service of an encounter: official categories are counted there and nowhere else.
"""

from __future__ import annotations

from uuid import UUID

from vereda.encounters.actions.meeting import correction_draft
from vereda.encounters.entries import Corrected
from vereda.encounters.rules import lines_of, people_of, services_of
from vereda.logbook.door import Author, Draft, heads, subject
from vereda.logbook.schema import State


def standing_state(encounter: UUID) -> State | None:
    """Return the state of an encounter that is here and not erased."""
    found = subject(encounter)
    return found.folded.state if found and not found.is_erased else None


def people_served(state: State, service: str) -> int:
    """Return for how many people an encounter holds a service, together or line by line."""
    there = services_of(state)
    if service in there and there[service] is None:
        return people_of(state)
    return max(there.get(service) or 0, served_on_lines(state, service))


def served_on_lines(state: State, service: str) -> int:
    """Return how many people an encounter holds a service for line by line: only the encounter's own page can change those."""
    return sum(line.get("count", 1) for line in lines_of(state).values() if service in line.get("services", ()))


def service_draft(encounter: UUID, changes: Corrected, by: Author) -> Draft:
    """Return a correction of services that knows all that is here of the encounter."""
    return correction_draft(encounter, changes, by=by, at=None, seen=heads(encounter))
