"""Who is who between two readings of a file: ids that follow from what a row says, so that the same row is the same entry.

Digests are keyed with this node's key: a note or an exact place must not be found again from an id by trying all of them
(docs/decisions/import-identity.md).
"""

from __future__ import annotations

import hmac
from hashlib import sha256
from uuid import UUID

import orjson

from vereda.encounters.importing.row import Row
from vereda.logbook.schema import uuid8

NAME_DIGITS = 16
LEADING_BYTES = 6


class Identity:
    """Names the entries, encounters and lines of one country's files. key: this node's key for imports [bytes]."""

    def __init__(self, key: bytes, country: str) -> None:
        self.key, self.country = key, country

    def entry(self, row: Row, instead_of: UUID | None = None) -> UUID:
        """Return the id of a row's entry; `instead_of` names the withdrawn import in whose place it comes again."""
        again = [instead_of.hex] if instead_of else []
        return uuid8(row.ms, self._digest("row", [*row.canonical(), *again]))

    def encounter(self, row: Row) -> UUID:
        """Return the encounter that a row tells of: the one its `encounter_id` names in its group, else one of its own."""
        if row.encounter_id:
            return self.named(row.encounter_id, row.group)
        return uuid8(row.ms, self._digest("encounter", row.canonical()))

    def named(self, encounter_id: str, group: str) -> UUID:
        """Return the encounter of an `encounter_id`. Those of one `encounter_id` in all groups begin with the same 48 bits."""
        lead = int.from_bytes(self._digest("named", [encounter_id])[:LEADING_BYTES], "big")
        return uuid8(lead, self._digest("encounter", [encounter_id, group]))

    def line(self, row: Row) -> str:
        """Return the name of the row's line within its encounter; never its place in the file."""
        return sha256(orjson.dumps(row.name())).hexdigest()[:NAME_DIGITS]

    def _digest(self, what: str, said: list[object]) -> bytes:
        return hmac.digest(self.key, orjson.dumps([what, self.country, said]), "sha256")


def of_any_group(encounter: UUID) -> tuple[UUID, UUID]:
    """Return the first and last id that an encounter of the same `encounter_id` can have in any group."""
    rest = (1 << 80) - 1
    return UUID(int=encounter.int & ~rest), UUID(int=encounter.int | rest)
