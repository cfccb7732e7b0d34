"""Where the water takes a person or a body: down a river reach by reach, or over open water by wind and current.

Nothing here says how long somebody lives, nor when a body rises: neither ends a search. No rate of snags or banks was found in a
source that opened, so there are no defaults: the planner gives them for that river, and the plan says them.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from vereda.rescue.planning.numbers import Grid, above_zero, between, not_negative, squares
from vereda.rescue.planning.priors import Prior, normal_prior
from vereda.rescue.planning.terrain_errors import AreaIsZero, UnknownFloat
from vereda.rescue.planning.walking import TABLES

SPEEDS = 201  # speeds that stand for all: equal shares of the normal distribution of the river's speed
SLOWEST = 0.05  # of the speed given: a river that stands still keeps whoever is in it where he is


@dataclass(frozen=True)
class RiverReach:
    """A stretch of river that is alike from end to end.

    length_m      along the water [m, > 0]
    speed_mps     of what floats in it [m/s, > 0]
    snags_per_km  how many times in a kilometre something holds what floats, on average [1/km, >= 0]: trees, weirs, bridges
    banks_per_km  how many times it is laid on a bank or bar, on average [1/km, >= 0]
    """

    length_m: float
    speed_mps: float
    snags_per_km: float = 0.0
    banks_per_km: float = 0.0


class Drift(NamedTuple):
    """Shares that sum to one. snagged, banked, afloat: by reach; past: below the last reach."""

    snagged: Grid
    banked: Grid
    afloat: Grid
    past: float

    @property
    def cells(self) -> Grid:
        """Probability by reach, whatever holds the person there."""
        return self.snagged + self.banked + self.afloat


def drift(reaches: Sequence[RiverReach], hours: float, *, start_m: float = 0.0, speed_error: float = 0.25) -> Drift:
    """Return where somebody who fell into a river may be after some hours.

    reaches      downstream, one after the other
    hours        since then [h, >= 0]
    start_m      where on the first reach they fell in [m from its upper end]
    speed_error  standard deviation of the river's speed as a share of it, the same on all reaches [0 to 1]

    What floats moves with the water; along the way snags and banks take it at random (an exponential law of distance), and none
    lets go again. Diving, currents across, refloating and floods that change are not in it.
    Raises NumberOutOfRange, AreaIsZero (no reach).
    Method: closed form by reach, averaged over 201 speeds of equal share.
    """
    known = [_checked(reach) for reach in reaches]
    if not known:
        raise AreaIsZero
    first = between("lugar de la caída", start_m, 0, known[0].length_m)
    seconds, error = not_negative("horas", hours) * 3600, between("error de la velocidad", speed_error, 0, 1)
    factors = np.maximum(1 + error * _normal_quantiles(SPEEDS if error and seconds else 1), SLOWEST)
    snagged, banked, afloat = (np.zeros(len(known)) for _ in range(3))
    left, free = np.full(len(factors), seconds), np.ones(len(factors))  # time left, and the share that still floats
    for number, reach in enumerate(known):
        length = reach.length_m - (first if number == 0 else 0.0)
        gone = np.minimum(length, left * reach.speed_mps * factors)
        rate = (reach.snags_per_km + reach.banks_per_km) / 1000
        caught = free * -np.expm1(-rate * gone)
        free = free - caught
        if rate:
            snagged[number] = caught.mean() * reach.snags_per_km / (rate * 1000)
            banked[number] = caught.mean() * reach.banks_per_km / (rate * 1000)
        stays = gone < length
        afloat[number] = np.where(stays, free, 0.0).mean()
        left, free = left - gone / (reach.speed_mps * factors), np.where(stays, 0.0, free)
    return Drift(snagged, banked, afloat, float(free.mean()))


class Leeway(NamedTuple):
    """How wind moves what floats, relative to the water [m/s]; right and left of the wind are two ways it may take."""

    downwind_mps: float
    downwind_std_mps: float
    right_mps: float
    right_std_mps: float
    left_mps: float
    left_std_mps: float


def leeway(kind: str, wind_mps: float) -> Leeway:
    """Return the leeway of a kind of object at a wind [m/s at 10 m, >= 0].

    kind  'PIW-1' (person in water, state unknown), 'PIW-6' (deceased), 'REFUGEE-RAFT-1' ...: column object of tables/leeway.csv

    Raises UnknownFloat, NumberOutOfRange. Source: Allen and Plourde 1999 and Allen 2005, as OpenDrift carries them.
    """
    rows = leeway_table()
    if kind not in rows:
        raise UnknownFloat(value=kind, known=", ".join(rows))
    wind = not_negative("viento", wind_mps)
    row = rows[kind]
    moved = {side: float(row[f"{side}_slope_pct"]) / 100 * wind + float(row[f"{side}_offset_cms"]) / 100 for side in _SIDES}
    spread = {side: float(row[f"{side}_std_cms"]) / 100 for side in _SIDES}
    return Leeway(*(value for side in _SIDES for value in (moved[side], spread[side])))


def open_water_prior(
    shape: tuple[int, int],
    cell_m: float,
    centre: tuple[float, float],
    hours: float,
    *,
    kind: str,
    wind_mps: float,
    wind_from_deg: float,
    current_mps: float = 0.0,
    current_to_deg: float = 0.0,
    start_error_m: float = 0.0,
    current_error_mps: float = 0.0,
) -> Prior:
    """Return where wind and current have taken somebody: half the chance to the right of the wind, half to the left.

    centre           (row, column) where they fell in; hours since then [h, >= 0]
    wind_from_deg    where the wind comes from, current_to_deg: where the current goes to [degrees clockwise from grid north]
    start_error_m    standard deviation of the place [m]; current_error_mps: of the current along each axis [m/s]

    Wind and current are the same everywhere and all the time; the spread is round, with the larger of the downwind and crosswind
    errors. Land is not looked at. Raises AreaIsZero, UnknownFloat, NumberOutOfRange.
    """
    size, seconds = squares(shape, cell_m), not_negative("horas", hours) * 3600
    way = leeway(kind, wind_mps)
    not_negative("corriente", current_mps)
    found = []
    for aside, std in ((way.right_mps, way.right_std_mps), (way.left_mps, way.left_std_mps)):
        north, east = _heading(wind_from_deg + 180, way.downwind_mps, aside)
        flow_north, flow_east = _heading(current_to_deg, current_mps, 0.0)
        moved = ((north + flow_north) * seconds / size, (east + flow_east) * seconds / size)
        spread_m = math.hypot(start_error_m, max(way.downwind_std_mps, std) * seconds, current_error_mps * seconds)
        spread = above_zero("error del lugar", max(spread_m, 0.1 * size)) / size
        found.append(normal_prior(shape, (centre[0] - moved[0], centre[1] + moved[1]), (spread, spread)))
    return Prior((found[0].cells + found[1].cells) / 2, (found[0].outside + found[1].outside) / 2)


@cache
def leeway_table() -> Mapping[str, Mapping[str, str]]:
    """Return the rows of tables/leeway.csv by object, with source and status."""
    with (TABLES / "leeway.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["object"]: row for row in csv.DictReader(file)})


_SIDES = ("downwind", "right", "left")


def _heading(degrees: float, along: float, right: float) -> tuple[float, float]:
    """Return north and east parts of a way along a heading and to its right."""
    turned = math.radians(degrees)
    return along * math.cos(turned) - right * math.sin(turned), along * math.sin(turned) + right * math.cos(turned)


def _checked(reach: RiverReach) -> RiverReach:
    above_zero("largo del tramo", reach.length_m)
    above_zero("velocidad del río", reach.speed_mps)
    not_negative("obstáculos por km", reach.snags_per_km)
    not_negative("orillas por km", reach.banks_per_km)
    return reach


def _normal_quantiles(count: int) -> npt.NDArray[np.float64]:
    """Return the middles of equal shares of the standard normal distribution; of one, zero."""
    from scipy.special import ndtri

    return ndtri((np.arange(count) + 0.5) / count)
