"""'Strike it': what a person says when the encounter is read aloud. Gone at once, by its author alone; the tally stays."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from vereda.countries.door import pack
from vereda.encounters import lookups, rules
from vereda.encounters.actions.meeting import of_group
from vereda.encounters.entries import Corrected, Recorded, Struck
from vereda.encounters.errors import NotFound
from vereda.logbook.door import Author, Receipt, Told, destroy_boxes, erase, history, left_to_destroy, linked_beside, subjects

STRUCK = "struck"


def strike_meeting(encounter: UUID, *, by: Author, at: datetime) -> Receipt:
    """Erase an encounter of the author's own writing, and the persons who gave their names in it and nowhere else.

    A person who is named in another encounter too is erased only by two accounts. Raises NotFound, also when another wrote it.
    """
    found = of_group(encounter, by)
    if not is_written_by(encounter, by.account):
        raise NotFound
    for person in rules.persons_of(found.folded.state):
        if not linked_beside(UUID(person), encounter) and is_written_by(UUID(person), by.account):
            erase(UUID(person), by=by, at=at, reason=STRUCK)
    return erase(encounter, by=by, at=at, reason=STRUCK)


def is_written_by(subject: UUID, account: str) -> bool:
    """Return whether an account wrote the first entry of a record."""
    first = next(iter(history(subject)), None)
    return first is not None and first.author == account


def finish_strikes(*, now: datetime, among: Iterable[UUID] | None = None) -> int:
    """Destroy what encounters hold that were struck on a phone: notes, exact places, names; returns how many had some.

    among  encounters of which something just arrived; None: all that were struck and still hold something (the job that finishes
           what a crash, a supervisor's late acceptance or another node left)
    The strike may come before the encounter, or years after it: whenever both are here, nothing but the tally stays.
    """
    struck = lookups.struck(among) if among is not None else left_to_destroy(lookups.struck())
    return sum(_finish(encounter, now) for encounter in struck)


def _finish(encounter: UUID, now: datetime) -> bool:
    told = [one for one in history(encounter) if not one.held]
    striker = _striker(told)
    for person in sorted(_persons_in(told)):
        others = linked_beside(person, encounter)
        if striker and not others and is_written_by(person, striker.author) and not _is_erased(person):
            zone = pack(_country(encounter)).groups[striker.group].zone
            by = Author(account=striker.author, group=striker.group, country=_country(encounter), zone=zone)
            erase(person, by=by, at=striker.occurred_at, reason=STRUCK)
    return destroy_boxes(encounter, now=now)


def _striker(told: Iterable[Told]) -> Told | None:
    """Return the strike of who wrote the encounter."""
    told = list(told)
    authors = {one.author for one in told if isinstance(one.payload, Recorded)}
    return next((one for one in told if isinstance(one.payload, Struck) and one.author in authors), None)


def _persons_in(told: Iterable[Told]) -> set[UUID]:
    """Return the persons whom entries of an encounter name: the fold has forgotten them with the strike."""
    payloads = [one.payload for one in told if isinstance(one.payload, Recorded | Corrected)]
    return {person for payload in payloads for line in payload.lines for person in line.persons}


def _country(encounter: UUID) -> str:
    return subjects([encounter])[encounter].ref.country


def _is_erased(person: UUID) -> bool:
    found = subjects([person]).get(person)
    return found is None or found.is_erased
