"""Which dangers are known near a town, a formal crossing point or a municipality.

All of it goes to every reader alike and is chosen on the telephone; where somebody is stands in no address and no request.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import orjson

from vereda.countries.door import Admin2, CrossingPoint, DirectoryEntry, Hazard, pack
from vereda.guidance.door import TopicTold
from vereda.places.door import distance_km

NEAR_KM = 60
"""So far from the point of a danger it is said to be near; the pack knows most dangers by their nearest town only."""

SIDES = " – "

type Point = tuple[float, float]


@dataclass(frozen=True)
class Spot:
    """A place by which somebody finds what is ahead. near: what is known of there; all else of the state holds there too."""

    name: str
    near: Sequence[TopicTold]

    @property
    def own_side(self) -> str:
        return own_side(self.name)


def spots(country: str, state: str, dangers: Sequence[TopicTold]) -> list[Spot]:
    """Return the towns and crossing points of a state, by name, each with the dangers of the state that are known near it."""
    return [
        Spot(name, [one for one in dangers if _is_near(country, one.topic.hazards, name, point)])
        for name, point in sorted(_places(country, state).items(), key=lambda one: sort_key(one[0]))
    ]


@lru_cache(maxsize=8)
def directory(country: str, codes: tuple[str, ...]) -> bytes:
    """Return towns, crossing points and municipalities as a script. Light, for it is taken on slow lines.

    states  by code: the state's name, then each place: its name, with where the topics near it stand in `topics` if there are any
    codes   topics that may be told today, in any language
    """
    here, states = pack(country), dict[str, list[str | list[str | int]]]()
    for state, row in here.admin1.items():
        topics = [(at, here.topics[code]) for at, code in enumerate(codes) if state in here.topics[code].states]
        towns = {row.name: _point(row) for row in here.admin2.values() if row.state == state and row.is_verified}
        states[state] = [row.name]
        for name, point in sorted({**_places(country, state), **towns}.items(), key=lambda one: sort_key(one[0])):
            near = [at for at, one in topics if _is_near(country, one.hazards, name, point)]
            states[state].append([name, *near] if near else name)
    return b"var PLACES=" + orjson.dumps({"topics": codes, "states": states})


def sort_key(name: str) -> str:
    return name.translate(str.maketrans("ÁÉÍÓÚÑáéíóúñ", "AEIOUNaeioun")).lower()


def _places(country: str, state: str) -> dict[str, Point | None]:
    """Return the towns of a state with its crossing points; where a town is a crossing point it has the name of both sides."""
    here = pack(country)
    towns = {row.city: _point(row) for row in here.services_directory.values() if row.state == state and row.is_verified}
    towns |= {row.city: (row.lat, row.lon) for row in here.groups.values() if row.state == state}
    crossings = {
        plain(row.name): _point(row) for row in here.crossing_points.values() if row.state_a == state and row.is_verified
    }
    sides = {own_side(name) for name in crossings}
    return {name: point for name, point in towns.items() if name not in sides} | crossings


def plain(name: str) -> str:
    """Return the name of a crossing point without what the pack says of it in brackets."""
    return re.sub(r"\s*\([^)]*\)", "", name).replace(" / ", SIDES)


def own_side(name: str) -> str:
    return name.split(SIDES)[0]


def _point(row: DirectoryEntry | Hazard | CrossingPoint | Admin2) -> Point | None:
    return (row.lat, row.lon) if row.lat is not None and row.lon is not None else None


def _is_near(country: str, hazards: Iterable[str], name: str, point: Point | None) -> bool:
    """Tell whether one of some hazards names a place, or lies near it."""
    known = pack(country).hazards
    named = re.compile(rf"\b{re.escape(own_side(name).removeprefix('Ciudad '))}\b")
    return any(
        named.search(row.place) or _is_close(_point(row), point) for row in (known[code] for code in hazards if code in known)
    )


def _is_close(one: Point | None, other: Point | None) -> bool:
    return one is not None and other is not None and distance_km(*one, *other) <= NEAR_KM
