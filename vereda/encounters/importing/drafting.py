"""From a row to the entry that records it, or corrects what stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import orjson

from vereda.countries.door import Pack
from vereda.encounters.entries import Bodies, Corrected, Line, LineRecorded, Place
from vereda.encounters.importing.row import Row
from vereda.encounters.importing.spool import Spooled, Status
from vereda.encounters.words import AGGREGATE_FROM, PlaceKind
from vereda.logbook.door import Author, Draft, Plain, subjects
from vereda.logbook.schema import Channel, FieldClass, Payload
from vereda.places.door import locate

NOON = time(12)


class Drafting:
    """Makes the entries of one import.

    account       who imports
    is_aggregate  every row is a sum, whatever its count
    """

    def __init__(self, pack: Pack, batch: UUID, account: str, *, is_aggregate: bool) -> None:
        self.pack, self.batch, self.is_aggregate = pack, batch, is_aggregate
        self.authors = {
            code: Author(account=account, group=code, country=pack.iso, zone=group.zone, device="import", pack=pack.hash)
            for code, group in pack.groups.items()
        }

    def drafts(self, rows: Iterable[Spooled]) -> list[Draft]:
        """Return the entries of rows in their order.

        Each has seen the row before it of the same encounter, so that rows never stand against each other.
        """
        rows = list(rows)
        heads = {id_: list(found.folded.heads) for id_, found in subjects({one.subject for one in rows}).items()}
        made = []
        for one in rows:
            made.append(self._draft(one, [UUID(str(head)) for head in heads.get(one.subject, ())]))
            heads[one.subject] = [str(one.entry)]
        return made

    def _draft(self, one: Spooled, seen: Sequence[UUID]) -> Draft:
        payload, boxes = self._told(one)
        return Draft(
            payload=payload,
            by=self.authors[one.row.group],
            at=instant_of(one.row, self.authors[one.row.group].zone),
            subject=one.subject,
            seen=seen,
            boxes=boxes,
            channel=Channel.IMPORT,
            id=one.entry,
        )

    def _told(self, one: Spooled) -> tuple[Payload, Sequence[Plain]]:
        said = orjson.loads(one.writing) if one.writing else {}
        if one.status is Status.CORRECTION:
            return self._correction(one, said)
        row = counted(one)
        payload = LineRecorded(
            batch=self.batch,
            line=row if isinstance(row, Line) else None,
            bodies=row if isinstance(row, Bodies) else None,
            place=coarse_place(one.row, self.pack.iso),
            day_only=one.row.at is None,
            instead_of=said.get("instead_of", []),
            aggregate=self.is_aggregate or one.row.count >= AGGREGATE_FROM,
        )
        return payload, boxes_of(one.row)

    def _correction(self, one: Spooled, differs: dict[str, bool]) -> tuple[Payload, Sequence[Plain]]:
        rows = [counted(one)] if differs["line"] else []
        payload = Corrected(
            lines=[row for row in rows if isinstance(row, Line)],
            bodies_of_rows=[row for row in rows if isinstance(row, Bodies)],
            place=coarse_place(one.row, self.pack.iso) if differs["place"] else None,
            happened_again=differs["time"],
            day_only=differs["time"] and one.row.at is None,
        )
        wanted = {FieldClass.FREE_TEXT: differs["note"], FieldClass.WHEREABOUTS: differs["place"]}
        return payload, [box for box in boxes_of(one.row) if wanted[box.cls]]


def instant_of(row: Row, zone: str) -> datetime:
    """Return the instant of a row. Where only the day was told it is noon at the post, which no count ever looks at."""
    if row.at is not None:
        return row.at
    assert row.on is not None
    return datetime.combine(row.on, NOON, ZoneInfo(zone))


def counted(one: Spooled) -> Line | Bodies:
    """Return what a row counts: a line of people, or bodies."""
    row = one.row
    known = {"line_id": one.name, "count": row.count, "nationality": row.nationality, "sex": row.sex, "age_band": row.age_band}
    if row.is_bodies:
        return Bodies.model_validate(known)
    return Line.model_validate({**known, "services": list(row.services)})


def coarse_place(row: Row, country: str) -> Place:
    """Return the place of a row as it may stand in clear: state, municipality, H3 cell of resolution 5."""
    if row.lat is None or row.lon is None:
        return Place(kind=PlaceKind.NAMED if row.place else PlaceKind.UNKNOWN)
    return _coarse(country, row.lat, row.lon)


@lru_cache(100_000)
def _coarse(country: str, lat: float, lon: float) -> Place:
    found = locate(country, lat, lon)
    return Place(kind=PlaceKind.POINT, state=found.state or "", municipality=found.municipality or "", h3_5=found.h3_5)


def exact_place(row: Row) -> dict[str, Any]:  # Any: JSON of Whereabouts
    """Return the fields of a row's sealed place; none where it tells no place."""
    told = {"lat": row.lat, "lon": row.lon, "place": row.place or None}
    return {name: value for name, value in told.items() if value is not None}


def boxes_of(row: Row) -> list[Plain]:
    """Return what is sealed: the exact place, owned by the entry, and the note, owned by the encounter."""
    boxes = []
    exact = exact_place(row)
    if exact:
        boxes.append(Plain(cls=FieldClass.WHEREABOUTS, fields=exact))
    if row.note:
        boxes.append(Plain(cls=FieldClass.FREE_TEXT, fields={"text": row.note}))
    return boxes
