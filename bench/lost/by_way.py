"""Who is found and who is not, by the way they walk: for the causes, never for choosing a planner.

    python -m bench.lost.by_way [--world second] [--incidents 600] [--seed 2011]

One line a way: walkers, share off the land after 48 h, median distance from the point told 12 h after the call, and the share of
walkers found by 12, 24 and 48 h by ring-first and by the planner.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from bench.lost.searching import TEAMS, found_h, laid
from bench.lost.strategies import STRATEGIES
from bench.lost.walkers import STEP_H, segment_of
from bench.rescue_value import WORLDS

COMPARED = ("ring-first", "planner")
AFTER_H = 12
BY_H = (12, 24, 48)


def main() -> int:
    """Print one line a way."""
    words = argparse.ArgumentParser(prog="python -m bench.lost.by_way")
    words.add_argument("--world", choices=WORLDS, default="second")
    words.add_argument("--incidents", type=int, default=600)
    words.add_argument("--seed", type=int, default=2011)
    asked = words.parse_args()
    world = WORLDS[asked.world]
    everywhere = world.lands(asked.seed)
    others = asked.incidents // 2 // (len(everywhere) - 1)
    told: dict[str, list[NDArray[np.float64]]] = defaultdict(list)
    for k, land in enumerate(everywhere):
        incidents = world.drawn(land, others if k else asked.incidents - others * (len(everywhere) - 1), asked.seed + 100 + k)
        paths, limits = world.walked(incidents)
        segments = segment_of(land, paths)
        points = np.array([incidents.told[one].at for one in incidents.party])
        told["way"].append(incidents.way.astype(float))
        told["off"].append((segments[:, -1] < 0).astype(float))
        told["km"].append(np.hypot(*(paths[:, int(AFTER_H / STEP_H)] - points).T) / 1000)
        for name in COMPARED:
            plans = [laid(STRATEGIES[name](one, land, TEAMS), TEAMS, land, one.at) for one in incidents.told]
            told[name].append(found_h(incidents, segments, limits, plans, TEAMS))
    _print({name: np.concatenate(parts) for name, parts in told.items()})
    return 0


def _print(told: dict[str, NDArray[np.float64]]) -> None:
    for way in np.unique(told["way"]):
        which = told["way"] == way
        found = (f"{name} {', '.join(f'{(told[name][which] <= hour).mean():.2f}' for hour in BY_H)}" for name in COMPARED)
        off, far = told["off"][which].mean(), np.median(told["km"][which])
        print(f"way {way:.0f}: {which.sum()} walkers, {off:.2f} off, {far:.1f} km; {'; '.join(found)}")


if __name__ == "__main__":
    sys.exit(main())
