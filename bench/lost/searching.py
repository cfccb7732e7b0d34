"""How teams search: they travel, sweep one segment after the other, and find at the rate of random search (Koopman)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import numpy as np
from numba import njit
from numpy.typing import NDArray

from bench.lost.incidents import Incidents
from bench.lost.land import CELL_M, SEGMENT, Land
from bench.lost.walkers import HORIZON_H, STEP_H, STEPS

SEGMENT_M2 = (SEGMENT * CELL_M) ** 2
DISPATCH_H = 1.0
BY_NIGHT = 0.5  # of the sweep width by day
MOTIONLESS = 0.6  # of being noticed, once the heat model's limit is passed
ON_THE_WAY = -1

type More = Callable[[float], Iterable[tuple[int, float]]]
type Schedule = NDArray[np.int32]


@dataclass(frozen=True)
class Team:
    """A team: how fast it sweeps [m/s], how wide [m, by day], how fast it goes from segment to segment [m/s]."""

    name: str
    speed_mps: float
    sweep_m: float
    travel_mps: float

    @property
    def rate_per_h(self) -> float:
        """Return the coverage of one segment that an hour gives by day [1/h]."""
        return self.speed_mps * self.sweep_m * 3600 / SEGMENT_M2


# Widths by day count shouting and being shouted at, in open country.
TEAMS = (
    Team("foot", 1.0, 200, 1.2),
    Team("foot", 1.0, 200, 1.2),
    Team("truck", 3.0, 250, 6.0),
    Team("truck", 3.0, 250, 6.0),
    Team("truck", 3.0, 250, 6.0),
    Team("drone", 10.0, 120, 15.0),
    Team("drone", 10.0, 120, 15.0),
)


@dataclass(frozen=True, eq=False)
class Visits:
    """What one team does, in order: segments, and the hours in each."""

    segments: NDArray[np.int64]
    hours: NDArray[np.float64]


def hand_out(more: More, teams: Sequence[Team], land: Land, at: tuple[float, float]) -> list[Visits]:
    """Give each segment in turn to the team that is free first, until time is up.

    more   called with the hour when nothing is left to hand out; returns the next (segment, coverage) pairs, most wanted first
    at     where all teams start [m: y, x]; the way to each segment is counted
    """
    centres = land.centres()
    free = [(DISPATCH_H, k) for k in range(len(teams))]
    heapify(free)
    here = {k: np.asarray(at) for k in range(len(teams))}
    given: list[list[tuple[int, float]]] = [[] for _ in teams]
    waiting: deque[tuple[int, float]] = deque()
    while free[0][0] < HORIZON_H:
        hour, k = heappop(free)
        if not waiting:
            waiting.extend(more(hour))
        segment, coverage = waiting.popleft()
        works = coverage / teams[k].rate_per_h
        way = float(np.hypot(*(centres[segment] - here[k]))) / teams[k].travel_mps / 3600
        given[k].append((segment, works))
        here[k] = centres[segment]
        heappush(free, (hour + way + works, k))
    return [visits(one) for one in given]


def visits(pairs: Sequence[tuple[int, float]]) -> Visits:
    """Return visits of (segment, hours) pairs."""
    return Visits(np.array([one for one, _ in pairs], dtype=np.int64), np.array([hours for _, hours in pairs]))


def laid(each: Sequence[Visits], teams: Sequence[Team], land: Land, at: tuple[float, float]) -> Schedule:
    """Return where each team sweeps in each step [teams × STEPS], ON_THE_WAY while it travels, waits or has done all."""
    centres = land.centres()
    rows = [
        _laid(one.segments, one.hours, centres, np.asarray(at), team.travel_mps * 3600)
        for one, team in zip(each, teams, strict=True)
    ]
    return np.stack(rows)


@njit(cache=True)
def _laid(segments, hours, centres, at, travel_mph):  # type: ignore[no-untyped-def]  # compiled
    row = np.full(STEPS, -1, dtype=np.int32)
    now, y, x = DISPATCH_H, at[0], at[1]
    for k in range(segments.size):
        to = centres[segments[k]]
        now += np.hypot(to[0] - y, to[1] - x) / travel_mph
        y, x = to
        for step in range(int(np.ceil(now / STEP_H)), min(int(np.ceil((now + hours[k]) / STEP_H)), STEPS)):
            row[step] = segments[k]
        now += hours[k]
    return row


def found_h(
    incidents: Incidents,
    segments: NDArray[np.int32],
    limits: NDArray[np.float64],
    plans: Sequence[Schedule],
    teams: Sequence[Team],
) -> NDArray[np.float64]:
    """Return the hour after the call at which each walker is found, infinite if not within the horizon.

    segments  where each walker is at each step (`segment_of`)
    limits    hour of the heat model's limit of each walker
    plans     one schedule per incident

    The luck of each walker is drawn once and is the same for all strategies.
    """
    return _found(
        np.stack(plans),
        segments,
        limits,
        incidents.party,
        incidents.clock,
        incidents.response,
        incidents.luck,
        np.array([team.rate_per_h for team in teams]),
    )


@njit(cache=True)
def _found(plans, segments, limits, party, clocks, response, luck, rates):  # type: ignore[no-untyped-def]  # compiled
    found = np.full(party.size, np.inf)
    for i in range(party.size):
        plan, hazard = plans[party[i]], 0.0
        for step in range(STEPS):
            here = segments[i, step]
            if here < 0:
                continue
            clock = (clocks[i] + step * STEP_H) % 24
            seen = response[i] * (1.0 if 6 <= clock < 18.5 else BY_NIGHT)
            if step * STEP_H > limits[i]:
                seen *= MOTIONLESS
            for k in range(rates.size):
                if plan[k, step] == here:
                    hazard += rates[k] * STEP_H * seen
            if hazard >= luck[i]:
                found[i] = (step + 1) * STEP_H
                break
    return found
