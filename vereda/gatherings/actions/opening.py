"""Opening a distribution, announcing a reception, saying who counts where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.encounters.door import Where, boxes_of, coarse
from vereda.gatherings import lookups
from vereda.gatherings.entries import DistributionOpened, LaneTaken, Offered, ReceptionAnnounced, ReceptionArrived, Withdrawn
from vereda.gatherings.errors import (
    ArrivesInThePast,
    LaneMissing,
    NothingOffered,
    NotOpen,
    NotReceived,
    TokensBackwards,
    UnknownItem,
)
from vereda.gatherings.goods import items_of
from vereda.gatherings.models import Gathering
from vereda.gatherings.words import Arriving, Method, What
from vereda.logbook.door import Author, Receipt, record


@dataclass(frozen=True, kw_only=True)
class Point:
    """A count as it is opened: where, what is given, who answers for it, how nobody is counted twice."""

    where: Where = field(default_factory=Where)
    items: Sequence[Offered] = ()
    staff: Sequence[str] = ()
    method: Method = Method.LANES
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """What was said of a group that is to come. due_at: when it should be here (aware), None where nobody said."""

    people: int | None = None
    due_at: datetime | None = None
    vehicle: Arriving = Arriving.BUS
    origin: str = ""
    announced_by: str = "unknown"


def open_distribution(point: Point, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record that goods are given out at one point. Raises NothingOffered, UnknownItem.

    entry  id of the entry, where the same form sent twice must be the same entry (IntegrityError then)
    """
    if not point.items:
        raise NothingOffered
    _check_items(point, What.DISTRIBUTION, by, at)
    payload = DistributionOpened(
        place=coarse(point.where, by.country), items=list(point.items), staff=list(point.staff), method=point.method
    )
    return record(payload, by=by, at=at, boxes=boxes_of(point.where, point.note), id=entry)


def announce_reception(point: Point, told: Announcement, *, by: Author, at: datetime, entry: UUID | None = None) -> Receipt:
    """Record that a bus or a flight is to come. Raises UnknownItem, ArrivesInThePast."""
    _check_items(point, What.RECEPTION, by, at)
    if told.due_at is not None and told.due_at < at:
        raise ArrivesInThePast(due=told.due_at.isoformat(timespec="minutes"))
    minutes = round((told.due_at - at).total_seconds() / 60) if told.due_at else None
    payload = ReceptionAnnounced(
        place=coarse(point.where, by.country),
        items=list(point.items),
        staff=list(point.staff),
        method=point.method,
        people=told.people,
        expected_min=minutes,
        vehicle=told.vehicle,
        origin=told.origin,
        announced_by=told.announced_by,
    )
    return record(payload, by=by, at=at, boxes=boxes_of(point.where, point.note), id=entry)


def arrive(*, gathering: UUID, by: Author, at: datetime) -> Receipt:
    """Record that what was expected is here. Raises NotReceived."""
    found = lookups.gathering(gathering, by.group, by.country)
    if found is None or found.what != What.RECEPTION or found.arrived_at or found.closed_at or found.is_withdrawn:
        raise NotReceived
    return record(ReceptionArrived(), subject=gathering, by=by, at=at)


def take_lane(
    *,
    gathering: UUID,
    counter: str,
    by: Author,
    at: datetime,
    lane: str = "",
    tokens: tuple[int, int] | None = None,
) -> Receipt:
    """Record which lane, or which tokens, a counter has. Ranges that overlap are taken, and shown. Raises TokensBackwards."""
    of_group(gathering, by)
    if not lane.strip() and tokens is None:
        raise LaneMissing
    first, last = tokens or (None, None)
    if first is not None and last is not None and last < first:
        raise TokensBackwards(first=first, last=last)
    payload = LaneTaken(lane=lane.strip(), from_token=first, to_token=last, counter=counter)
    return record(payload, subject=gathering, by=by, at=at)


def withdraw(*, gathering: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a count was opened by mistake, or that the bus never came. Raises NotOpen."""
    found = of_group(gathering, by)
    if found.closed_at or found.is_withdrawn:
        raise NotOpen
    return record(Withdrawn(), subject=gathering, by=by, at=at)


def of_group(gathering: UUID, by: Author) -> Gathering:
    """Return a count of the author's group, or raise NotOpen: what belongs to others is not there."""
    found = lookups.gathering(gathering, by.group, by.country)
    if found is None:
        raise NotOpen
    return found


def _check_items(point: Point, what: What, by: Author, at: datetime) -> None:
    known = items_of(pack(by.country), what, by.group, at.astimezone(ZoneInfo(by.zone)).date())
    for one in point.items:
        if one.item not in known:
            raise UnknownItem(value=one.item)
