"""The closed words of agreements: with whom, and what is lent."""

from __future__ import annotations

from enum import StrEnum


class Counterpart(StrEnum):
    """With whom an agreement is. A kind and no rank: the name is written beside it."""

    MUNICIPALITY = "municipality"
    STATE = "state"
    FEDERAL = "federal"
    RED_CROSS = "red_cross"
    FIRM = "firm"
    CIVIL = "civil"
    OTHER = "other"


class LentKind(StrEnum):
    """What is lent."""

    PEOPLE = "people"
    VEHICLES = "vehicles"
    FUEL = "fuel"
    EQUIPMENT = "equipment"
    SUPPLIES = "supplies"
    SPACE = "space"
    OTHER = "other"


class LentUnit(StrEnum):
    """In what the number of a thing lent is counted."""

    PERSON = "person"
    VEHICLE = "vehicle"
    LITRE = "litre"
    LITRE_A_MONTH = "litre_a_month"
    PIECE = "piece"
    ROOM = "room"
    HOUR_A_WEEK = "hour_a_week"


USUAL_UNIT = {
    LentKind.PEOPLE: LentUnit.PERSON,
    LentKind.VEHICLES: LentUnit.VEHICLE,
    LentKind.FUEL: LentUnit.LITRE_A_MONTH,
    LentKind.EQUIPMENT: LentUnit.PIECE,
    LentKind.SUPPLIES: LentUnit.PIECE,
    LentKind.SPACE: LentUnit.ROOM,
    LentKind.OTHER: LentUnit.PIECE,
}
