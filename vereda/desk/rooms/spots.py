"""A place that has a number: 'torre 114' of the post's own table, or the beacon from which somebody calls, on a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.desk.labels import Labels
from vereda.desk.rooms import points as points_room
from vereda.desk.rooms.typed import Typed
from vereda.safety.door import points_lookups as lookups

NONE_OF_THESE = "none"
OFFERED = 8
FAR_DEG = 0.002  # about 200 m: as far a written point may be from the tower that was chosen


@dataclass(frozen=True)
class Spot:
    """What a form takes from a number. lat, lon in degrees, None: only words are known."""

    name: str
    lat: float | None = None
    lon: float | None = None
    state: str = ""
    municipality: str = ""


@dataclass(frozen=True)
class Offer:
    """One numbered place that may be meant."""

    id: str
    said: str
    place: str
    note: str


@dataclass(frozen=True)
class Offers:
    """What is offered for what was typed. others: the same number in another series; more: so many are not shown."""

    asked: str
    places: Sequence[Offer] = ()
    others: Sequence[Offer] = ()
    more: int = 0


def offers(said: str, group: str, country: str) -> Offers:
    """Return the numbered places that may be meant."""
    said = said.strip()[:80]
    if not said:
        return Offers("")
    found = lookups.find_references(said, group, country)
    shown = found.places or found.others
    rows = [_offer(row) for row in shown[:OFFERED]]
    rest = max(0, len(shown) - OFFERED)
    return Offers(said, rows, (), rest) if found.places else Offers(said, (), rows, rest)


def offered(typed: Typed, group: str, country: str) -> Offers:
    """Return what a form offers that is drawn: for what was typed, or the one that a page led here with."""
    subject = _uuid(typed.get("reference"))
    row = lookups.reference(subject, group, country) if subject and not typed.get("look").strip() else None
    if row is not None:
        typed.values["look"] = name_of(row)
        return Offers(name_of(row), [_offer(row)])
    return offers(typed.get("look"), group, country)


def _offer(row: Any) -> Offer:  # Any: the read model of safety
    return Offer(str(row.subject), name_of(row), f"{row.lat:.5f}, {row.lon:.5f}", row.note)


def name_of(row: Any) -> str:  # Any: the read model of safety
    """Return what people call a numbered place."""
    return f"{row.series} {row.number}"


def callers(group: str, country: str, labels: Labels) -> list[tuple[str, str]]:
    """Return the beacons and buttons of a group by their names, for a form; where they stand is not said."""
    rows = lookups.callers(group, country)
    return [(str(row.subject), points_room.of(row, row.first_on, labels).name) for row in rows]


def chosen(typed: Typed, group: str, country: str) -> Spot | None:
    """Return the place that a form names by a number; None where it names none. What is not clear is noted beside its field."""
    if not group:
        return None
    point, place = _caller(typed, group, country), _numbered(typed, group, country)
    if point and place:
        typed.wrong("look", _("Hay una baliza y además una torre o poste. Deje solo de dónde llaman."))
        return None
    return point or place


def _caller(typed: Typed, group: str, country: str) -> Spot | None:
    subject = _uuid(typed.get("from_point"))
    if subject is None:
        return None
    row = next((one for one in lookups.callers(group, country) if one.subject == subject), None)
    if row is None:
        typed.wrong("from_point", _("Ese punto ya no está en la lista. Elija otro."))
        return None
    stands, said = lookups.where_it_stands(row), points_room.of(row, row.first_on, typed.labels).name
    name = " · ".join(one for one in (said, stands.text) if one)
    return Spot(name[:200], stands.lat, stands.lon, row.state, row.municipality)


def _numbered(typed: Typed, group: str, country: str) -> Spot | None:
    said, wanted = typed.text("look", 80), typed.get("reference")
    subject = _uuid(wanted)
    row = lookups.reference(subject, group, country) if subject else None
    if row is not None:
        return Spot(name_of(row), row.lat, row.lon)
    if not said:
        return None
    found = lookups.find_references(said, group, country).places
    if wanted == NONE_OF_THESE or not found:
        return Spot(said)  # not in the table: it is kept as it was said, and stops nobody
    if len(found) > 1:
        typed.wrong("look", _("Hay varias que se llaman así. Elija una, o «Ninguna de estas»."))
        return None
    return Spot(name_of(found[0]), found[0].lat, found[0].lon)


def is_elsewhere(spot: Spot, lat: float, lon: float) -> bool:
    """Return whether a written point is not where the number is."""
    return spot.lat is not None and spot.lon is not None and max(abs(spot.lat - lat), abs(spot.lon - lon)) > FAR_DEG


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        return None
