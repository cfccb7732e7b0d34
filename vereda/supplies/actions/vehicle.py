"""What a post records of its vehicles. Nothing odd stops a departure at night: it is recorded, and shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from vereda.countries.door import pack
from vereda.logbook.door import Author, Draft, Plain, Receipt, in_turn, record, record_all
from vereda.logbook.schema import FieldClass, Payload, uuid7
from vereda.supplies import errors
from vereda.supplies.actions.stock import not_yet, once
from vereda.supplies.entries import vehicle as entries
from vereda.supplies.lookups import vehicle as lookups
from vereda.supplies.models.vehicle import RegisteredVehicle, Trip, VehicleFault
from vereda.supplies.words import EndedFor, OutFor


def register(kind: str, number: str, *, by: Author, at: datetime, entry: UUID | None = None, **known: Any) -> Receipt:
    """Record that a vehicle is of the post. known: the other fields of `VehicleRegistered`, as they are typed there."""
    not_yet(entry)
    number = _free(kind, number, by)
    told = entries.VehicleRegistered(vehicle_kind=kind, number=number, **known)
    return once([_draft(told, by, at, entry=entry)])[0]


def change(vehicle: UUID, *, by: Author, at: datetime, **known: Any) -> Receipt:
    """Record what changed of a vehicle. known: the fields of `VehicleChanged`, as they are typed there."""
    row = _vehicle(vehicle, by)
    kind, number = known.get("vehicle_kind") or row.kind, known.get("number") or row.number
    if (kind, number) != (row.kind, row.number):
        known["number"] = _free(kind, number, by)
    return record(entries.VehicleChanged(**known), subject=vehicle, by=by, at=at)


def take_out(vehicle: UUID, *, reason: OutFor, by: Author, at: datetime) -> Receipt:
    """Record that a vehicle cannot be used for now."""
    _vehicle(vehicle, by)
    return record(entries.VehicleOut(reason=reason), subject=vehicle, by=by, at=at)


def put_back(vehicle: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that a vehicle can be used again."""
    _vehicle(vehicle, by)
    return record(entries.VehicleIn(), subject=vehicle, by=by, at=at)


def end(vehicle: UUID, *, reason: EndedFor, by: Author, at: datetime) -> Receipt:
    """Record that a vehicle is no longer of the post."""
    _vehicle(vehicle, by)
    return record(entries.VehicleEnded(reason=reason), subject=vehicle, by=by, at=at)


def report_fault(
    vehicle: UUID, *, fault: str, by: Author, at: datetime, is_grave: bool = False, note: str = "", entry: UUID | None = None
) -> Receipt:
    """Record that something is broken or missing. fault: code of the pack's checks, or 'other' with a note."""
    _vehicle(vehicle, by)
    if not fault or (fault == "other" and not note.strip()):
        raise errors.FaultMissing
    return once([_fault(vehicle, fault, by, at, is_grave=is_grave, note=note, entry=entry)])[0]


def repair(fault: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that a fault is repaired. Raises FaultNotOpen."""
    row = VehicleFault.objects.filter(entry=fault, group=by.group, country=by.country, repaired_at__isnull=True).first()
    if row is None:
        raise errors.FaultNotOpen
    return record(entries.FaultRepaired(fault=fault), subject=row.subject, by=by, at=at)


def refuel(
    vehicle: UUID,
    *,
    litres: float,
    by: Author,
    at: datetime,
    meter: int | None = None,
    cost: int | None = None,
    voucher: str = "",
    entry: UUID | None = None,
) -> Receipt:
    """Record that a vehicle got fuel."""
    _vehicle(vehicle, by)
    if not litres > 0:
        raise errors.LitresMissing
    told = entries.Refuelled(litres=round(litres, 2), meter=meter, cost=cost, voucher=voucher.strip())
    return once([_draft(told, by, at, vehicle, entry)])[0]


def service(
    vehicle: UUID, *, by: Author, at: datetime, meter: int | None = None, next_at: int | None = None, next_on: date | None = None
) -> Receipt:
    """Record that the service was done, and when the next one is due."""
    _vehicle(vehicle, by)
    return record(entries.Serviced(meter=meter, next_at=next_at, next_on=next_on), subject=vehicle, by=by, at=at)


def leave(
    vehicle: UUID,
    *,
    by: Author,
    at: datetime,
    driver: str = "",
    patrol: UUID | None = None,
    errand: str = "",
    meter: int | None = None,
    fuel: int | None = None,
    checked: Sequence[str] = (),
    faults: Sequence[str] = (),
    entry: UUID | None = None,
) -> Receipt:
    """Record that a vehicle left, with what was looked at before; what was not right is a fault of the vehicle from now on."""
    row = _vehicle(vehicle, by)
    if patrol is None and not errand.strip():
        raise errors.ErrandMissing
    if at > timezone.now():
        raise errors.InTheFuture
    told = entries.TripOut(
        vehicle=vehicle,
        driver=driver,
        patrol=patrol,
        errand=errand.strip(),
        meter=meter,
        fuel=fuel,
        checked=list(checked),
        faults=list(faults),
    )
    trip = uuid7(int(at.timestamp() * 1000))
    known = {one.fault for one in lookups.faults(by.group, by.country, vehicle=vehicle)}
    grave = {code for code, check in pack(by.country).vehicle_checks.items() if check.grave}
    found = [
        _fault(row.subject, code, by, at, is_grave=code in grave, trip=trip)
        for code in dict.fromkeys(faults)
        if code not in known
    ]
    return once([_draft(told, by, at, trip, entry), *found])[0]


def come_in(
    trip: UUID,
    *,
    by: Author,
    at: datetime,
    meter: int | None = None,
    fuel: int | None = None,
    faults: Sequence[str] = (),
    note: str = "",
) -> Receipt:
    """Record that a vehicle is back, and what is broken since. Raises TripNotOut."""
    if at > timezone.now():
        raise errors.InTheFuture
    with in_turn("trip_back", str(trip)):
        row = _trip(trip, by)
        if row is None or row.returned_at or row.is_withdrawn:
            raise errors.TripNotOut
        grave = {code for code, check in pack(by.country).vehicle_checks.items() if check.grave}
        codes = list(dict.fromkeys(faults)) or (["other"] if note.strip() else [])
        known = {one.fault for one in lookups.faults(by.group, by.country, vehicle=row.vehicle)} - {"other"}
        found = [
            _fault(row.vehicle, code, by, at, is_grave=code in grave, note=note if not number else "", trip=trip)
            for number, code in enumerate(codes)
            if code not in known
        ]
        return record_all([_draft(entries.TripBack(meter=meter, fuel=fuel), by, at, trip), *found])[0]


def correct_trip(
    trip: UUID,
    *,
    by: Author,
    at: datetime,
    driver: str | None = None,
    meter_out: int | None = None,
    meter_back: int | None = None,
) -> Receipt:
    """Record that a number or the driver of a trip was noted wrong. Raises TripNotHere."""
    row = _trip(trip, by)
    if row is None or row.is_withdrawn:
        raise errors.TripNotHere
    return record(entries.TripCorrected(driver=driver, meter_out=meter_out, meter_back=meter_back), subject=trip, by=by, at=at)


def still_out(trip: UUID, *, by: Author, at: datetime) -> Receipt:
    """Take a return back that was noted by mistake. Raises TripNotHere."""
    row = _trip(trip, by)
    if row is None or row.is_withdrawn or not row.returned_at:
        raise errors.TripNotHere
    return record(entries.TripStillOut(), subject=trip, by=by, at=at)


def withdraw_trip(trip: UUID, *, by: Author, at: datetime) -> Receipt:
    """Record that a trip was noted by mistake: the vehicle did not leave. Raises TripNotHere."""
    row = _trip(trip, by)
    if row is None or row.is_withdrawn:
        raise errors.TripNotHere
    return record(entries.TripWithdrawn(), subject=trip, by=by, at=at)


def _vehicle(vehicle: UUID, by: Author) -> RegisteredVehicle:
    row = lookups.vehicle(vehicle, by.group, by.country)
    if row is None or row.ended_for:
        raise errors.VehicleNotHere
    return row


def _trip(trip: UUID, by: Author) -> Trip | None:
    return lookups.trip(trip, by.group, by.country)


def _free(kind: str, number: str, by: Author) -> str:
    """Return a number that no other vehicle of the kind has at the post."""
    if kind not in pack(by.country).vehicle_kinds:
        raise errors.UnknownKind(value=kind)
    if not number.strip():
        raise errors.NumberMissing
    if lookups.numbered(kind, number, by.group, by.country):
        raise errors.NumberTaken(value=number.strip())
    return number.strip()


def _fault(
    vehicle: UUID,
    fault: str,
    by: Author,
    at: datetime,
    *,
    is_grave: bool,
    note: str = "",
    trip: UUID | None = None,
    entry: UUID | None = None,
) -> Draft:
    boxes = [Plain(cls=FieldClass.FREE_TEXT, fields={"text": note.strip()})] if note.strip() else []
    told = entries.FaultReported(fault=fault, is_grave=is_grave, trip=trip)
    return Draft(payload=told, by=by, at=at, subject=vehicle, id=entry, boxes=boxes)


def _draft(payload: Payload, by: Author, at: datetime, subject: UUID | None = None, entry: UUID | None = None) -> Draft:
    if at > timezone.now():
        raise errors.InTheFuture
    return Draft(payload=payload, by=by, at=at, subject=subject, id=entry)
