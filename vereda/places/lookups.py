"""Questions about places of an installed country; its shapes are prepared once a process."""

from __future__ import annotations

from functools import cache
from typing import Any

from vereda.countries.door import pack

from . import rules
from .rules import Atlas, Place


@cache
def _atlas(country: str) -> Atlas:
    chosen = pack(country)
    towns = [
        (row.code, row.state, row.lat, row.lon) for row in chosen.admin2.values() if row.lat is not None and row.lon is not None
    ]
    return rules.build_atlas(chosen.country.iso, chosen.areas, towns)


def locate(country: str, lat: float, lon: float) -> Place:
    """Return state, municipality (nearest town in the state, not boundary) and H3 cells of a point.

    country  code of an installed pack ("mx"); lat, lon in degrees, WGS 84, already passed by `check_point`
    """
    return rules.locate(_atlas(country), lat, lon)


def check_point(country: str, lat: float, lon: float) -> None:
    """Raise a BadPoint when the point is swapped, lacks a sign, is 0, 0 or lies far from the country; else return."""
    rules.check_point(_atlas(country), lat, lon, pack(country).name_es)


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
