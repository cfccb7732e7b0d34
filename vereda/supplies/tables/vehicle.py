"""From a folded vehicle, trip or piece of equipment to its rows."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from vereda.logbook.door import Rows, SubjectRef, day_if, id_if, instant, instant_if
from vereda.logbook.schema import Folded, State, value_of
from vereda.supplies.models.equipment import Equipment
from vereda.supplies.models.vehicle import Refuelling, RegisteredVehicle, Trip, VehicleFault
from vereda.supplies.rules import equipment as equipment_rules


def vehicle(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the rows of one vehicle; none while only remarks on it have arrived."""
    state, fields = folded.state, folded.state["fields"]
    if value_of(fields, "registered") is None:
        return {}
    row = RegisteredVehicle(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        kind=value_of(fields, "vehicle_kind"),
        number=value_of(fields, "number"),
        plate=value_of(fields, "plate", ""),
        meter=value_of(fields, "meter"),
        papers_on=day_if(value_of(fields, "papers_on")),
        insured_on=day_if(value_of(fields, "insured_on")),
        service_at=value_of(fields, "service_at"),
        service_on=day_if(value_of(fields, "service_on")),
        out_for=value_of(fields, "out_for", ""),
        ended_for=value_of(fields, "ended_for", ""),
    )
    return {
        RegisteredVehicle: [row],
        VehicleFault: list(_faults(subject, state, ref)),
        Refuelling: list(_fuel(subject, state, ref)),
    }


def _faults(subject: str, state: State, ref: SubjectRef) -> Iterator[VehicleFault]:
    for entry, (at, by, fault, is_grave, has_note) in sorted(state["faults"].items()):
        repaired = state["repaired"].get(entry)
        yield VehicleFault(
            subject=UUID(subject),
            country=ref.country,
            group=ref.group,
            entry=UUID(entry),
            fault=fault,
            is_grave=is_grave,
            has_note=has_note,
            reported_at=instant(at),
            by=by,
            repaired_at=instant(repaired[0][0]) if repaired else None,
        )


def _fuel(subject: str, state: State, ref: SubjectRef) -> Iterator[Refuelling]:
    for _entry, told in sorted(state["fuel"].items()):
        yield Refuelling(
            subject=UUID(subject),
            country=ref.country,
            group=ref.group,
            filled_at=instant(told["at"]),
            by=told["by"],
            litres=told["litres"],
            meter=told.get("meter"),
            cost=told.get("cost"),
            voucher=told.get("voucher", ""),
        )


def trip(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one trip."""
    fields = folded.state["fields"]
    departed, returned, patrol = value_of(fields, "departed"), value_of(fields, "returned"), value_of(fields, "patrol")
    if departed is None:
        return {}
    row = Trip(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        vehicle=UUID(value_of(fields, "vehicle")),
        driver=value_of(fields, "driver", ""),
        patrol=id_if(patrol),
        errand=value_of(fields, "errand", ""),
        departed_at=instant(departed[0]),
        returned_at=instant_if(returned),
        meter_out=value_of(fields, "meter_out"),
        meter_back=value_of(fields, "meter_back") if returned else None,
        fuel_out=value_of(fields, "fuel_out"),
        fuel_back=value_of(fields, "fuel_back") if returned else None,
        is_checked=bool(value_of(fields, "checked") or value_of(fields, "faults")),
        is_withdrawn=bool(value_of(fields, "withdrawn")),
    )
    return {Trip: [row]}


def equipment(subject: str, folded: Folded, ref: SubjectRef) -> Rows:
    """Return the row of one piece of equipment."""
    state, fields = folded.state, folded.state["fields"]
    if value_of(fields, "registered") is None:
        return {}
    hand = equipment_rules.hand(state)
    row = Equipment(
        subject=UUID(subject),
        country=ref.country,
        group=ref.group,
        kind=value_of(fields, "equipment_kind"),
        number=value_of(fields, "number"),
        expires_on=day_if(value_of(fields, "expires_on")),
        holder_kind=hand[2] if hand else "",
        holder_id=hand[3] if hand else "",
        held_since=instant(hand[0]) if hand else None,
        was_lent_twice=equipment_rules.was_lent_twice(state),
        charged_at=instant_if(state.get("charged")),
        inspected_at=instant_if(state.get("inspected")),
        is_damaged=bool(value_of(fields, "is_damaged")),
        is_missing=bool(value_of(fields, "is_missing")),
        ended_for=value_of(fields, "ended_for", ""),
    )
    return {Equipment: [row]}
