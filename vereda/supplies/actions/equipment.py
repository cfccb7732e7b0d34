"""What a post records of its equipment by number."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from vereda.countries.door import pack
from vereda.logbook.door import Author, Draft, Receipt, record
from vereda.logbook.schema import Payload
from vereda.supplies import errors
from vereda.supplies.actions.stock import not_yet, once
from vereda.supplies.entries import equipment as entries
from vereda.supplies.entries.stock import Holder
from vereda.supplies.lookups import equipment as lookups
from vereda.supplies.words import EndedFor


def register(
    kind: str, number: str, *, by: Author, at: datetime, expires_on: date | None = None, entry: UUID | None = None
) -> Receipt:
    """Record that a piece is of the post."""
    not_yet(entry)
    if kind not in pack(by.country).equipment_kinds:
        raise errors.UnknownKind(value=kind)
    if not number.strip():
        raise errors.NumberMissing
    if lookups.numbered(kind, number, by.group, by.country):
        raise errors.NumberTaken(value=number.strip())
    told = entries.EquipmentRegistered(equipment_kind=kind, number=number.strip(), expires_on=expires_on)
    return once([Draft(payload=told, by=by, at=at, id=entry)])[0]


def lend(piece: UUID, *, holder: Holder, by: Author, at: datetime) -> Receipt:
    """Record that somebody took a piece; also where nobody noted that it came back."""
    return _note(piece, entries.EquipmentLent(holder=holder), by, at)


def bring_back(piece: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that a piece is back at the post."""
    return _note(piece, entries.EquipmentReturned(), by, at)


def charge(piece: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that its battery was charged."""
    return _note(piece, entries.EquipmentCharged(), by, at)


def inspect(piece: UUID, *, by: Author, at: datetime, is_damaged: bool = False, expires_on: date | None = None) -> Receipt:
    """Record that somebody looked at it."""
    return _note(piece, entries.EquipmentInspected(is_damaged=is_damaged, expires_on=expires_on), by, at)


def miss(piece: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that nobody knows where it is."""
    return _note(piece, entries.EquipmentMissing(), by, at)


def find(piece: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that it is here again."""
    return _note(piece, entries.EquipmentFound(), by, at)


def end(piece: UUID, *, reason: EndedFor, by: Author, at: datetime) -> Receipt:
    """Record that it is no longer of the post."""
    return _note(piece, entries.EquipmentEnded(reason=reason), by, at)


def _note(piece: UUID, payload: Payload, by: Author, at: datetime) -> Receipt:
    row = lookups.piece(piece, by.group, by.country)
    if row is None or row.ended_for:
        raise errors.EquipmentNotHere
    return record(payload, subject=piece, by=by, at=at)
