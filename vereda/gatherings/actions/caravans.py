"""A caravan: opened, joined by key, its headcounts, its encounters, its point for lost children. Municipality only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from vereda.encounters.door import encounter as encounter_row
from vereda.gatherings import lookups
from vereda.gatherings.actions.counting import told_in
from vereda.gatherings.entries import (
    CaravanBack,
    CaravanJoined,
    CaravanLeft,
    CaravanOpened,
    ChildPointClosed,
    ChildPointOpened,
    EncounterTagged,
    EncounterUntagged,
    HeadcountTaken,
    HeadcountWithdrawn,
    Municipality,
)
from vereda.gatherings.errors import (
    AlreadyJoined,
    CaravanNotLeft,
    CaravanNotOpen,
    KeyWrong,
    NameMissing,
    NotOfGroup,
    PeopleMissing,
    PointNotOpen,
)
from vereda.gatherings.models import CaravanPart
from vereda.gatherings.rules import caravans
from vereda.gatherings.words import HeadMethod
from vereda.logbook.door import Author, Draft, Receipt, in_turn, record


def open_caravan(*, name: str, by: Author, at: datetime, place: Municipality | None = None, entry: UUID | None = None) -> Receipt:
    """Record that a caravan is with the author's group, under a fresh key. Raises NameMissing."""
    if not name.strip():
        raise NameMissing
    payload = CaravanOpened(key=caravans.new_key(), name=name.strip(), place=place or Municipality())
    return record(payload, by=by, at=at, id=entry)


def join_caravan(*, key: str, name: str, by: Author, at: datetime, place: Municipality | None = None) -> Receipt:
    """Record that the group joins a caravan by the key that it was told. Raises KeyWrong, NameMissing, AlreadyJoined.

    Whether anybody else uses the key is not answered: who tries keys learns nothing.
    """
    plain = caravans.read_key(key)
    if len(plain) != caravans.KEY_LONG or any(sign not in caravans.SIGNS for sign in plain):
        raise KeyWrong
    if not name.strip():
        raise NameMissing
    with in_turn("caravan", by.country, by.group):
        if any(part.group == by.group for part in lookups.parts_of(plain, by.country, by.group)):
            raise AlreadyJoined
        payload = CaravanJoined(key=plain, name=name.strip(), place=place or Municipality())
        return record(payload, by=by, at=at)


def leave_caravan(*, caravan: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the caravan is no longer with the group. Raises CaravanNotOpen."""
    _with_us(caravan, by)
    return record(CaravanLeft(), subject=caravan, by=by, at=at)


def come_back(*, caravan: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the caravan is with the group again. Raises CaravanNotLeft."""
    if not own_part(caravan, by).left_at:
        raise CaravanNotLeft
    return record(CaravanBack(), subject=caravan, by=by, at=at)


def take_headcount(
    *,
    caravan: UUID,
    by: Author,
    at: datetime,
    method: HeadMethod,
    people: int | None = None,
    rows: int | None = None,
    in_row: int | None = None,
    place: Municipality | None = None,
    reported_by: str | None = None,
    note: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record one number and how it was found; of rows, people are rows times people in a row. Raises PeopleMissing.

    Another number of the same day stands beside it: which one is right is said by people, not by a sum.
    """
    _with_us(caravan, by)
    if method == HeadMethod.ROWS and rows and in_row:
        people = rows * in_row
    if not people:
        raise PeopleMissing
    payload = HeadcountTaken(people=people, method=method, rows=rows, in_row=in_row, place=place or Municipality())
    boxes = [told_in(note)] if note.strip() else []
    return record(payload, subject=caravan, by=by, at=at, boxes=boxes, reported_by=reported_by, id=entry)


def withdraw_headcount(*, caravan: UUID, entry: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a number was a mistake."""
    own_part(caravan, by)
    return record(HeadcountWithdrawn(entry=entry), subject=caravan, by=by, at=at)


def tag_encounter(*, caravan: UUID, encounter: UUID, by: Author, at: datetime, is_tagged: bool = True) -> Receipt:
    """Record that an encounter of the group was with people of the caravan, or was not. Raises NotOfGroup."""
    own_part(caravan, by)
    if encounter_row(encounter, [by.group], by.country) is None:
        raise NotOfGroup
    payload = EncounterTagged(encounter=encounter) if is_tagged else EncounterUntagged(encounter=encounter)
    return record(payload, subject=caravan, by=by, at=at)


def open_child_point(*, caravan: UUID, in_charge: Sequence[str], where: str, by: Author, at: datetime) -> Receipt:
    """Record that there is a point for lost children, or who is in charge of it now; where it is, is sealed."""
    _with_us(caravan, by)
    boxes = [told_in(where)] if where.strip() else []
    return record(ChildPointOpened(in_charge=list(in_charge)), subject=caravan, by=by, at=at, boxes=boxes)


def close_child_point(*, caravan: UUID, by: Author, at: datetime) -> Receipt:
    """Record that the point is closed. Raises PointNotOpen."""
    if not own_part(caravan, by).has_child_point:
        raise PointNotOpen
    return record(ChildPointClosed(), subject=caravan, by=by, at=at)


def tag_draft(*, caravan: UUID, encounter: UUID, by: Author, at: datetime) -> Draft:
    """Return the tag of an encounter that is recorded with it. Raises PointNotOpen: a closed point takes nobody in."""
    if not own_part(caravan, by).has_child_point:
        raise PointNotOpen
    return Draft(payload=EncounterTagged(encounter=encounter), subject=caravan, by=by, at=at)


def own_part(caravan: UUID, by: Author) -> CaravanPart:
    """Return the group's part of a caravan, or raise CaravanNotOpen: what belongs to others is not there."""
    found = lookups.caravan(caravan, by.group, by.country)
    if found is None:
        raise CaravanNotOpen
    return found


def _with_us(caravan: UUID, by: Author) -> CaravanPart:
    found = own_part(caravan, by)
    if found.left_at:
        raise CaravanNotOpen
    return found
