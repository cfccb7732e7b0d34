"""On which side of the border a point lies, and which group is nearest to it. Pure; both say how far they can be trusted."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from vereda.places.door import Place, distance_km

DRAWN_KM = 6.0
"""As near to the border as this, shapes that were simplified cannot tell the side: both sides are within reach of the point."""
AROUND = 8
KM_PER_DEG = 111.195


class Post(Protocol):
    """A group and where its post stands [degrees, WGS 84]."""

    @property
    def code(self) -> str: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...


@dataclass(frozen=True)
class Near:
    """How far a group is, as the crow flies, and how long that takes at the speed that was given: an estimate."""

    group: str
    km: float
    minutes: float


def around(lat: float, lon: float, km: float = DRAWN_KM) -> list[tuple[float, float]]:
    """Return the point and eight more around it [degrees]: whoever stands there may as well stand here."""
    east = KM_PER_DEG * max(0.1, math.cos(math.radians(lat)))
    turns = [2 * math.pi * step / AROUND for step in range(AROUND)]
    return [(lat, lon), *((lat + km * math.cos(turn) / KM_PER_DEG, lon + km * math.sin(turn) / east) for turn in turns)]


def side(own: str, places: Iterable[Place]) -> str:
    """Return the country on whose ground all of some places lie (ISO 3166-1), '' where they differ or one is not known.

    own  code of the own country, in whose states a place has a state and is not abroad
    """
    found = {place.abroad[:2] if place.abroad else own if place.state else "" for place in places}
    return found.pop() if len(found) == 1 else ""


def nearest(lat: float, lon: float, posts: Sequence[Post], kmh: float, most: int = 3) -> list[Near]:
    """Return the groups nearest to a point by travel time, the nearest first; of two alike the first by code.

    kmh  how fast a team comes nearer as the crow flies [km/h, > 0]: roads, river and border are not looked at
    """
    km = sorted((distance_km(lat, lon, post.lat, post.lon), post.code) for post in posts)
    return [Near(code, far, 60 * far / kmh) for far, code in km[:most]]
