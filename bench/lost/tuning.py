"""What was tried before the planner was set, with other seeds than the one that the figures are of: the first world only.

    python -m bench.lost.tuning [--incidents 800] [--seed 77] [--only NAME ...]

One line a variant: median and mean hours of all, and of those who were told rightly and wrongly, each over that of ring-first.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bench.lost.incidents import Incidents, drawn
from bench.lost.land import Land
from bench.lost.planned import Assumed, planner
from bench.lost.searching import TEAMS, found_h, laid
from bench.lost.strategies import Strategy, ring_first
from bench.lost.walkers import HORIZON_H, segment_of, walked
from bench.rescue_value import lands

FIRST = Assumed(
    rings=0.45, near=0.15, wide=0.0, lines=0.0, corridor=0.4, slower=1.0, detour_h=1.0, period_h=4.0, least=0.15
)  # what the planner assumed before
SLOW = replace(FIRST, slower=1.5)
HEDGED = replace(SLOW, rings=0.3, near=0.2, wide=0.1, corridor=0.3)
ROBUST = replace(SLOW, detour_h=0.5, rings=0.25, near=0.25, wide=0.25, corridor=0.25)
JOINED = replace(ROBUST, rings=0.35, near=0.3, wide=0.15, lines=0.15, corridor=0.2, period_h=6.0, least=0.4)
LONGER = replace(JOINED, slower=2.0, period_h=8.0, least=0.7)
VARIANTS: dict[str, Assumed] = {
    "moving part told apart": FIRST,
    "forgets at once": replace(FIRST, forgets_h=0.01),
    "forgets after 48 h": replace(FIRST, forgets_h=48.0),
    "slower 1.5": SLOW,
    "slower 2": replace(FIRST, slower=2.0),
    "slower, detour 0.5 h": replace(SLOW, detour_h=0.5),
    "slower, corridor 0.3": replace(SLOW, corridor=0.3),
    "slower, corridor 0.25": replace(SLOW, corridor=0.25),
    "hedged": HEDGED,
    "hedged, near 0.3": replace(HEDGED, rings=0.25, near=0.3),
    "hedged, point 1.5 km": replace(HEDGED, point_error_m=1500.0),
    "hedged, lines 0.1": replace(HEDGED, lines=0.1),
    "hedged, period 2 h": replace(HEDGED, period_h=2.0),
    "hedged, period 8 h": replace(HEDGED, period_h=8.0),
    "hedged, least 0.4": replace(HEDGED, least=0.4),
    "hedged, pull 6": replace(HEDGED, pull=6.0),
    "robust": ROBUST,
    "robust, no rings": replace(ROBUST, rings=0.0, near=0.35, wide=0.35, corridor=0.3),
    "robust, no wide": replace(ROBUST, rings=0.5, near=0.3, wide=0.0, corridor=0.2),
    "robust, lines 0.1": replace(ROBUST, lines=0.1),
    "robust, period 6 h, least 0.4": replace(ROBUST, period_h=6.0, least=0.4),
    "robust, corridor 0.15": replace(ROBUST, corridor=0.15),
    "robust, corridor 0.35": replace(ROBUST, corridor=0.35),
    "robust, wide 6 km": replace(ROBUST, wide_m=6000.0),
    "joined": JOINED,
    "joined, least 0.7": replace(JOINED, least=0.7),
    "joined, period 8 h, least 0.7": replace(JOINED, period_h=8.0, least=0.7),
    "joined, period 12 h, least 1": replace(JOINED, period_h=12.0, least=1.0),
    "joined, lines 0.3": replace(JOINED, lines=0.3),
    "joined, line pull 100": replace(JOINED, line_pull=100.0),
    "joined, corridor 0.3": replace(JOINED, corridor=0.3),
    "longer": LONGER,
    "longer, period 12 h, least 1": replace(LONGER, period_h=12.0, least=1.0),
    "longer, period 16 h, least 1.5": replace(LONGER, period_h=16.0, least=1.5),
    "longer, corridor 0.3": replace(LONGER, corridor=0.3),
}


class Tried:
    """Incidents of one seed, walked once and searched by each variant."""

    def __init__(self, count: int, seed: int) -> None:
        everywhere = lands(seed)
        counts = [count // 2, *[count // 2 // (len(everywhere) - 1)] * (len(everywhere) - 1)]
        self.cases = [
            self._case(land, some, seed + 100 + k) for k, (land, some) in enumerate(zip(everywhere, counts, strict=True))
        ]
        self.wrong = np.concatenate([incidents.wrong for incidents, *_ in self.cases])

    @staticmethod
    def _case(land: Land, count: int, seed: int) -> tuple[Incidents, NDArray[np.int32], NDArray[np.float64]]:
        incidents = drawn(land, count, seed)
        paths, limits = walked(incidents)
        return incidents, segment_of(land, paths), limits

    def hours(self, strategies: Sequence[Strategy]) -> list[NDArray[np.float64]]:
        """Return the hours until each party is found by each strategy, at most the horizon."""
        found: list[list[NDArray[np.float64]]] = [[] for _ in strategies]
        for incidents, segments, limits in self.cases:
            land = incidents.land
            each = [[laid(one(told, land, TEAMS), TEAMS, land, told.at) for one in strategies] for told in incidents.told]
            for k, plans in enumerate(zip(*each, strict=True)):
                first = np.full(len(plans), HORIZON_H)
                np.minimum.at(first, incidents.party, found_h(incidents, segments, limits, plans, TEAMS))
                found[k].append(first)
        return [np.concatenate(parts) for parts in found]


def main() -> int:
    """Print one line a variant."""
    words = argparse.ArgumentParser(prog="python -m bench.lost.tuning")
    words.add_argument("--incidents", type=int, default=800)
    words.add_argument("--seed", type=int, default=77)
    words.add_argument("--only", nargs="+", choices=VARIANTS, default=list(VARIANTS))
    asked = words.parse_args()
    tried = Tried(asked.incidents, asked.seed)
    halves = (np.ones(len(tried.wrong), bool), ~tried.wrong, tried.wrong)
    rings, *found = tried.hours([ring_first, *(_by(VARIANTS[name]) for name in asked.only)])
    for name, hours in zip(("ring-first", *asked.only), (rings, *found), strict=True):
        print(_line(name, hours, rings, halves))
    return 0


def _by(assumed: Assumed) -> Strategy:
    return lambda told, land, teams: planner(told, land, teams, assumed)


def _line(name: str, hours: NDArray[np.float64], rings: NDArray[np.float64], halves: Sequence[NDArray[np.bool_]]) -> str:
    parts = []
    for which in halves:
        ours, theirs = hours[which], rings[which]
        parts.append(f"{np.median(ours):5.1f} {np.median(ours) / np.median(theirs):.2f} {ours.mean() / theirs.mean():.3f}")
    by = " ".join(f"{(hours <= hour).mean():.3f}" for hour in (6, 12, 14, 24))
    return f"{name:45s} all {parts[0]} | right {parts[1]} | wrong {parts[2]} | by 6 12 14 24 h: {by}"


if __name__ == "__main__":
    sys.exit(main())
