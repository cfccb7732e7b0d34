"""What stands behind every page of first aid: whose record it is, and whether it is the reader's to open."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from vereda.access.door import Action, NotForYou, Purpose, Reader, RecordClass, demand, relation_to, serves
from vereda.desk.frame import zone_of
from vereda.desk.labels import Labels
from vereda.desk.rooms import first_aid as aid_room
from vereda.desk.rooms.typed import Typed
from vereda.encounters import door as encounters
from vereda.encounters.door import Encounter
from vereda.medical.door import FirstAid, records

K3 = RecordClass.K3
PURPOSES = (Purpose.ASSIST, Purpose.RESCUE, Purpose.MEDICAL)
WRITES = serves(K3, action=Action.WRITE, purposes=PURPOSES, usual=Purpose.MEDICAL)
"""The mark of writing first aid: agents and paramedics. Who writes reads back no more than the matrix says."""
READS = serves(K3, purposes=(Purpose.RESCUE, Purpose.MEDICAL), usual=Purpose.MEDICAL)
"""The mark of reading the whole."""


def met_of(reader: Reader, subject: UUID) -> Encounter:
    """Return an encounter of the reader's group that was not struck; raises NotForYou for any other."""
    demand(reader, K3, Action.WRITE, relation_to(reader, country=reader.country, groups=[reader.group]))
    row = encounters.encounter(subject, [reader.group], reader.country)
    if row is None or row.is_struck:
        raise NotForYou
    return row


def row_of(reader: Reader, subject: UUID) -> FirstAid:
    """Return a record of the reader's group; raises NotForYou for any other, and for none."""
    demand(reader, K3, Action.WRITE, relation_to(reader, country=reader.country, groups=[reader.group]))
    row = records.record(subject, reader.group, reader.country)
    if row is None:
        raise NotForYou
    return row


def whole_row(reader: Reader, subject: UUID) -> FirstAid:
    """Return a record that the reader may open; raises NotForYou for any other, and for none."""
    row = records.record(subject, reader.group, reader.country)
    if row is None or not aid_room.may_read(reader, row):
        raise NotForYou
    return row


def typed_of(reader: Reader, values: Any) -> Typed:  # Any: what a request holds, or values of our own
    """Return the values of a form of the reader."""
    return Typed(values, Labels(reader.country), zone_of(reader))
