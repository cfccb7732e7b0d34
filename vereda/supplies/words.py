"""The closed words of supplies. Kinds of items, vehicles and equipment are codes of the pack."""

from __future__ import annotations

from enum import StrEnum


class CameFrom(StrEnum):
    """How goods came to the post. What another post sent has an entry of its own."""

    DONATION = "donation"
    GRANT = "grant"
    PURCHASE = "purchase"
    OFFICE = "office"
    OTHER = "other"


class HolderKind(StrEnum):
    """Who holds goods or a piece of equipment that left the shelf."""

    PATROL = "patrol"
    VEHICLE = "vehicle"
    DISTRIBUTION = "distribution"
    AGENT = "agent"
    OTHER = "other"


class WrittenOffFor(StrEnum):
    """Why goods are gone without having been given."""

    EXPIRED = "expired"
    DAMAGED = "damaged"
    LOST = "lost"
    STOLEN = "stolen"
    USED_BY_TEAM = "used_by_team"
    OTHER = "other"


class AdjustedFor(StrEnum):
    """What explains that a count and the book differ."""

    GIVEN_UNNOTED = "given_unnoted"
    CAME_UNNOTED = "came_unnoted"
    MISCOUNTED = "miscounted"
    WRONG_ENTRY = "wrong_entry"
    UNKNOWN = "unknown"


class Moved(StrEnum):
    """What happened to goods."""

    RECEIVED = "received"
    ISSUED = "issued"
    RETURNED = "returned"
    GIVEN = "given"
    WRITTEN_OFF = "written_off"
    ADJUSTED = "adjusted"
    SENT = "sent"
    ARRIVED = "arrived"


class OutFor(StrEnum):
    """Why a vehicle cannot be used."""

    REPAIR = "repair"
    ACCIDENT = "accident"
    PAPERS = "papers"
    NO_FUEL = "no_fuel"
    OTHER = "other"


class EndedFor(StrEnum):
    """Why a vehicle or a piece of equipment is no longer of the post."""

    WORN_OUT = "worn_out"
    HANDED_OVER = "handed_over"
    LOST = "lost"
    STOLEN = "stolen"
    ENTERED_TWICE = "entered_twice"


class Odd(StrEnum):
    """What is odd about a trip. It is shown, and stops nobody."""

    DRIVER_TWICE = "driver_twice"
    VEHICLE_TWICE = "vehicle_twice"
    METER_BACKWARDS = "meter_backwards"
    METER_TOO_FAR = "meter_too_far"
    METER_GAP = "meter_gap"
    METER_BELOW_LAST = "meter_below_last"
    BACK_BEFORE_OUT = "back_before_out"
    GRAVE_FAULT = "grave_fault"
    NOT_CHECKED = "not_checked"
    OUT_OF_SERVICE = "out_of_service"
    PAPERS_EXPIRED = "papers_expired"
