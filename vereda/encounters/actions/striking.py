"""'Strike it': what a person says when the encounter is read aloud. Gone at once, by its author alone; the tally stays."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.encounters import rules
from vereda.encounters.actions.meeting import of_group
from vereda.encounters.errors import NotFound
from vereda.logbook.door import Author, Receipt, erase, history, linked_to

STRUCK = "struck"


def strike_meeting(encounter: UUID, *, by: Author, at: datetime) -> Receipt:
    """Erase an encounter of the author's own writing, and the persons who gave their names in it and nowhere else.

    A person who is named in another encounter too is erased only by two accounts. Raises NotFound, also when another wrote it.
    """
    found = of_group(encounter, by)
    if not is_written_by(encounter, by.account):
        raise NotFound
    for person in rules.persons_of(found.folded.state):
        if linked_to(person) == [encounter] and is_written_by(UUID(person), by.account):
            erase(UUID(person), by=by, at=at, reason=STRUCK)
    return erase(encounter, by=by, at=at, reason=STRUCK)


def is_written_by(subject: UUID, account: str) -> bool:
    """Return whether an account wrote the first entry of a record."""
    first = next(iter(history(subject)), None)
    return first is not None and first.author == account
