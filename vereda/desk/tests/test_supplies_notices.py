"""What the board is told of goods and vehicles: so many questions to the database however much there is, and few lines."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from vereda.desk.labels import Labels
from vereda.desk.rooms import supplies as room
from vereda.desk.rooms.noticed import Asked, Level
from vereda.groups import door as groups
from vereda.logbook.door import Author
from vereda.supplies.door import AdjustedFor, CameFrom, FoundLine, Holder, HolderKind, Line, ReceivedLine, issue
from vereda.supplies.door import stock_actions as stock
from vereda.supplies.door import stock_lookups as lookups
from vereda.supplies.door import vehicle_actions as vehicles

pytestmark = pytest.mark.django_db
HERE = ("piedras-negras", "mx")
_numbers = count(1)


def ago(hours: float) -> datetime:
    return datetime.now(UTC) - timedelta(hours=hours)


def said() -> list[tuple[Level, str]]:
    asked = Asked("mx", "piedras-negras", timezone.localtime(), Labels("mx"))
    return [(one.level, one.said) for one in room.notices(asked)]


def team_back_without_a_word(by: Author, hours: float) -> None:
    """A team took water, came back, and did not say what is left of it."""
    team = groups.depart(route=f"Ruta {next(_numbers)}", by=by, at=ago(hours)).subject
    issue([Line(item="water_1l", quantity=5)], holder=Holder(kind=HolderKind.PATROL, id=str(team)), by=by, at=ago(hours))
    groups.come_back(patrol=team, by=by, at=ago(hours - 1))


def one_of_each(by: Author, hours: float) -> UUID:
    """A team that is out with a truck, a truck that is due, a batch that expired, a count that lacks something."""
    number = next(_numbers)
    soon, gone = (ago(-24 * 9)).date(), (ago(24 * number)).date()
    truck = vehicles.register("truck", f"{number}", meter=1000, insured_on=soon, by=by, at=ago(hours)).subject
    team = groups.depart(route=f"Ruta {number}", by=by, at=ago(hours)).subject
    vehicles.leave(truck, patrol=team, meter=1000, faults=["tyres"], by=by, at=ago(hours))
    lines = [ReceivedLine(item="serum", quantity=9, batch=f"L-{number}", expires_on=gone)]
    stock.receive(lines, came_from=CameFrom.DONATION, donor="Banco", by=by, at=ago(hours))
    stock.count([FoundLine(item="serum", found=3)], by=by, at=ago(hours))
    team_back_without_a_word(by, hours)
    return truck


def test_the_board_asks_no_more_however_much_there_is(by):
    ines = by("ines")
    one_of_each(ines, 9)
    with CaptureQueriesContext(connection) as few:
        said()
    for hours in (8, 7, 6, 5):
        one_of_each(ines, hours)
    with CaptureQueriesContext(connection) as many:
        told = said()
    assert len(many) == len(few)
    assert len([one for _level, one in told if "falla grave abierta" in one]) == 5
    assert any("45 ya caducaron, lo primero el" in one for _level, one in told), "five batches of one item are one line"


def test_teams_that_never_said_what_was_left_do_not_bury_the_rest(by):
    for hours in range(20, 11, -1):
        team_back_without_a_word(by("ines"), hours)
    told = [one for level, one in said() if level == Level.WARN and ("ya regresó" in one or "equipos más" in one)]
    assert len(told) == room.FEW + 1
    assert "5 equipos más, de antes, regresaron" in told[-1]
    assert len(lookups.held_by(*HERE)) == 9, "the page of stock has them all"


def test_a_count_stands_beside_the_book_of_its_own_instant_whatever_moved_before_and_after(by):
    ines = by("ines")
    came = [ReceivedLine(item="serum", quantity=50)]
    stock.receive(came, came_from=CameFrom.DONATION, donor="Banco", by=ines, at=ago(30))
    stock.give([Line(item="serum", quantity=10)], by=ines, at=ago(20))
    counted = stock.count([FoundLine(item="serum", found=37)], by=ines, at=ago(10)).entry
    stock.give([Line(item="serum", quantity=8)], by=ines, at=ago(5))
    (one,) = lookups.differences(*HERE, None)
    assert (one.book, one.found, one.left) == (40, 37, -3)
    stock.give([Line(item="serum", quantity=1)], by=ines, at=ago(15))  # found on a slip: it was before the count
    (one,) = lookups.differences(*HERE, ago(12))
    assert (one.book, one.left) == (39, -2)
    stock.explain(counted=counted, item="serum", reason=AdjustedFor.MISCOUNTED, by=ines)
    (one,) = lookups.differences(*HERE, None, book=lookups.balance(*HERE))
    assert (one.book, one.adjusted, one.left) == (39, -2, 0)


def test_the_meter_of_several_vehicles_is_what_each_read_last(by):
    from vereda.supplies.door import vehicle_lookups as found

    ines = by("ines")
    one, two, three = (vehicles.register("truck", number, meter=100, by=ines, at=ago(50)).subject for number in "123")
    trip = vehicles.leave(one, errand="Agua", meter=110, by=ines, at=ago(40)).subject
    vehicles.come_in(trip, meter=150, by=ines, at=ago(39))
    vehicles.refuel(one, litres=20, meter=140, by=ines, at=ago(45))
    vehicles.refuel(two, litres=20, meter=180, by=ines, at=ago(10))
    rows = found.vehicles(*HERE)
    assert {row.subject: found.meters(rows)[row.subject] for row in rows} == {one: 150, two: 180, three: 100}
    assert found.meter(rows[0]) == 150
