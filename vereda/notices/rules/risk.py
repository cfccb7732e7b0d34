"""The risk map: where people died or disappeared, in squares of 50 km, at least 12 months ago; and in which months. Pure.

Deaths come in, squares go out: no encounter, mission, alert or track has a way in. How it is made, and what it cannot say, stands
in docs/decisions/risk-map.md and beside the map itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vereda.notices.reading.deaths import Death
from vereda.notices.words import RISK_KM, RISK_MONTHS

KM_PER_DEG = 111.195
STEP_DEG = RISK_KM / KM_PER_DEG
CLASSES = (1, 5, 20, 100)
"""From so many people on a square is darker: four steps that are told apart in one ink."""


class Season(StrEnum):
    """Of what people died, as far as it has a season."""

    HEAT = "heat"
    WATER = "water"
    COLD = "cold"


CAUSES: dict[Season, tuple[str, ...]] = {
    Season.HEAT: ("hyperthermia", "dehydration"),
    Season.WATER: ("drowning",),
    Season.COLD: ("hypothermia",),
}
"""Words of the source's causes. 'Exposure' alone may be either heat or cold and stands in none."""


@dataclass(frozen=True)
class Square:
    """A square of 50 km a side, or a little more towards the equator [degrees]; people: dead and missing, at least."""

    south: float
    west: float
    north: float
    east: float
    people: int
    records: int

    @property
    def depth(self) -> int:
        """Return its step, 1 to 4."""
        return sum(self.people >= least for least in CLASSES)


@dataclass(frozen=True)
class Months:
    """People who died of something by month, January first; high: the months with half as many again as the mean one."""

    season: Season
    people: tuple[int, ...]

    @property
    def high(self) -> tuple[int, ...]:
        mean = sum(self.people) / 12
        return tuple(month for month, count in enumerate(self.people, 1) if mean and count >= 1.5 * mean)


def until(on: date) -> date:
    """Return the day before which a death may stand on a map of some day: the first of the month, 12 months before.

    By whole months, so that the map changes once a month and not with each day.
    """
    months = on.year * 12 + on.month - 1 - RISK_MONTHS
    return date(months // 12, months % 12 + 1, 1)


def old_enough(deaths: Iterable[Death], on: date) -> list[Death]:
    """Return the deaths that may stand on a map of a day."""
    return [one for one in deaths if one.on < until(on)]


def squares(deaths: Iterable[Death], on: date) -> list[Square]:
    """Return the squares in which people died or disappeared, from north to south. on: local day of the map."""
    found: dict[tuple[int, int], list[int]] = {}
    for one in old_enough(deaths, on):
        found.setdefault(square_of(one.lat, one.lon), []).append(one.people)
    return [
        Square(*edges(*key), people=sum(rows), records=len(rows))
        for key, rows in sorted(found.items(), reverse=True)
        if sum(rows)
    ]


def square_of(lat: float, lon: float) -> tuple[int, int]:
    """Return which square a point lies in: row from the equator, column from Greenwich."""
    row = math.floor(lat / STEP_DEG)
    return row, math.floor(lon / _width(row))


def edges(row: int, column: int) -> tuple[float, float, float, float]:
    """Return south, west, north, east of a square [degrees]."""
    width = _width(row)
    return row * STEP_DEG, column * width, (row + 1) * STEP_DEG, (column + 1) * width


def months(deaths: Iterable[Death], on: date, season: Season) -> Months:
    """Return the people who died of a cause by month. Rows of a whole year ('Mixed') name no cause and are in none."""
    people = [0] * 12
    for one in old_enough(deaths, on):
        if any(word in one.cause.lower() for word in CAUSES[season]):
            people[one.on.month - 1] += one.people
    return Months(season, tuple(people))


def within(deaths: Iterable[Death], box: Sequence[float]) -> list[Death]:
    """Return the deaths inside a box: south, west, north, east [degrees]."""
    south, west, north, east = box
    return [one for one in deaths if south <= one.lat <= north and west <= one.lon <= east]


def _width(row: int) -> float:
    """Return how wide the squares of a row are [degrees], so that none is narrower than 50 km at its edge nearer the pole."""
    nearer = max(abs(row), abs(row + 1)) * STEP_DEG
    return RISK_KM / (KM_PER_DEG * math.cos(math.radians(nearer)))
