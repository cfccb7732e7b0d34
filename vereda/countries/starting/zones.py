"""What the IANA database says of a country: its time zones, and the point that each is named after."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources

FAR_DEG = 25
"""Further than this from every point of the country a gazetteer speaks of another one [degrees]."""


@cache
def zones(iso: str) -> tuple[tuple[str, float, float], ...]:
    """Return the zones of a country with latitude and longitude [degrees], the first one first; () where there are none."""
    lines = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8").splitlines()
    own = (cells for line in lines if (cells := line.split("\t"))[0] == iso)
    return tuple((cells[2], *_point(cells[1])) for cells in own)


def zone_of(iso: str) -> str:
    """Return the first time zone of a country, '' where the database names none."""
    return next((name for name, _, _ in zones(iso)), "")


def look_swapped(iso: str, points: Iterable[tuple[float, float]]) -> bool:
    """Say whether most points (latitude, longitude) lie far from the country, and near it the other way round."""
    told = list(points)
    near, turned = (sum(_is_near(iso, *point) for point in way) for way in (told, [(lon, lat) for lat, lon in told]))
    return turned > near


def _is_near(iso: str, lat: float, lon: float) -> bool:
    return any(abs(lat - own_lat) < FAR_DEG and abs(lon - own_lon) < FAR_DEG for _, own_lat, own_lon in zones(iso))


def _point(written: str) -> tuple[float, float]:
    """Return '+0956-08405' (degrees, minutes, and seconds where they are known) in degrees."""
    middle = max(written.rfind("+"), written.rfind("-"))
    return _degrees(written[:middle], 2), _degrees(written[middle:], 3)


def _degrees(written: str, digits: int) -> float:
    sign, rest = (-1 if written[0] == "-" else 1), written[1:]
    parts = [rest[:digits], rest[digits : digits + 2], rest[digits + 2 :] or "0"]
    return sign * sum(int(part) / 60**at for at, part in enumerate(parts))
