"""Questions about places of an installed country; its shapes are prepared once a process."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

from vereda.countries.door import pack, towns_on

from . import rules
from .errors import PointHidden, PointNotRead, PointsDiffer
from .reading import reader
from .reading.found import Found
from .rules import Atlas, Place


def _atlas(country: str) -> Atlas:
    return _atlas_of(country, datetime.now(UTC).date())


@lru_cache(maxsize=8)
def _atlas_of(country: str, on: date) -> Atlas:
    chosen = pack(country)
    return rules.build_atlas(chosen.country.iso, chosen.areas, towns_on(chosen, on))


def locate(country: str, lat: float, lon: float) -> Place:
    """Return state, municipality (nearest town in the state, not boundary) and H3 cells of a point.

    country  code of an installed pack, lower case; lat, lon in degrees, WGS 84, already passed by `check_point`
    """
    return rules.locate(_atlas(country), lat, lon)


def check_point(country: str, lat: float, lon: float) -> None:
    """Raise a BadPoint when the point is swapped, lacks a sign, is 0, 0 or lies far from the country; else return."""
    rules.check_point(_atlas(country), lat, lon, pack(country).name_es)


def states_in(country: str, ring: Iterable[tuple[float, float]]) -> list[str]:
    """Return the states of the country that an area touches, by code. ring: latitude, longitude [degrees]."""
    return rules.states_in(_atlas(country), ring)


def read_point(country: str, text: str, near: tuple[float, float] | None = None) -> Found:
    """Return the one point of a text, as it was written, when it can be meant: coordinates in any usual writing, a map's link.

    Nothing is asked of a network. Raises PointNotRead; PointHidden for a link that does not hold its point; PointsDiffer where
    two places stand in the text; and what `check_point` raises.

    near  latitude, longitude [degrees] of the post: completes a UTM pair without its zone and a short plus code
    """
    found = reader.read(text, near)
    if not found:
        raise PointHidden if reader.hides_its_point(text) else PointNotRead
    if len(found) > 1:
        raise PointsDiffer
    check_point(country, found[0].lat, found[0].lon)
    return found[0]


@cache
def admin1_outline(country: str) -> dict[str, Any]:  # Any: GeoJSON
    """Return the first-level areas for maps: GeoJSON; `is_own` is false for neighbours drawn as light context."""
    chosen = pack(country)
    features = [
        {
            "type": "Feature",
            "properties": {**area["properties"], "is_own": area["properties"]["iso"] == chosen.country.iso},
            "geometry": area["geometry"],
        }
        for area in chosen.areas["features"]
    ]
    return {"type": "FeatureCollection", "features": features, "attribution": chosen.areas.get("attribution", "")}
