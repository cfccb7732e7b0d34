"""The names of supplies that other modules may use."""

from __future__ import annotations

from vereda.supplies.actions import equipment as equipment_actions
from vereda.supplies.actions import stock as stock_actions
from vereda.supplies.actions import vehicle as vehicle_actions
from vereda.supplies.actions.stock import come_back as goods_come_back
from vereda.supplies.actions.stock import give, give_draft, issue
from vereda.supplies.entries.stock import FoundLine, Holder, Line, ReceivedLine
from vereda.supplies.lookups import equipment as equipment_lookups
from vereda.supplies.lookups import lots as lot_lookups
from vereda.supplies.lookups import stock as stock_lookups
from vereda.supplies.lookups import vehicle as vehicle_lookups
from vereda.supplies.lookups.stock import Balance, Difference, Held, balance, held_by, items_of
from vereda.supplies.lookups.vehicle import Due
from vereda.supplies.models.equipment import Equipment
from vereda.supplies.models.stock import Movement
from vereda.supplies.models.vehicle import RegisteredVehicle, Trip, VehicleFault
from vereda.supplies.rules.lots import Lot
from vereda.supplies.rules.period import Sums, is_explained
from vereda.supplies.rules.trips import Found, Use
from vereda.supplies.words import AdjustedFor, CameFrom, EndedFor, HolderKind, Moved, Odd, OutFor, WrittenOffFor

__all__ = [
    "AdjustedFor",
    "Balance",
    "CameFrom",
    "Difference",
    "Due",
    "EndedFor",
    "Equipment",
    "Found",
    "FoundLine",
    "Held",
    "Holder",
    "HolderKind",
    "Line",
    "Lot",
    "Moved",
    "Movement",
    "Odd",
    "OutFor",
    "ReceivedLine",
    "RegisteredVehicle",
    "Sums",
    "Trip",
    "Use",
    "VehicleFault",
    "WrittenOffFor",
    "balance",
    "equipment_actions",
    "equipment_lookups",
    "give",
    "give_draft",
    "goods_come_back",
    "held_by",
    "is_explained",
    "issue",
    "items_of",
    "lot_lookups",
    "stock_actions",
    "stock_lookups",
    "vehicle_actions",
    "vehicle_lookups",
]
