"""Assistance points set, looked at, taken away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from vereda.countries.door import pack
from vereda.logbook.door import Author, Plain, Receipt, in_turn, record
from vereda.logbook.schema import FieldClass
from vereda.places.door import check_point
from vereda.safety.entries.points import PointLookedAt, PointSet, PointTakenAway
from vereda.safety.errors.points import PointKindUnknown, PointNotThere, PointThere, PointUnnamed
from vereda.safety.lookups.points import Stands, point, points
from vereda.safety.models.points import AssistPoint
from vereda.safety.rules.points import plain
from vereda.safety.words import PointState


@dataclass(frozen=True, kw_only=True)
class Told:
    """A point as it is told. state, municipality: '' where the group keeps even that to itself. every_days: None: as its kind."""

    what: str
    number: str = ""
    name: str = ""
    state: str = ""
    municipality: str = ""
    every_days: int | None = None


def set_point(
    told: Told, *, by: Author, at: datetime, stands: Stands | None = None, point: UUID | None = None, entry: UUID | None = None
) -> Receipt:
    """Put a point into the group's list, or change it.

    stands  where it is, sealed; None: as it was
    point   the one that is changed; None: a new one

    Raises PointNotThere, PointKindUnknown, PointUnnamed, PointThere, a BadPoint; nothing is written then.
    """
    with in_turn("points", f"{by.country}:{by.group}"):
        there = points(by.group, by.country)
        known = next((row for row in there if row.subject == point), None)
        if point is not None and known is None:
            raise PointNotThere
        _check(told, there, known, by)
        if stands is not None and stands.lat is not None and stands.lon is not None:
            check_point(by.country, stands.lat, stands.lon)
        payload = PointSet(
            what=told.what,
            number=told.number.strip(),
            name=told.name.strip(),
            state=told.state,
            municipality=told.municipality,
            every_days=told.every_days,
        )
        return record(payload, subject=point, by=by, at=at, boxes=_box(stands), id=entry)


def _check(told: Told, there: list[AssistPoint], known: AssistPoint | None, by: Author) -> None:
    kinds = pack(by.country).point_kinds
    if told.what not in kinds and (known is None or known.what != told.what):
        raise PointKindUnknown
    if not plain(told.number) and not told.name.strip():
        raise PointUnnamed
    others = {(row.what, plain(row.number)) for row in there if row is not known and plain(row.number)}
    if (told.what, plain(told.number)) in others:
        raise PointThere


def _box(stands: Stands | None) -> list[Plain]:
    if stands is None or (stands.lat is None and not stands.text.strip()):
        return []
    fields = {"lat": stands.lat, "lon": stands.lon, "text": stands.text.strip()}
    return [Plain(cls=FieldClass.CONTACT, fields=fields)]


def look_at_point(
    *,
    point: UUID,
    found: PointState,
    by: Author,
    at: datetime,
    note: str = "",
    patrol: UUID | None = None,
    entry: UUID | None = None,
) -> Receipt:
    """Record what was found or done at a point. Raises PointNotThere."""
    _known(point, by)
    boxes = [Plain(cls=FieldClass.CONTACT, fields={"text": note.strip()})] if note.strip() else []
    return record(PointLookedAt(found=found, patrol=patrol), subject=point, by=by, at=at, boxes=boxes, id=entry)


def take_point_away(*, point: UUID, by: Author, at: datetime) -> Receipt:
    """Record that a point is no longer looked after. Raises PointNotThere."""
    with in_turn("points", f"{by.country}:{by.group}"):
        _known(point, by)
        return record(PointTakenAway(), subject=point, by=by, at=at)


def _known(subject: UUID, by: Author) -> AssistPoint:
    found = point(subject, by.group, by.country)
    if found is None:
        raise PointNotThere
    return found
