"""Whether a record belongs to a case that the reader carries: what `relation_to(is_case=…)` asks for persons and first aid.

Protection says who carries which case and whom it holds, legal help who advises whom; neither knows the other, or first aid.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, demand, relation_to
from vereda.desk.rooms import legal as legal_room
from vereda.desk.rooms import protection as protection_room
from vereda.legal import door as legal
from vereda.medical.door import FirstAid, records
from vereda.people import door as people
from vereda.protection.door import ProtectionCase, cases

K3 = RecordClass.K3


def is_of_own_case(reader: Reader, person: UUID) -> bool:
    """Tell whether the reader carries an open case, of the kind that this purpose is for, which holds this person."""
    if reader.purpose is Purpose.PROTECTION_CASE:
        rows = cases.with_person(person, reader.country)
        return any(_carries(reader, row) for row in rows)
    if reader.purpose is Purpose.LEGAL_AID:
        found, known = legal.cases.of_person(person, reader.country), people.person_of(person)
        own = [row for row in found if known is not None and (row.group, row.country) == (known.group, known.country)]
        return any(legal_room.works_on(reader, row) and row.closed_at is None for row in own)
    return False


def first_aid_of(reader: Reader, case: ProtectionCase) -> list[FirstAid]:
    """Return the records of first aid of those whom an open case of the reader holds, the latest first.

    One that names a person who is not in the case stays closed, though it was written at the same encounter; a case that names
    nobody is of the whole encounter.
    """
    return sorted(_of(reader, case), key=lambda row: (row.opened_at, str(row.subject)), reverse=True)


def _of(reader: Reader, case: ProtectionCase) -> Iterator[FirstAid]:
    relation = relation_to(reader, country=case.country, groups=[case.group], is_case=_carries(reader, case))
    demand(reader, K3, Action.READ, relation)
    held = set(case.persons)
    there = {row.subject: row for row in records.of_persons([UUID(one) for one in case.persons], case.country)}
    for encounter in case.encounters:
        there |= {row.subject: row for row in records.of_encounter(UUID(encounter), case.group, case.country)}
    yield from (row for row in there.values() if not held or row.person is None or str(row.person) in held)


def _carries(reader: Reader, case: ProtectionCase) -> bool:
    return protection_room.carries(reader, case) and case.closed_at is None


def first_aid(reader: Reader, case: ProtectionCase, subject: UUID) -> FirstAid:
    """Return one of them; any other is not there. Raises NotForYou."""
    found = next((row for row in first_aid_of(reader, case) if row.subject == subject), None)
    if found is None:
        raise NotForYou
    return found
