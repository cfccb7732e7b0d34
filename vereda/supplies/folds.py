"""What supplies offers to the logbook: each kind of subject with its entries, fold and rows."""

from __future__ import annotations

from vereda.logbook.door import SubjectFold
from vereda.supplies.entries import equipment as equipment_entries
from vereda.supplies.entries import stock as stock_entries
from vereda.supplies.entries import vehicle as vehicle_entries
from vereda.supplies.models.equipment import Equipment
from vereda.supplies.models.stock import LowMark, Movement, StockCount
from vereda.supplies.models.vehicle import Refuelling, RegisteredVehicle, Trip, VehicleFault
from vereda.supplies.rules import equipment as equipment_rules
from vereda.supplies.rules import stock as stock_rules
from vereda.supplies.rules import vehicle as vehicle_rules
from vereda.supplies.tables import stock as stock_tables
from vereda.supplies.tables import vehicle as vehicle_tables

FOLDS = (
    SubjectFold(
        subject_kind="stock",
        kinds=stock_entries.KINDS,
        start=stock_rules.start,
        step=stock_rules.step,
        models=(Movement, StockCount),
        project=stock_tables.stock,
    ),
    SubjectFold(
        subject_kind="stock_marks",
        kinds=stock_entries.MARK_KINDS,
        start=stock_rules.start_marks,
        step=stock_rules.step_marks,
        models=(LowMark,),
        project=stock_tables.low_marks,
    ),
    SubjectFold(
        subject_kind="vehicle",
        kinds=vehicle_entries.VEHICLE_KINDS,
        start=vehicle_rules.start,
        step=vehicle_rules.step,
        models=(RegisteredVehicle, VehicleFault, Refuelling),
        project=vehicle_tables.vehicle,
    ),
    SubjectFold(
        subject_kind="trip",
        kinds=vehicle_entries.TRIP_KINDS,
        start=vehicle_rules.start_trip,
        step=vehicle_rules.step_trip,
        models=(Trip,),
        project=vehicle_tables.trip,
    ),
    SubjectFold(
        subject_kind="equipment",
        kinds=equipment_entries.KINDS,
        start=equipment_rules.start,
        step=equipment_rules.step,
        models=(Equipment,),
        project=vehicle_tables.equipment,
    ),
)
