"""What was read out of a text: a point, how it was written, and how coarse that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Writing(StrEnum):
    """How a point was written."""

    DEGREES = "degrees"  # decimal degrees
    MINUTES = "minutes"  # degrees and minutes
    SECONDS = "seconds"  # degrees, minutes and seconds
    LINK = "link"  # of a map, a shared location, geo:
    UTM = "utm"
    MGRS = "mgrs"
    PLUS_CODE = "plus_code"


@dataclass(frozen=True)
class Found:
    """A point in a text.

    lat, lon    degrees, WGS 84; not checked against any country
    text        the piece that was read, as it stands in the text
    coarse_m    half a step of the last digit written [m]: nobody can tell the place more exactly from this writing
    completed   whether something that was not written was taken from what is near: a UTM zone, the front of a plus code
    """

    lat: float
    lon: float
    writing: Writing
    text: str
    coarse_m: float
    completed: bool = False


METRES_PER_DEGREE = 111_195.0
