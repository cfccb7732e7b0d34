"""People found by a mission: how many, when, where (sealed). Who they are stands in the encounter, and nowhere here."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from vereda.encounters.schema import Count
from vereda.logbook.schema import FieldClass, Payload, Whereabouts


class PeopleFound(Payload):
    """A team found people. `found`: its line; `encounter`: the meeting that was recorded with it, which counts them."""

    kind: ClassVar[str] = "rescue.people_found"
    subject_kind: ClassVar[str] = "mission"
    boxes: ClassVar = {FieldClass.WHEREABOUTS: Whereabouts}
    found: UUID
    people: Count
    encounter: UUID
    team: UUID | None = None


KINDS = (PeopleFound,)
