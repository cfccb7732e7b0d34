"""What a vehicle and a trip are after their entries. Pure."""

from __future__ import annotations

from vereda.logbook.schema import Entry, FieldClass, State, reach, reopen, write
from vereda.supplies.entries.vehicle import (
    FaultRepaired,
    FaultReported,
    Refuelled,
    Serviced,
    TripBack,
    TripCorrected,
    TripOut,
    TripStillOut,
    TripWithdrawn,
    VehicleChanged,
    VehicleEnded,
    VehicleIn,
    VehicleOut,
    VehicleRegistered,
)

KNOWN = ("vehicle_kind", "number", "plate", "meter", "papers_on", "insured_on", "service_at", "service_on")


def start() -> State:
    """Return a vehicle of which nothing is known."""
    return {"fields": {}, "faults": {}, "repaired": {}, "fuel": {}}


def step(state: State, entry: Entry) -> State:
    """Return the vehicle after one more entry. Faults and fuel are kept by their entry: any order gives the same."""
    fields, payload, at = state["fields"], entry.payload, entry.occurred_at.isoformat()
    if isinstance(payload, VehicleRegistered | VehicleChanged):
        _describe(state, payload, entry)
    elif isinstance(payload, VehicleOut | VehicleIn):
        write(fields, "out_for", payload.reason if isinstance(payload, VehicleOut) else "", entry)
    elif isinstance(payload, VehicleEnded):
        reach(fields, "ended_for", payload.reason, entry)
    elif isinstance(payload, FaultReported):
        noted = any(box.cls == FieldClass.FREE_TEXT for box in entry.boxes)
        state["faults"][entry.id] = [at, entry.author, payload.fault, payload.is_grave, noted]
    elif isinstance(payload, FaultRepaired):
        state["repaired"][str(payload.fault)] = sorted([*state["repaired"].get(str(payload.fault), ()), [at, entry.author]])
    elif isinstance(payload, Refuelled):
        said = payload.model_dump(mode="json", exclude_defaults=True)
        state["fuel"][entry.id] = {"at": at, "on": entry.local_on.isoformat(), "by": entry.author, **said}
    elif isinstance(payload, Serviced):
        write(fields, "service_at", payload.next_at, entry)
        write(fields, "service_on", payload.next_on.isoformat() if payload.next_on else None, entry)
        if payload.meter is not None:
            write(fields, "meter", payload.meter, entry)
    return state


def _describe(state: State, payload: VehicleRegistered | VehicleChanged, entry: Entry) -> None:
    said = payload.model_dump(mode="json")
    if isinstance(payload, VehicleRegistered):
        write(state["fields"], "registered", entry.occurred_at.isoformat(), entry)
    for name in KNOWN:
        if said[name] not in (None, ""):
            write(state["fields"], name, said[name], entry)


def start_trip() -> State:
    """Return a trip of which nothing is known."""
    return {"fields": {}}


def step_trip(state: State, entry: Entry) -> State:
    """Return the trip after one more entry. Coming back is a milestone: the first stands, a second opens a conflict."""
    fields, payload, at = state["fields"], entry.payload, entry.occurred_at.isoformat()
    if isinstance(payload, TripOut):
        _leave(state, payload, entry)
    elif isinstance(payload, TripBack):
        reach(fields, "returned", at, entry)
        write(fields, "meter_back", payload.meter, entry)  # empty as well: what an undone return said is past
        write(fields, "fuel_back", payload.fuel, entry)
    elif isinstance(payload, TripCorrected):
        _write_given(fields, payload.model_dump(mode="json"), entry)
    elif isinstance(payload, TripStillOut):
        reopen(fields, "returned", entry)
    elif isinstance(payload, TripWithdrawn):
        reach(fields, "withdrawn", True, entry)
    return state


def _leave(state: State, payload: TripOut, entry: Entry) -> None:
    at = [entry.occurred_at.isoformat(), entry.local_on.isoformat()]
    write(state["fields"], "departed", at, entry)
    said = payload.model_dump(mode="json")
    named = {"meter_out": said["meter"], "fuel_out": said["fuel"], "driver": said["driver"] or None}
    same = {name: said[name] for name in ("vehicle", "patrol", "errand", "checked", "faults")}
    _write_given(state["fields"], {**named, **same}, entry)


def _write_given(fields: State, values: dict[str, object], entry: Entry) -> None:
    for name, value in values.items():
        if value is not None:
            write(fields, name, value, entry)
