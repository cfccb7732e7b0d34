"""A second world of lost walkers with other behaviours, run once after the planner was set: `--world second`.

Written before the planner was tuned, though by somebody who knew it; it calls nothing of it. Other lands, other ways of walking,
another law of pace, goals in any direction, and other errors of what is told: the point, the heading or the hours. Shared with
the first world: how teams find, the balance of water, the form of `Incidents` and `Told`.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from bench.lost.incidents import Incidents, Numbers, Told
from bench.lost.land import Land, fractal, jacksboro
from bench.lost.second_walkers import steps_of
from bench.lost.walkers import BODY_KG, COOLEST_C, HOTTEST_C, losses


class Way(IntEnum):
    """What somebody does who is lost."""

    ROUTE = 0  # behind a guide from pass to pass by night; left by him they wait, or go on without a course
    RETURNS = 1  # turns to where they came from, by feel and not by the track, and overshoots
    SAMPLES = 2  # short ways out and back in several directions, then a long one
    ROAD = 3  # to lights that are seen by night, else straight on to a line and along it to either side
    RESTS = 4  # of a party that split: looks for shade within the hour and stays
    PARTS = 5  # of the same party: goes on, aside of where they were going
    VIEW = 6  # climbs to see, and waits there
    VALLEY = 7  # along the slope, whichever way is easiest within sight of the heading


SHARES = {
    Way.ROUTE: 0.22,
    Way.RETURNS: 0.14,
    Way.SAMPLES: 0.14,
    Way.ROAD: 0.16,
    Way.RESTS: 0.14,
    Way.VIEW: 0.08,
    Way.VALLEY: 0.12,
}


def lands(seed: int) -> tuple[Land, ...]:
    """Return low desert, high desert, rough hills and the real tile with another line and other lights."""
    return (
        fractal(seed + 11, relief_m=350, rough=1.9),
        fractal(seed + 12, relief_m=1200, rough=2.4),
        fractal(seed + 13, relief_m=600, rough=1.7),
        jacksboro(seed + 14),
    )


def drawn(land: Land, count: int, seed: int) -> Incidents:
    """Return `count` incidents on a land; every second one is told wrongly. Same seed, same incidents."""
    rng = np.random.default_rng([seed, 22])
    ways = np.array(list(SHARES))[rng.choice(len(SHARES), count, p=list(SHARES.values()))]
    start = rng.uniform(0.3, 0.7, (count, 2)) * land.size_m
    heading = rng.uniform(0, 360, count)
    hours, clock = rng.gamma(3.0, 2.5, count) + 1, rng.uniform(0, 24, count)
    hottest, water = rng.uniform(26, 46, count), rng.gamma(1.5, 1.2, count)
    wrong = np.arange(count) % 2 == 1
    party = np.sort(np.concatenate([np.arange(count), np.flatnonzero(ways == Way.RESTS)]))
    second = np.concatenate([[False], party[1:] == party[:-1]])
    walkers = len(party)
    return Incidents(
        land,
        _told(rng, start, heading, hours, wrong, clock, hottest, water),
        wrong,
        party,
        np.where(second, Way.PARTS, ways[party]).astype(np.int64),
        start[party],
        heading[party],
        hours[party],
        clock[party],
        hottest[party],
        water[party],
        rng.uniform(0.5, 1.1, walkers),
        rng.uniform(0.10, 0.18, walkers),
        rng.choice(np.array([0.4, 1.0, 1.5]), walkers, p=[0.3, 0.5, 0.2]),
        rng.exponential(1.0, walkers),
        rng.integers(0, 2**31, walkers).astype(np.int64),
    )


def _told(
    rng: np.random.Generator,
    start: Numbers,
    heading: Numbers,
    hours: Numbers,
    wrong: NDArray[np.bool_],
    clock: Numbers,
    hottest: Numbers,
    water: Numbers,
) -> list[Told]:
    """Return what is told: where it is wrong, a third each has the point, the heading or the hours wrong."""
    count = len(start)
    which = np.where(wrong, rng.integers(0, 3, count), -1)
    off_m = np.where(which == 0, 2500 * np.exp(rng.normal(0.4, 0.5, count)), np.abs(rng.normal(0, 500, count)))
    turned = rng.uniform(0, 2 * np.pi, count)
    point = start + off_m[:, None] * np.stack([np.sin(turned), np.cos(turned)], axis=1)
    aside = rng.uniform(60, 180, count) * rng.choice([-1, 1], count)
    goes = heading + np.where(which == 1, aside, rng.normal(0, 25, count))
    unsaid = (which != 1) & (rng.random(count) < 0.35)
    factor = np.where(which == 2, rng.choice(np.array([0.3, 0.5, 2.0, 3.0]), count), rng.uniform(0.85, 1.2, count))
    return [
        Told(
            (float(point[k, 0]), float(point[k, 1])),
            float(hours[k] * factor[k]),
            None if unsaid[k] else float(goes[k] % 360),
            float(clock[k]),
            float(hottest[k]),
            float(np.round(water[k])),
        )
        for k in range(count)
    ]


def walked(incidents: Incidents) -> tuple[NDArray[np.float32], NDArray[np.float64]]:
    """Return where each walker is at each step after the call, and the hour of the limit, as the first world does."""
    land = incidents.land
    return steps_of(
        land.z,
        land.lowest,
        land.line,
        land.lights,
        incidents.way,
        incidents.start,
        np.radians(incidents.heading),
        incidents.hours,
        incidents.clock,
        np.clip(np.round(incidents.hottest_c).astype(np.int64) - COOLEST_C, 0, HOTTEST_C - COOLEST_C),
        incidents.water_l + incidents.critical * BODY_KG,
        incidents.pace_mps,
        incidents.seed,
        losses(),
    )
