"""Stock, vehicles and equipment of the first group. Donors, grants, plates, vouchers and numbers are invented, all of them.

Planted to be seen: one driver on two trips at once, a quad bike that came back with fewer km than it left with, sheets that a
count did not find, phone cards that went out and were never noted to have come, a team that is back and says not what is left.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from vereda.demo.writing import Scribe
from vereda.groups import door as groups
from vereda.logbook.door import Author
from vereda.supplies import door as supplies
from vereda.supplies.door import CameFrom, FoundLine, Holder, HolderKind, Line, OutFor, ReceivedLine, WrittenOffFor
from vereda.supplies.door import equipment_actions as pieces
from vereda.supplies.door import stock_actions as stock
from vereda.supplies.door import vehicle_actions as vehicles

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
DONOR, GRANT = "Banco de Alimentos de ejemplo", "Convenio de ejemplo 12"
GIVEN_BY_DAY = (("water_1l", 26), ("serum", 9), ("can_tuna", 8), ("biscuits", 11), ("hygiene_kit", 3), ("thermal_sheet", 4))
EQUIPMENT = (
    ("radio", "1"), ("radio", "2"), ("radio", "3"), ("radio", "4"), ("stretcher", "1"), ("oxygen", "1"), ("oxygen", "2"),
    ("gps", "1"), ("satellite_phone", "1"), ("thermal_camera", "1"), ("first_aid_kit", "1"), ("life_vest", "1"),
    ("life_vest", "2"),
)  # fmt: skip
EXPIRES_IN = {
    ("oxygen", "1"): 200,
    ("oxygen", "2"): 12,
    ("first_aid_kit", "1"): -3,
    ("life_vest", "1"): 700,
    ("life_vest", "2"): 700,
}


def supplies_day(scribe: Scribe, group: str, now: datetime) -> None:
    """Record three weeks of goods, and what the vehicles and the equipment of a post did yesterday and today."""
    if not scribe.plan.pack.supply_items:  # a country whose pack keeps no stock
        return
    here = now.astimezone(scribe.plan.grounds[group].zone)
    by = scribe.author(group, 0)
    _goods(by, here)
    out = sorted(groups.patrols_out(group, scribe.plan.question.country), key=lambda row: row.departed_at)
    _with_teams(out, by, here)
    _count(by, here - timedelta(minutes=20))
    fleet = _fleet(by, here)
    _trips(scribe, group, fleet, out, here)
    _equipment(out, by, here)


def _line(item: str, quantity: int, batch: str = "", expires_on: date | None = None) -> ReceivedLine:
    return ReceivedLine(item=item, quantity=quantity, batch=batch, expires_on=expires_on)


def _goods(by: Author, here: datetime) -> None:
    today = here.date()
    donated = [_line("water_1l", 960, "AG-104", today + 300 * DAY), _line("can_tuna", 240, "AT-7", today + 500 * DAY)]
    donated.append(_line("biscuits", 180, "GA-31", today + 12 * DAY))
    note = "Remisión 0412 (ejemplo)"
    stock.receive(donated, came_from=CameFrom.DONATION, donor=DONOR, document=note, by=by, at=here - 20 * DAY)
    bought = [_line("serum", 400, "S-88", today + 400 * DAY), _line("hygiene_kit", 60), _line("thermal_sheet", 90)]
    stock.receive(bought, came_from=CameFrom.GRANT, grant=GRANT, by=by, at=here - 19 * DAY)
    sent = [_line("dressing_kit", 14), _line("gloves", 6), _line("leaflet", 400), _line("nappies", 9), _line("baby_milk", 5)]
    stock.receive(sent, came_from=CameFrom.OFFICE, by=by, at=here - 18 * DAY)
    for back in range(15, 1, -1):
        lines = [Line(item=item, quantity=count + back % 3) for item, count in GIVEN_BY_DAY]
        stock.give(lines, by=by, at=here - back * DAY)
    stock.write_off([Line(item="biscuits", quantity=4)], reason=WrittenOffFor.DAMAGED, by=by, at=here - 6 * DAY)
    stock.give([Line(item="phone_card", quantity=3)], by=by, at=here - 5 * HOUR)


def _with_teams(out: list[groups.Patrol], by: Author, here: datetime) -> None:
    for row in out:
        lines = [Line(item="water_1l", quantity=48), Line(item="serum", quantity=20), Line(item="thermal_sheet", quantity=6)]
        stock.issue(lines, holder=Holder(kind=HolderKind.PATROL, id=str(row.subject)), by=by, at=row.departed_at)
    back = groups.patrols_of_day(by.group, by.country, (here - DAY).date())
    returned = next((row for row in back if row.returned_at and row.patrols == 1), None)
    if returned is not None:
        team = Holder(kind=HolderKind.PATROL, id=str(returned.subject))
        stock.issue([Line(item="water_1l", quantity=24)], holder=team, by=by, at=returned.departed_at)


def _count(by: Author, at: datetime) -> None:
    book = {one.item: one.shelf for one in supplies.balance(by.group, by.country).values()}
    found = [FoundLine(item="thermal_sheet", found=book["thermal_sheet"] - 2), FoundLine(item="nappies", found=book["nappies"])]
    stock.count(found, by=by, at=at)


def _fleet(by: Author, here: datetime) -> dict[str, UUID]:
    today, since = here.date(), here - 40 * DAY
    known = (
        ("truck", "01", {"meter": 120_400, "insured_on": today + 200 * DAY, "service_at": 124_000}),
        ("truck", "03", {"meter": 81_200, "insured_on": today + 18 * DAY, "service_at": 82_400}),
        ("boat", "02", {"meter": 640, "papers_on": today + 90 * DAY, "service_at": 700}),
        ("quad", "05", {"meter": 9_300}),
        ("ambulance", "06", {"meter": 44_100, "insured_on": today + 120 * DAY}),
    )
    fleet = {}
    for kind, number, more in known:
        fleet[number] = vehicles.register(kind, number, plate=f"EJ-{number}-EJ", by=by, at=since, **more).subject
    vehicles.take_out(fleet["06"], reason=OutFor.REPAIR, by=by, at=here - 4 * DAY)
    vehicles.report_fault(fleet["06"], fault="brakes", is_grave=True, note="Se va al fondo el pedal.", by=by, at=here - 4 * DAY)
    return fleet


def _trips(scribe: Scribe, group: str, fleet: dict[str, UUID], out: list[groups.Patrol], here: datetime) -> None:
    by, (first, second) = scribe.author(group, 0), (scribe.account(group, 0), scribe.account(group, 1))
    right = ["tyres", "brakes", "oil", "lights", "radio", "first_aid_kit"]
    wet = ["life_vests", "hull", "engine", "oil", "radio"]
    gas = vehicles.leave(
        fleet["03"], driver=first, errand="Carga de gasolina", meter=82_010, fuel=2, checked=right, by=by, at=here - 30 * HOUR
    )
    vehicles.come_in(gas.subject, meter=82_052, fuel=8, by=by, at=here - 29 * HOUR)
    vehicles.refuel(fleet["03"], litres=52.4, meter=82_031, voucher="VALE-0098", by=by, at=here - 29.5 * HOUR)
    quad = vehicles.leave(
        fleet["05"], driver=second, errand="Revisión de brecha", meter=9_410, checked=["tyres", "brakes", "oil"], by=by,
        at=here - 20 * HOUR,
    )  # fmt: skip
    vehicles.come_in(quad.subject, meter=9_380, by=by, at=here - 17 * HOUR)
    named = {(one["kind"], one["number"]): row for row in out for one in row.vehicles}
    late, ordinary = named.get(("truck", "01")), named.get(("truck", "03"))
    if late is not None:
        vehicles.leave(
            fleet["01"], driver=second, patrol=late.subject, meter=121_050, fuel=6, checked=right, faults=["extinguisher"],
            by=by, at=late.departed_at,
        )  # fmt: skip
        vehicles.leave(fleet["02"], driver=first, patrol=late.subject, meter=662, checked=wet, by=by, at=late.departed_at)
    if ordinary is not None:  # the same driver as of the boat that is still out
        vehicles.leave(
            fleet["03"],
            driver=first,
            patrol=ordinary.subject,
            meter=82_052,
            fuel=8,
            checked=right,
            by=by,
            at=ordinary.departed_at,
        )


def _equipment(out: list[groups.Patrol], by: Author, here: datetime) -> None:
    made: dict[tuple[str, str], UUID] = {}
    for kind, number in EQUIPMENT:
        days = EXPIRES_IN.get((kind, number))
        expires_on = here.date() + timedelta(days=days) if days is not None else None
        made[kind, number] = pieces.register(kind, number, expires_on=expires_on, by=by, at=here - 20 * DAY).subject
    for charged in (("radio", "1"), ("radio", "2"), ("radio", "3"), ("satellite_phone", "1"), ("thermal_camera", "1")):
        pieces.charge(made[charged], by=by, at=here - 15 * HOUR)
    for (kind, number), row in zip((("radio", "1"), ("radio", "2")), out, strict=False):
        pieces.lend(made[kind, number], holder=Holder(kind=HolderKind.PATROL, id=str(row.subject)), by=by, at=row.departed_at)
    pieces.miss(made["radio", "4"], by=by, at=here - 26 * HOUR)
