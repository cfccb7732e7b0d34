"""Saying what a place of the directory has and whom it serves: by its own account, or by telephone to a desk of headquarters."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from vereda.countries.door import DirectoryEntry
from vereda.logbook.door import Author, Receipt, in_turn, record
from vereda.referrals.entries.place import CapacityChanged, CapacitySaid, Hours, PlaceTold
from vereda.referrals.errors import CapacityMissing, CapacityOld, NoPlaceLeft, PlaceHasNoBeds, PlaceUnknown, ReferralInFuture
from vereda.referrals.lookups import places
from vereda.referrals.rules.place import free_of, subject_of
from vereda.referrals.words import SLEEPS, ForWhom, Seen, Way


def say_capacity(
    *, place: str, free: Mapping[ForWhom, int], way: Way, by: Author, at: datetime, now: datetime, entry: UUID | None = None
) -> Receipt:
    """Record the free places that were counted.

    Raises PlaceUnknown, PlaceHasNoBeds, CapacityMissing, ReferralInFuture.
    """
    _house(by.country, place)
    if not free:
        raise CapacityMissing
    if at > now:
        raise ReferralInFuture
    said = CapacitySaid(place=place, free=dict(free), way=way)
    return record(said, subject=subject_of(by.country, place, by.group), by=by, at=at, id=entry)


def change_capacity(*, place: str, for_whom: ForWhom, added: int, way: Way, by: Author, at: datetime) -> Receipt:
    """Record that places were taken or became free since the count.

    Raises PlaceUnknown, PlaceHasNoBeds, CapacityOld, NoPlaceLeft.
    """
    _house(by.country, place)
    with in_turn("service_place", place):
        row = places.place(by.country, place, by.group)
        if row is None or not places.has_count_of_today(row, at):
            raise CapacityOld
        if free_of(row.free or {}).get(for_whom, 0) + added < 0:
            raise NoPlaceLeft
        changed = CapacityChanged(place=place, for_whom=for_whom, by=added, way=way)
        return record(changed, subject=row.subject, by=by, at=at)


def tell_place(
    *,
    place: str,
    hours: Hours | None,
    serves: Collection[ForWhom],
    languages: Collection[str],
    telephone: str,
    seen: Seen,
    way: Way,
    by: Author,
    at: datetime,
    entry: UUID | None = None,
) -> Receipt:
    """Record whom a place serves, when, in which languages, and what is seen of it. Raises PlaceUnknown."""
    if places.in_directory(by.country, place) is None:
        raise PlaceUnknown
    told = PlaceTold(
        place=place,
        hours=hours,
        serves=[one for one in ForWhom if one in serves],
        languages=sorted(languages),
        telephone=telephone,
        seen=seen,
        way=way,
    )
    return record(told, subject=subject_of(by.country, place, by.group), by=by, at=at, id=entry)


def _house(country: str, place: str) -> DirectoryEntry:
    row = places.in_directory(country, place)
    if row is None:
        raise PlaceUnknown
    if row.kind not in SLEEPS:
        raise PlaceHasNoBeds
    return row
