"""Who got lost, what is true of them, and the little that a duty officer is told; in half of them what is told is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from bench.lost.land import Land

type Numbers = NDArray[np.float64]


class Way(IntEnum):
    """What somebody does who is lost."""

    STRAIGHT = 0  # on towards the goal by night, resting by day
    WASH = 1  # down the washes
    BACK = 2  # turns round and follows the own track
    SHADE = 3  # soon looks for a wash and waits
    LIGHTS = 4  # towards lights by night, else along the rails
    STAYS = 5  # the one of a divided party who cannot go on
    GOES = 6  # the one who goes for help


SHARES = {Way.STRAIGHT: 0.28, Way.WASH: 0.2, Way.BACK: 0.14, Way.SHADE: 0.14, Way.LIGHTS: 0.14, Way.STAYS: 0.1}


@dataclass(frozen=True, eq=False)
class Told:
    """What the duty officer knows of one incident: all that a strategy may look at, beside the map.

    at         last known point, as told [m: y, x]
    hours      since they were there, as told [h]
    heading    where they were going, as told [degrees from north, clockwise]; None: nobody said
    clock      local hour of the call [0..24)
    hottest_c  hottest air of the day [C]
    water_l    water per person, as told [l]
    """

    at: tuple[float, float]
    hours: float
    heading: float | None
    clock: float
    hottest_c: float
    water_l: float


@dataclass(frozen=True, eq=False)
class Incidents:
    """All incidents on one land, as arrays: one row an incident, except `party` and what follows, one row a walker.

    told     what each duty officer knows
    wrong    whether the told point (3 to 8 km off) or heading (90 to 180 degrees off) is wrong
    party    incident of each walker; a divided party has two
    way, start, heading, hours, clock, hottest_c, water_l, pace_mps, critical, response, luck, seed
             the truth of each walker; `critical` share of body mass lost that the heat model calls the limit, `response`
             factor on being found (hides, keeps still, calls out), `luck` exponential threshold of being found
    """

    land: Land
    told: list[Told]
    wrong: NDArray[np.bool_]
    party: NDArray[np.int64]
    way: NDArray[np.int64]
    start: Numbers
    heading: Numbers
    hours: Numbers
    clock: Numbers
    hottest_c: Numbers
    water_l: Numbers
    pace_mps: Numbers
    critical: Numbers
    response: Numbers
    luck: Numbers
    seed: NDArray[np.int64]


def drawn(land: Land, count: int, seed: int) -> Incidents:
    """Return `count` incidents on a land; every second one is told wrongly. Same seed, same incidents."""
    rng = np.random.default_rng([seed, 2])
    ways = np.array(list(SHARES))[rng.choice(len(SHARES), count, p=list(SHARES.values()))]
    start = np.stack([rng.uniform(0.45, 0.75, count), rng.uniform(0.3, 0.7, count)], axis=1) * land.size_m  # the goal is north
    heading = rng.uniform(-60, 60, count)
    hours, clock = rng.uniform(2, 12, count), rng.uniform(0, 24, count)
    hottest, water = rng.uniform(28, 45, count), rng.gamma(2.0, 1.0, count)
    wrong = np.arange(count) % 2 == 1
    told = _told(rng, start, heading, hours, wrong)
    told_to = [
        Told((at[0], at[1]), float(since), None if np.isnan(goes) else float(goes), float(hour), float(heat), float(litres))
        for at, since, goes, hour, heat, litres in zip(*told, clock, hottest, np.round(water), strict=True)
    ]
    party = np.sort(np.concatenate([np.arange(count), np.flatnonzero(ways == Way.STAYS)]))
    second = np.concatenate([[False], party[1:] == party[:-1]])
    walkers = len(party)
    return Incidents(
        land,
        told_to,
        wrong,
        party,
        np.where(second, Way.GOES, ways[party]).astype(np.int64),
        start[party],
        heading[party],
        hours[party],
        clock[party],
        hottest[party],
        water[party],
        rng.uniform(0.4, 0.95, walkers),
        rng.uniform(0.10, 0.18, walkers),
        rng.choice(np.array([0.5, 1.0, 1.6]), walkers, p=[0.35, 0.45, 0.2]),
        rng.exponential(1.0, walkers),
        rng.integers(0, 2**31, walkers).astype(np.int64),
    )


def _told(
    rng: np.random.Generator, start: Numbers, heading: Numbers, hours: Numbers, wrong: NDArray[np.bool_]
) -> tuple[Numbers, Numbers, Numbers]:
    """Return point, hours and heading as they were told (heading NaN where nobody said)."""
    count = len(start)
    lost_point = wrong & (rng.random(count) < 0.5)
    off_m = np.where(lost_point, rng.uniform(3000, 8000, count), np.abs(rng.normal(0, 400, count)))
    turned = rng.uniform(0, 2 * np.pi, count)
    point = start + off_m[:, None] * np.stack([np.sin(turned), np.cos(turned)], axis=1)
    aside = rng.uniform(90, 180, count) * rng.choice([-1, 1], count)
    goes = heading + np.where(wrong & ~lost_point, aside, rng.normal(0, 20, count))
    unsaid = ~wrong & (rng.random(count) < 0.3)
    return point, hours * rng.uniform(0.8, 1.25, count), np.where(unsaid, np.nan, goes % 360)
