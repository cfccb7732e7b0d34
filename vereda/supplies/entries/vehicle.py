"""The facts of vehicles and boats: register, faults, fuel, service; and of trips: out with a check, back."""

from __future__ import annotations

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field, StringConstraints

from vereda.logbook.schema import Code, Day, FieldClass, FreeText, OfThePost
from vereda.supplies.words import EndedFor, OutFor

Number = Annotated[str, StringConstraints(min_length=1, max_length=20)]
Meter = Annotated[int, Field(ge=0, le=3_000_000)]
Eighths = Annotated[int, Field(ge=0, le=8)]
Account = Annotated[str, StringConstraints(max_length=64)]


class OfVehicle(OfThePost):
    """A fact of one vehicle, written at the desk."""

    kind: ClassVar[str]
    subject_kind: ClassVar[str] = "vehicle"


class VehicleRegistered(OfVehicle):
    """A vehicle is of the post, known by kind and number.

    meter                 what its meter says [km, or hours of the engine: as the pack has it for the kind]
    papers_on, insured_on last day on which its papers and its insurance hold
    service_at            meter at which its service is due; service_on: the day
    """

    kind: ClassVar[str] = "supplies.vehicle_registered"
    vehicle_kind: Code
    number: Number
    plate: Annotated[str, StringConstraints(max_length=20)] = ""
    meter: Meter | None = None
    papers_on: Day | None = None
    insured_on: Day | None = None
    service_at: Meter | None = None
    service_on: Day | None = None


class VehicleChanged(OfVehicle):
    """What is known of a vehicle changed; what is left out stays as it was."""

    kind: ClassVar[str] = "supplies.vehicle_changed"
    vehicle_kind: Code | None = None
    number: Number | None = None
    plate: Annotated[str, StringConstraints(max_length=20)] | None = None
    meter: Meter | None = None
    papers_on: Day | None = None
    insured_on: Day | None = None
    service_at: Meter | None = None
    service_on: Day | None = None


class VehicleOut(OfVehicle):
    """The vehicle cannot be used for now."""

    kind: ClassVar[str] = "supplies.vehicle_out_of_service"
    reason: OutFor


class VehicleIn(OfVehicle):
    """The vehicle can be used again."""

    kind: ClassVar[str] = "supplies.vehicle_in_service"


class VehicleEnded(OfVehicle):
    """The vehicle is no longer of the post."""

    kind: ClassVar[str] = "supplies.vehicle_ended"
    reason: EndedFor


class FaultReported(OfVehicle):
    """Something is broken or missing; open until it is repaired. `fault`: code of the pack's checks; what exactly, sealed."""

    kind: ClassVar[str] = "supplies.fault_reported"
    boxes: ClassVar = {FieldClass.FREE_TEXT: FreeText}
    fault: Code
    is_grave: bool = False
    trip: UUID | None = None


class FaultRepaired(OfVehicle):
    """A fault is repaired; `fault` is the entry that reported it."""

    kind: ClassVar[str] = "supplies.fault_repaired"
    fault: UUID


class Refuelled(OfVehicle):
    """Fuel was bought or filled. `cost`: in the country's money, cents left out; `voucher`: number of the voucher."""

    kind: ClassVar[str] = "supplies.refuelled"
    litres: Annotated[float, Field(gt=0, le=2000, allow_inf_nan=False)]
    meter: Meter | None = None
    cost: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    voucher: Annotated[str, StringConstraints(max_length=40)] = ""


class Serviced(OfVehicle):
    """The service was done; when the next one is due."""

    kind: ClassVar[str] = "supplies.vehicle_serviced"
    meter: Meter | None = None
    next_at: Meter | None = None
    next_on: Day | None = None


class OfTrip(OfThePost):
    """A fact of one trip of one vehicle, written at the desk."""

    kind: ClassVar[str]
    subject_kind: ClassVar[str] = "trip"


class TripOut(OfTrip):
    """A vehicle left. For a patrol (its subject) or for an errand.

    driver   account; '' where somebody of another office drives
    checked  checks of the pack that were found right; `faults`: that were not
    fuel     eighths of the tank
    """

    kind: ClassVar[str] = "supplies.trip_out"
    vehicle: UUID
    driver: Account = ""
    patrol: UUID | None = None
    errand: Annotated[str, StringConstraints(max_length=80)] = ""
    meter: Meter | None = None
    fuel: Eighths | None = None
    checked: list[Code] = Field(default_factory=list, max_length=40)
    faults: list[Code] = Field(default_factory=list, max_length=40)


class TripBack(OfTrip):
    kind: ClassVar[str] = "supplies.trip_back"
    meter: Meter | None = None
    fuel: Eighths | None = None


class TripCorrected(OfTrip):
    """A number or the driver was noted wrong; what is left out stays."""

    kind: ClassVar[str] = "supplies.trip_corrected"
    driver: Account | None = None
    meter_out: Meter | None = None
    meter_back: Meter | None = None


class TripStillOut(OfTrip):
    """The return was noted by mistake."""

    kind: ClassVar[str] = "supplies.trip_still_out"


class TripWithdrawn(OfTrip):
    """Noted by mistake: the vehicle did not leave."""

    kind: ClassVar[str] = "supplies.trip_withdrawn"


VEHICLE_KINDS = (
    VehicleRegistered,
    VehicleChanged,
    VehicleOut,
    VehicleIn,
    VehicleEnded,
    FaultReported,
    FaultRepaired,
    Refuelled,
    Serviced,
)
TRIP_KINDS = (TripOut, TripBack, TripCorrected, TripStillOut, TripWithdrawn)
