"""Persons whom somebody seeks and nobody has met: who may not know of the report finds none of them by name."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from vereda.access.door import Purpose, Reader
from vereda.desk.rooms.missing_notices import may_see
from vereda.encounters.door import encounters_among
from vereda.logbook.door import linked_to
from vereda.people.door import Person
from vereda.tracing import door as tracing

NOBODY = UUID(int=0)
OFFICIAL = frozenset({Purpose.DATA_SUBJECT_REQUEST, Purpose.PROTECTION_CASE, Purpose.LEGAL_AID})
"""Purposes that reach one person by a file or a case that names them, whoever seeks them."""


def known_otherwise(reader: Reader, rows: Sequence[Person], group: str) -> list[Person]:
    """Return those persons of a group whom the reader may know of: all, or for who may not read of reports those whom we met."""
    if may_see(reader.role) or reader.purpose in OFFICIAL:
        return list(rows)
    files = tracing.of_persons([*(row.subject for row in rows), NOBODY], group, reader.country)
    sought = {file.person for file in files} or {NOBODY}  # as much is asked where nobody is sought: an answer takes as long
    met = {one for one in sought if encounters_among([*linked_to(one), NOBODY], group, reader.country)}
    return [row for row in rows if row.subject not in sought - met]
