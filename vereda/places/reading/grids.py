"""Grids: UTM, MGRS and plus codes. What a writing leaves out is taken from a point that is near, and that is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

import mgrs
import utm
from openlocationcode import openlocationcode as plus_codes

from vereda.places.reading.found import METRES_PER_DEGREE, Found, Writing

type Near = tuple[float, float] | None
"""A point that is near: latitude and longitude of the post, in degrees."""

_UTM = re.compile(
    r"(?<![\w.])(?:(?:zona|zone|utm)\s*)?(?P<zone>\d{1,2})?\s*(?P<band>[c-hj-np-x])?[\s:,]+"
    r"(?:[ex]\s*[:=]?\s*)?(?P<east>\d{6}(?:\.\d+)?)\s*(?:m\s*)?e?[\s,;]+(?:[ny]\s*[:=]?\s*)?(?P<north>\d{7}(?:\.\d+)?)(?:\s*m)?(?:\s*n)?(?![\w.])",
    re.IGNORECASE,
)
_MGRS = re.compile(r"(?<![\w.])(\d{1,2}[C-HJ-NP-X])\s*([A-HJ-NP-Z]{2})\s*(\d{1,5}\s+\d{1,5}|\d{2,10})(?![\w.])", re.IGNORECASE)
_LETTERS = "23456789CFGHJMPQRVWX"
_PLUS = re.compile(rf"(?<![\w+])([{_LETTERS}]{{4,8}}\+[{_LETTERS}]{{2,7}})(?!\w)", re.IGNORECASE)
_GRID = mgrs.MGRS()
FAR_DEG = 4.5  # about 500 km: a pair without a zone is not read farther from what is near


def read(text: str, near: Near) -> Iterator[Found]:
    """Yield the points written in a grid. near: without it, a UTM pair without a zone and a short plus code say nothing."""
    for found in _MGRS.finditer(text):
        yield from _mgrs(found)
    for found in _UTM.finditer(f" {text}"):
        yield from _utm(found, near)
    for found in _PLUS.finditer(text):
        yield from _plus(found, near)


def _mgrs(found: re.Match[str]) -> Iterator[Found]:
    digits = found[3].split()
    if len(digits) == 1:
        if len(digits[0]) % 2:
            return
        half = len(digits[0]) // 2
        digits = [digits[0][:half], digits[0][half:]]
    if len(digits[0]) != len(digits[1]):
        return
    square_m = 10.0 ** (5 - len(digits[0]))
    middle = "".join(f"{part}5".ljust(5, "0")[:5] for part in digits) if square_m > 1 else "".join(digits)
    try:
        lat, lon = _GRID.toLatLon(f"{found[1]}{found[2]}{middle}".upper())
    except mgrs.core.MGRSError:
        return
    yield Found(float(lat), float(lon), Writing.MGRS, found[0].strip(), square_m / 2)


def _utm(found: re.Match[str], near: Near) -> Iterator[Found]:
    zone, band = found["zone"], (found["band"] or "").upper()
    number = _zone(zone, near)
    if number is None:
        return
    is_north = band >= "N" if band and band not in "NS" else (near[0] >= 0 if near else band != "S")
    try:
        lat, lon = utm.to_latlon(float(found["east"]), float(found["north"]), number, northern=is_north)
    except utm.OutOfRangeError:
        return
    if not zone and near and max(abs(lat - near[0]), abs(lon - near[1])) > FAR_DEG:  # two other numbers, of a telephone
        return
    step = max(10.0 ** -len(found[name].partition(".")[2]) for name in ("east", "north"))
    yield Found(float(lat), float(lon), Writing.UTM, found[0].strip(), step / 2, completed=not zone)


def _zone(written: str | None, near: Near) -> int | None:
    """Return the zone as it was written, else that of what is near; None where nothing is."""
    if written:
        return int(written)
    return int(utm.latlon_to_zone_number(*near)) if near else None


def _plus(found: re.Match[str], near: Near) -> Iterator[Found]:
    code = found[1].upper()
    is_short = plus_codes.isShort(code)
    if is_short and near is not None:
        code = plus_codes.recoverNearest(code, *near)
    if not plus_codes.isFull(code):
        return
    area = plus_codes.decode(code)
    coarse_m = (area.latitudeHi - area.latitudeLo) * METRES_PER_DEGREE / 2
    yield Found(area.latitudeCenter, area.longitudeCenter, Writing.PLUS_CODE, found[0], coarse_m, completed=is_short)
