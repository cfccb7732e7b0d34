"""Ways to search, all behind one interface: what is told and the map go in, visits of each team come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bench.lost.incidents import Told
from bench.lost.land import Land
from bench.lost.planned import planner
from bench.lost.searching import DISPATCH_H, Schedule, Team, Visits, hand_out, visits
from bench.lost.walkers import HORIZON_H, STEP_H, STEPS

type Strategy = Callable[[Told, Land, Sequence[Team]], list[Visits]]

# The baselines were set to the best of a few tries with another seed (2 to 4 rings, coverage 0.25 to 2; sweep 6 to 12 km), so
# that nobody wins by a poor rival.
RINGS_KM = (1.6, 3.2, 6.4, 19.2)  # hiker, dry and mountainous: 25, 50, 75, 95 % (lost_person_distances)
RING_COVERAGE = 2.0
BAND_KM = 1.0
RINGS_SEARCHED = 3  # the fourth is nine times as large as the first three: with it the baseline finds a third fewer
SWEEP_KM = 6.4
SWEEP_H = 24.0


def ring_first(told: Told, land: Land, teams: Sequence[Team]) -> list[Visits]:
    """Search three rings round the point told, one after the other in bands of BAND_KM, to RING_COVERAGE; then again."""
    apart = land.centres() - np.asarray(told.at)
    km = np.hypot(*apart.T) / 1000
    ring = np.searchsorted(RINGS_KM, km)
    round_it = np.arctan2(apart[:, 1], -apart[:, 0])
    order = np.lexsort((round_it, np.floor(km / BAND_KM), ring))
    again = [(int(one), RING_COVERAGE) for one in order[ring[order] < RINGS_SEARCHED]]
    return hand_out(lambda _: again or [(int(order[0]), RING_COVERAGE)], teams, land, told.at)


def uniform_sweep(told: Told, land: Land, teams: Sequence[Team]) -> list[Visits]:
    """Sweep all within SWEEP_KM of the point told alike, once in SWEEP_H, each team its own strip to and fro; then again."""
    centres = land.centres()
    near = np.flatnonzero(np.hypot(*(centres - np.asarray(told.at)).T) < SWEEP_KM * 1000)
    if not near.size:
        near = np.arange(len(centres))
    rates = np.array([team.rate_per_h for team in teams])
    coverage = rates.sum() * (SWEEP_H - DISPATCH_H) / near.size
    ends = np.round(np.cumsum(rates) / rates.sum() * near.size).astype(int)
    strips = np.split(_to_and_fro(near, land.segments[1]), ends[:-1])
    return [
        visits([(int(one), coverage / team.rate_per_h) for one in chain.from_iterable([strip] * _rounds())])
        for strip, team in zip(strips, teams, strict=True)
    ]


def _rounds() -> int:
    return int(np.ceil(HORIZON_H / SWEEP_H)) + 1


def _to_and_fro(segments: NDArray[np.int64], columns: int) -> NDArray[np.int64]:
    """Return segments row after row, every other row backwards."""
    row, column = np.divmod(segments, columns)
    return segments[np.lexsort((np.where(row % 2, -column, column), row))]


STRATEGIES: dict[str, Strategy] = {"uniform sweep": uniform_sweep, "ring-first": ring_first, "planner": planner}


# Two searchers that nobody has, to test the simulator itself.


def all_knowing(truth: NDArray[np.int32], teams: int) -> Schedule:
    """Return the schedule of a searcher who knows where each walker of the party is [walkers × STEPS], without any way to go.

    The teams are shared out between the walkers.
    """
    plan = np.stack([truth[k % len(truth)] for k in range(teams)])
    plan[:, : int(np.ceil(DISPATCH_H / STEP_H))] = -1
    return plan


def blind(rng: np.random.Generator, count: int, teams: int) -> Schedule:
    """Return the schedule of a searcher who picks one of `count` segments anew in each step, by chance."""
    return rng.integers(0, count, (teams, STEPS)).astype(np.int32)
