"""Sheets of goods and vehicles: quantities that are added. A sheet that two type apart is added once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from vereda.countries.door import pack
from vereda.desk.rooms.meeting_form import read_where
from vereda.desk.rooms.paper_boxes import Boxes, Desk, place_of, plain
from vereda.desk.rooms.typed import Typed
from vereda.encounters.door import boxes_of, coarse
from vereda.gatherings.door import Counted, DistributionOpened, ItemCounted, Offered, PeopleCounted
from vereda.logbook.door import Draft, Plain
from vereda.logbook.schema import FieldClass
from vereda.paper.door import Serial
from vereda.supplies.door import CameFrom, FoundLine, Holder, HolderKind, Line, ReceivedLine, vehicle_lookups
from vereda.supplies.door import stock_actions as of_stock
from vereda.supplies.door import vehicle_actions as of_vehicles

ITEMS = {"stock": ("items_0", "items_17"), "distribution": ("items_0", "items_9")}
EIGHTHS = 8


def stock(boxes: Boxes, serial: Serial, desk: Desk, at: datetime, reported_by: str) -> list[Draft]:
    """What came in, what went out with whom, what was counted on the shelf."""
    rows = boxes.rows(*ITEMS["stock"])
    came = [ReceivedLine(item=code, quantity=row[0]) for code, row in rows.items() if row[0]]
    out = [Line(item=code, quantity=row[1]) for code, row in rows.items() if row[1]]
    found = [FoundLine(item=code, found=row[2]) for code, row in rows.items() if row[2] is not None]
    if not (came or out or found):
        boxes.typed.wrong(boxes.input_of("items_0"), _("Falta qué entró, qué salió o qué se contó. Por ejemplo: 1:20,5"))
    chosen = boxes.one("came_from")
    told: list[Any] = []  # Any: facts of stock
    if came:
        source = CameFrom(chosen) if chosen else CameFrom.OTHER
        told.append(of_stock.entries.StockReceived(lines=came, came_from=source, document=boxes.text("document")[:80]))
    if out:
        told.append(of_stock.entries.StockIssued(lines=out, holder=_holder(desk, reported_by, serial)))
    if found:
        told.append(of_stock.entries.StockCounted(lines=found))
    return [_written(of_stock.draft(one, by=desk.by, at=at), reported_by) for one in told]


def _holder(desk: Desk, reported_by: str, serial: Serial) -> Holder:
    """Return who answers for what went out: the agent, or 'the sheet' where it says none."""
    if reported_by in desk.ground.members:
        return Holder(kind=HolderKind.AGENT, id=reported_by)
    return Holder(kind=HolderKind.OTHER, id=str(serial))


def distribution(boxes: Boxes, serial: Serial, desk: Desk, at: datetime, reported_by: str) -> list[Draft]:
    """A distribution with its count, and what it took from the stock and brought back. It is closed on its own page."""
    rows = boxes.rows(*ITEMS["distribution"])
    people = boxes.tried("people_met", lambda text: Typed({"n": text}, boxes.typed.labels, boxes.typed.zone).number("n", 100_000))
    if not rows:
        boxes.typed.wrong(boxes.input_of("items_0"), _("Falta qué se entregó. Por ejemplo: 1:50,48,2"))
    if boxes.text("people_met") and not people:
        boxes.typed.wrong(boxes.input_of("people_met"), _("Escriba cuántas personas, con cifras."))
    if boxes.typed.errors:
        return []
    inner = Typed(place_of(boxes, desk, boxes.typed.labels.pack), boxes.typed.labels, boxes.typed.zone)
    where = read_where(inner, desk.ground)
    opened = DistributionOpened(
        place=coarse(where, desk.by.country),
        items=[Offered(item=code, each=0) for code in rows],
        staff=[one for one in (reported_by, _member(boxes.text("second"), desk)) if one in desk.ground.members],
    )
    given = [ItemCounted(item=code, count=row[1]) for code, row in rows.items() if row[1]]
    counted = Counted(people=[PeopleCounted(count=people)] if people else [], items=given)
    how: dict[str, Any] = {"by": desk.by, "at": at, "reported_by": reported_by}  # Any: fields of a draft
    drafts = [Draft(payload=opened, boxes=boxes_of(where, boxes.text("text")), **how)]
    drafts += [Draft(payload=counted, **how)] if people or given else []
    return drafts + _moved(rows, serial, desk, at, reported_by)


def _moved(rows: dict[str, list[int | None]], serial: Serial, desk: Desk, at: datetime, reported_by: str) -> list[Draft]:
    """Return what the distribution took from the shelf and brought back."""
    holder = Holder(kind=HolderKind.DISTRIBUTION, id=str(serial.record))
    taken = [Line(item=code, quantity=row[0]) for code, row in rows.items() if row[0]]
    back = [Line(item=code, quantity=row[2]) for code, row in rows.items() if row[2]]
    told: list[Any] = [of_stock.entries.StockIssued(lines=taken, holder=holder)] if taken else []  # Any: facts of stock
    told += [of_stock.entries.StockReturned(lines=back, holder=holder)] if back else []
    return [_written(of_stock.draft(one, by=desk.by, at=at), reported_by) for one in told]


def vehicle(boxes: Boxes, serial: Serial, desk: Desk, at: datetime, reported_by: str) -> list[Draft]:
    """A trip: out with its check, back with its meter; fuel, and what is broken."""
    found = _vehicle(boxes, desk)
    numbers = {name: _number(boxes, name) for name in ("meter_out", "meter_in", "litres", "fuel")}
    if (numbers["fuel"] or 0) > EIGHTHS:
        boxes.typed.wrong(boxes.input_of("fuel"), _("Son octavos de tanque: de 0 a 8."))
    faults = [code for code, _people in boxes.marks("faults") if code]
    returned = boxes.instant("back_day", "back_hour", desk.now, needed=numbers["meter_in"] is not None)
    if boxes.typed.errors or found is None:
        return []
    out = of_vehicles.entries.TripOut(
        vehicle=found,
        driver=reported_by if reported_by in desk.ground.members else "",
        errand=str(serial),
        meter=numbers["meter_out"],
        fuel=numbers["fuel"],
        checked=[option.code for option in boxes.by_path["faults"].options if option.code not in faults]
        if boxes.text("faults")
        else [],
        faults=faults,
    )
    how: dict[str, Any] = {"by": desk.by, "reported_by": reported_by}  # Any: fields of a draft
    drafts = [Draft(payload=out, at=at, **how)]
    if returned:
        drafts.append(Draft(payload=of_vehicles.entries.TripBack(meter=numbers["meter_in"]), at=returned, **how))
    if numbers["litres"]:
        fuelled = of_vehicles.entries.Refuelled(litres=numbers["litres"])
        drafts.append(Draft(payload=fuelled, at=returned or at, subject=found, **how))
    return drafts + _faults(faults, boxes.text("text"), found, serial, returned or at, how)


def _faults(
    codes: Sequence[str], note: str, found: UUID, serial: Serial, at: datetime, how: dict[str, Any]
) -> list[Draft]:  # Any: fields of a draft
    """Return each thing that was found wrong as a fault of the vehicle; the note goes with the first, or stands alone."""
    checks = pack(serial.country).vehicle_checks
    drafts = []
    for place, code in enumerate(codes or (["other"] if note else [])):
        told = of_vehicles.entries.FaultReported(fault=code, is_grave=code in checks and checks[code].grave, trip=serial.record)
        sealed = [Plain(cls=FieldClass.FREE_TEXT, fields={"text": note})] if note and place == 0 else []
        drafts.append(Draft(payload=told, at=at, subject=found, boxes=sealed, **how))
    return drafts


def _vehicle(boxes: Boxes, desk: Desk) -> UUID | None:
    written = plain(boxes.text("vehicle"))
    rows = vehicle_lookups.vehicles(desk.by.group, desk.by.country)
    found = [row.subject for row in rows if written and plain(row.number).lstrip("0") == written.lstrip("0")]
    if len(found) == 1:
        return found[0]
    known = ", ".join(sorted(row.number for row in rows)) or _("ninguno")
    boxes.typed.wrong(
        boxes.input_of("vehicle"), _("Ningún vehículo del puesto tiene ese número. Hay: {known}.").format(known=known)
    )
    return None


def _number(boxes: Boxes, path: str) -> int | None:
    written = boxes.text(path)
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= 7):
        boxes.typed.wrong(boxes.input_of(path), _("Escriba solo cifras."))
        return None
    return int(written)


def _member(text: str, desk: Desk) -> str:
    """Return the account of the member whose name begins so, '' when none or several do."""
    found = [code for code, name in desk.ground.members.items() if text and plain(name).startswith(plain(text))]
    return found[0] if len(found) == 1 else ""


def _written(draft: Draft, reported_by: str) -> Draft:
    """Return a draft with who saw it."""
    return replace(draft, reported_by=reported_by)
