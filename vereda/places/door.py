"""What other modules may use of places."""

from __future__ import annotations

from .errors import (
    BadPoint,
    CoordinatesSwapped,
    EmptyPoint,
    NotACoordinate,
    OutsideCountry,
    PointHidden,
    PointNotRead,
    PointsDiffer,
    SignMissing,
)
from .lookups import admin1_outline, check_point, locate, read_point
from .reading.found import Found, Writing
from .reading.reader import plain as plain_text
from .rules import Place, cell_centre, cell_outline, cells, cells_around, distance_km

__all__ = [
    "BadPoint",
    "CoordinatesSwapped",
    "EmptyPoint",
    "Found",
    "NotACoordinate",
    "OutsideCountry",
    "Place",
    "PointHidden",
    "PointNotRead",
    "PointsDiffer",
    "SignMissing",
    "Writing",
    "admin1_outline",
    "cell_centre",
    "cell_outline",
    "cells",
    "cells_around",
    "check_point",
    "distance_km",
    "locate",
    "plain_text",
    "read_point",
]
