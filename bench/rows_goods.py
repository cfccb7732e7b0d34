"""Ten years of goods at posts: stock, vehicles, equipment, and the distributions and receptions that goods went to.

A day of a group moves a dozen lines of goods, takes two vehicles out and, every other day, gives things out to many.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from bench.span import STAFF, Day, Span, patrol_id
from vereda.countries.door import Group
from vereda.gatherings.models import CaravanPart, Gathering
from vereda.gatherings.words import Arriving, What
from vereda.logbook.inserting import Row
from vereda.supplies.models.equipment import Equipment
from vereda.supplies.models.stock import Movement, StockCount
from vereda.supplies.models.vehicle import Refuelling, RegisteredVehicle, Trip, VehicleFault
from vereda.supplies.rules.stock import effects
from vereda.supplies.words import CameFrom, EndedFor, Moved, WrittenOffFor

GIVEN = (("water_1l", 40), ("serum", 12), ("can_tuna", 16), ("biscuits", 20), ("hygiene_kit", 4), ("socks", 6))
COUNTED = 20  # items that a weekly count looks at
FORGOTTEN = 400  # one team in so many never said what was left
RECEIVED = 7  # days between deliveries
BATCHES = ("water_1l", "serum", "can_tuna", "biscuits")
EQUIPMENT = ("radio", "stretcher", "gps", "satellite_phone", "oxygen", "life_vest", "first_aid_kit")
MINUTE = timedelta(minutes=1)

type Line = dict[str, Any]  # Any: values of columns


def movements(span: Span) -> Iterator[Row]:
    """Yield what moved: out with teams and back, given at the post, to distributions, come in, written off, sent on."""
    for day in span.each():
        yield from _with_team(span, day)
        for item, pieces in GIVEN[2:]:
            yield _line(span, day, Moved.GIVEN, item, pieces, after=300)
        if day.back % 2 == 0:
            yield from _to_distribution(span, day)
        if day.back % RECEIVED == 0:
            yield from _delivery(span, day)
        if day.back % 7 == 4:
            yield _line(span, day, Moved.ADJUSTED, "biscuits", -1, after=305, reason="given_unnoted", count=span.id(day.at))
        if day.back % 30 == 3:
            yield _line(span, day, Moved.WRITTEN_OFF, "biscuits", 3, after=310, reason=WrittenOffFor.DAMAGED)
            yield from _sent_on(span, day)


def _with_team(span: Span, day: Day) -> Iterator[Row]:
    team: Line = {"holder_kind": "patrol", "holder_id": str(_team_of(span, day))}
    for item, pieces in GIVEN[:2]:
        yield _line(span, day, Moved.ISSUED, item, pieces, **team)
        yield _line(span, day, Moved.GIVEN, item, pieces - 6, after=200, **team)
        if (span.days - 1 - day.back + day.number) % FORGOTTEN:
            yield _line(span, day, Moved.RETURNED, item, 6, after=290, **team)


def _team_of(span: Span, day: Day) -> UUID:
    at = day.at - timedelta(hours=day.number % 7)
    return patrol_id(at, span.days - 1 - day.back, day.number)


def _to_distribution(span: Span, day: Day) -> Iterator[Row]:
    held: Line = {"holder_kind": "distribution", "holder_id": str(distribution_id(span, day))}
    for item, pieces in GIVEN[:2]:
        yield _line(span, day, Moved.ISSUED, item, pieces * 3, after=60, **held)
        given = _line(span, day, Moved.GIVEN, item, pieces * 3 - 5, after=240, **held)
        yield {**given, "distribution": UUID(held["holder_id"])}
        yield _line(span, day, Moved.RETURNED, item, 5, after=245, **held)


def _delivery(span: Span, day: Day) -> Iterator[Row]:
    week = day.back // RECEIVED
    for item, pieces in GIVEN:
        each = _used(item, pieces) + (week % 20 == 0)
        told: Line = {"came_from": CameFrom.DONATION, "donor": f"Donante {week % 25}", "document": f"R-{week}"}
        if week % 3 == 0:
            told = {"came_from": CameFrom.GRANT, "grant": f"Convenio {week // 52}"}
        if item in BATCHES:
            told |= {"batch": f"L{week}", "expires_on": day.on + timedelta(days=200)}
        yield _line(span, day, Moved.RECEIVED, item, each, after=20, **told)


def _used(item: str, pieces: int) -> int:
    """Return how many pieces of an item leave for good between two deliveries, nearly."""
    with_teams = (pieces - 6) * RECEIVED
    to_many = (pieces * 3 - 5) * RECEIVED // 2
    return with_teams + to_many if item in ("water_1l", "serum") else pieces * RECEIVED


def _sent_on(span: Span, day: Day) -> Iterator[Row]:
    known = [group for _number, group in span.groups]
    other = known[(known.index(day.group) + 1) % len(known)]
    transfer, told = span.id(day.at), {"other_group": other.code}
    yield _line(span, day, Moved.SENT, "socks", 10, after=320, heard_at=day.at, transfer=transfer, **told)
    if other is not day.group:
        back = {"other_group": day.group.code, "transfer": transfer}
        yield _line(span, day._replace(group=other), Moved.ARRIVED, "socks", 10, after=600, **back)


def _line(span: Span, day: Day, what: Moved, item: str, pieces: int, *, after: int = 0, **told: Any) -> Line:  # Any: as above
    at = day.at - 12 * 60 * MINUTE + after * MINUTE
    shelf, held = effects(what, pieces, is_held=bool(told.get("holder_id")))
    return span.row(
        Movement, day.group, subject=UUID(int=day.number + 1), entry=span.id(at), moved_at=at, moved_on=at.date(), by=STAFF[0],
        what=what, item=item, quantity=pieces, shelf=shelf, held=held, **told,
    )  # fmt: skip


def counts(span: Span, items: list[str]) -> Iterator[Row]:
    """Yield a count of the shelf each week, as the book had it then but for nobody checks here what it was."""
    for day in span.each(every=7, until_back=20):
        entry = span.id(day.at)
        for item in items[:COUNTED]:
            yield span.row(
                StockCount, day.group, subject=UUID(int=day.number + 1), entry=entry, counted_at=day.at, by=STAFF[1], item=item,
                found=20,
            )  # fmt: skip


def vehicles(span: Span) -> Iterator[tuple[type, Row]]:
    """Yield vehicles, of which each serves four years, their trips, faults and fuel."""
    fleets: dict[int, dict[int, list[UUID]]] = {}
    for number, group in span.groups:
        fleets[number] = {}
        for period in range(3):
            ended = "" if period == 2 else EndedFor.WORN_OUT
            fleets[number][period] = [span.id(span.now) for _ in range(5)]
            for place, vehicle in enumerate(fleets[number][period]):
                yield RegisteredVehicle, span.row(
                    RegisteredVehicle, group, subject=vehicle, kind="truck", number=f"{period}{place + 3}", meter=0,
                    ended_for=ended,
                )  # fmt: skip
    for day in span.each():
        age = span.days - 1 - day.back
        fleet = fleets[day.number][min(age // 1400, 2)]
        yield from _of_day(span, day, fleet, age)


def _of_day(span: Span, day: Day, fleet: list[UUID], age: int) -> Iterator[tuple[type, Row]]:
    for number in range(2):
        vehicle, out = fleet[(age + number) % len(fleet)], day.at - timedelta(hours=12 - number)
        meter = 60 * (age // len(fleet)) + 10
        yield Trip, span.row(
            Trip, day.group, subject=span.id(out), vehicle=vehicle, driver=STAFF[number], errand="Recorrido", departed_at=out,
            returned_at=out + timedelta(hours=5), meter_out=meter, meter_back=meter + 60, fuel_out=7, fuel_back=5,
            is_checked=True,
        )  # fmt: skip
    at = day.at - timedelta(hours=6)
    if age % 3 == 0:
        yield (
            Refuelling,
            span.row(
                Refuelling, day.group, subject=fleet[age % len(fleet)], filled_at=at, by=STAFF[0], litres=45.0, voucher=f"V-{age}"
            ),
        )
    if age % 10 == 0:
        yield VehicleFault, span.row(
            VehicleFault, day.group, subject=fleet[age % len(fleet)], entry=span.id(at), fault="tyres", is_grave=age % 40 == 0,
            reported_at=at, by=STAFF[0], repaired_at=at + timedelta(days=2),
        )  # fmt: skip


def equipment(span: Span) -> Iterator[Row]:
    """Yield the equipment of a post: sixty pieces that are there, a hundred that were."""
    for _number, group in span.groups:
        for number in range(160):
            yield span.row(
                Equipment, group, subject=span.id(span.now), kind=EQUIPMENT[number % len(EQUIPMENT)], number=f"B{number}",
                charged_at=span.now, inspected_at=span.now, ended_for="" if number < 60 else EndedFor.WORN_OUT,
            )  # fmt: skip


def gatherings(span: Span) -> Iterator[Row]:
    """Yield a distribution every other day and a reception each week, all closed."""
    for day in span.each():
        if day.back % 2 == 0:
            given = {item: pieces * 3 - 5 for item, pieces in GIVEN[:2]}
            yield _gathering(span, day, distribution_id(span, day), What.DISTRIBUTION, {"given": given, "people": 115})
        if day.back % 7 == 0:
            told = {"announced": 40, "people": 40, "vehicle": Arriving.BUS, "due_at": day.at, "arrived_at": day.at, "given": {}}
            yield _gathering(span, day, span.id(day.at), What.RECEPTION, told)


def _gathering(span: Span, day: Day, subject: UUID, what: What, told: Line) -> Row:
    opened = day.at - timedelta(hours=11)
    return span.row(
        Gathering, day.group, subject=subject, what=what, opened_at=opened, opened_on=opened.date(), state=day.group.state,
        municipality=day.group.municipality, place_kind="post", method="lanes", items=[{"item": "water_1l", "each": 1}],
        staff=STAFF[:2], closed_at=opened + timedelta(hours=3), **told,
    )  # fmt: skip


def distribution_id(span: Span, day: Day) -> UUID:
    """Return the id of the distribution of a day."""
    return patrol_id(day.at, span.days - 1 - day.back, 500 + day.number)


def caravans(span: Span) -> Iterator[Row]:
    """Yield two caravans a year, each with a part of every group."""
    chance = random.Random(11)
    for half in range(2 * 10):
        at: datetime = span.now - timedelta(days=90 + 180 * half)
        key = "".join(chance.choices("ABCDEFGHJKMNPQRSTVWXY", k=8))
        for number, group in span.groups:
            came = at + timedelta(days=number)
            yield _part(span, group, key, came)


def _part(span: Span, group: Group, key: str, came: datetime) -> Row:
    return span.row(
        CaravanPart, group, subject=span.id(came), key=key, name=f"Caravana {key[:3]}", opened_at=came, opened_on=came.date(),
        state=group.state, municipality=group.municipality, left_at=came + timedelta(days=4),
    )  # fmt: skip
