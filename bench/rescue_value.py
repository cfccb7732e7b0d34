"""Does planning find people sooner? Lost walkers, searched for by the same teams in the same hours, strategy beside strategy.

    python -m bench.rescue_value [--world first] [--incidents 2000] [--seed 2011] [--json FILE] [--only ring-first ...]

The second world (`bench/lost/second.py`) has other people, other lands and other errors; the rest holds for both.

What is independent of what:

- **The walkers know nothing of the planner.** They are agents that step every five minutes over the terrain with a pace, a
  heading and one of several ways: straight on by night, down washes, back on the own track, waiting in low ground, to lights or
  along rails, divided parties. Their law of pace (exponential in slope, tiring with hours) is none of the walking models, their
  distances come out of the walk and stand in no table, and no prior, corridor or reach of `vereda.rescue.planning` is called
  here. Half are told wrongly: the point 3 to 8 km off, or the heading 90 to 180 degrees off.
- **The strategies know nothing of the walkers.** They get `Told` (point, hours, heading, clock, weather, water) and the map
  (terrain, rail line, lights). Not the way, not the luck, not which half it is.
- **Shared on purpose:** teams and how they find (random search by coverage, half as wide by night, travel counted); the luck of
  each walker, so that strategies are compared pairwise; the water balance of `vereda.rescue.planning.body`, from which the
  limit is drawn (a planner that weights by it uses the same figures: an advantage to be said); the published rings of the
  baseline, which a planner may use as well.
- **Not in it:** clues, calls during the search, tracks, thermal cameras, refusals, weather that changes. Walkers who leave the
  land are never found. A limit of 10 to 18 % of body mass is an assumption without a source. Figures compare strategies; they
  forecast nothing.

Figures: mean (hours, capped at the horizon of 48) and median time until one of the party is found, share of parties found by
6, 12 and 24 hours, share of walkers found before the heat model's limit. Intervals: 95 %, bootstrap over incidents.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.lost import second
from bench.lost.incidents import Incidents, drawn
from bench.lost.land import Land, fractal, jacksboro
from bench.lost.searching import TEAMS, Team, found_h, laid
from bench.lost.strategies import STRATEGIES, Strategy
from bench.lost.walkers import HORIZON_H, segment_of, walked

SEED, INCIDENTS = 2011, 2000
DRAWS = 1000
BY_H = (6, 12, 24)
HALVES = ("all", "told right", "told wrong")
BASELINE = "ring-first"


@dataclass(frozen=True, eq=False)
class Outcomes:
    """What one strategy achieved: hours until each party is found (inf: not), share of its walkers found in time, which half."""

    hours: NDArray[np.float64]
    in_time: NDArray[np.float64]
    wrong: NDArray[np.bool_]


@dataclass(frozen=True)
class Measured:
    """One figure with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class World:
    """Who gets lost where, and how they walk: each by seed, or for the incidents drawn."""

    lands: Callable[[int], tuple[Land, ...]]
    drawn: Callable[[Land, int, int], Incidents]
    walked: Callable[[Incidents], tuple[NDArray[np.float32], NDArray[np.float64]]]


def lands(seed: int) -> tuple[Land, ...]:
    """Return the real tile and three deserts of noise."""
    return (jacksboro(seed), *(fractal(seed + k) for k in (1, 2, 3)))


FIRST = World(lands, drawn, walked)
WORLDS = {"first": FIRST, "second": World(second.lands, second.drawn, second.walked)}


def run(
    count: int,
    seed: int,
    strategies: Mapping[str, Strategy],
    everywhere: Sequence[Land],
    teams: Sequence[Team] = TEAMS,
    world: World = FIRST,
) -> dict[str, Outcomes]:
    """Search for `count` incidents with each strategy; half of them on the first land, the others shared by the rest."""
    others = [count // 2 // (len(everywhere) - 1)] * (len(everywhere) - 1)
    counts = [count - sum(others), *others]
    parts: dict[str, list[Outcomes]] = {name: [] for name in strategies}
    for k, (land, some) in enumerate(zip(everywhere, counts, strict=True)):
        incidents = world.drawn(land, some, seed + 100 + k)
        paths, limits = world.walked(incidents)
        segments = segment_of(land, paths)
        for name, strategy in strategies.items():
            plans = [laid(strategy(told, land, teams), teams, land, told.at) for told in incidents.told]
            parts[name].append(outcomes(incidents, found_h(incidents, segments, limits, plans, teams), limits))
    return {name: joined(some) for name, some in parts.items()}


def outcomes(incidents: Incidents, found: NDArray[np.float64], limits: NDArray[np.float64]) -> Outcomes:
    """Return by party: hours until the first is found, who says where the other is, and the share found before the limit."""
    count = len(incidents.told)
    hours = np.full(count, np.inf)
    np.minimum.at(hours, incidents.party, found)
    reached = hours[incidents.party]
    in_time = np.bincount(incidents.party, np.isfinite(reached) & (reached <= limits), minlength=count)
    return Outcomes(hours, in_time / np.bincount(incidents.party, minlength=count), incidents.wrong)


def joined(parts: Sequence[Outcomes]) -> Outcomes:
    return Outcomes(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("hours", "in_time", "wrong")))


def figures(of: Outcomes, half: str, seed: int) -> dict[str, Measured]:
    """Return each figure of one half with its interval."""
    which = np.ones(len(of.wrong), bool) if half == "all" else of.wrong == (half == "told wrong")
    hours, in_time = of.hours[which], of.in_time[which]
    again = np.random.default_rng([seed, 3]).integers(0, len(hours), (DRAWS, len(hours)))
    capped = np.minimum(hours, HORIZON_H)
    found = {f"found by {by} h": (hours <= by).astype(float) for by in BY_H}
    means = {"mean h": capped, **found, "found in time": in_time}
    result = {name: _interval(values.mean(), values[again].mean(axis=1)) for name, values in means.items()}
    result["median h"] = _interval(np.median(capped), np.median(capped[again], axis=1))
    return result


def ratio_of_medians(of: Outcomes, to: Outcomes, half: str, seed: int) -> Measured:
    """Return the median of one strategy over that of another, drawn pairwise: below 1 is sooner."""
    which = np.ones(len(of.wrong), bool) if half == "all" else of.wrong == (half == "told wrong")
    ours, theirs = (np.minimum(one.hours[which], HORIZON_H) for one in (of, to))
    again = np.random.default_rng([seed, 4]).integers(0, len(ours), (DRAWS, len(ours)))
    drawn_again = np.median(ours[again], axis=1) / np.median(theirs[again], axis=1)
    return _interval(np.median(ours) / np.median(theirs), drawn_again)


def _interval(value: float, draws: NDArray[np.float64]) -> Measured:
    low, high = np.quantile(draws, [0.025, 0.975])
    return Measured(float(value), float(low), float(high))


def report(found: Mapping[str, Outcomes], seed: int) -> dict[str, dict[str, dict[str, Measured]]]:
    """Return half > strategy > figure, with the ratio of medians to the baseline where it was run."""
    return {half: {name: _with_ratio(found, name, half, seed) for name in found} for half in HALVES}


def _with_ratio(found: Mapping[str, Outcomes], name: str, half: str, seed: int) -> dict[str, Measured]:
    result = figures(found[name], half, seed)
    if BASELINE in found and name != BASELINE:
        result[f"median to {BASELINE}"] = ratio_of_medians(found[name], found[BASELINE], half, seed)
    return result


def main() -> int:
    """Run, print one line a figure, keep all as JSON if asked."""
    words = argparse.ArgumentParser(prog="python -m bench.rescue_value")
    words.add_argument("--incidents", type=int, default=INCIDENTS)
    words.add_argument("--seed", type=int, default=SEED)
    words.add_argument("--world", choices=WORLDS, default="first")
    words.add_argument("--only", nargs="+", choices=STRATEGIES, default=list(STRATEGIES))
    words.add_argument("--json", type=Path)
    asked = words.parse_args()
    began = time.monotonic()
    world, strategies = WORLDS[asked.world], {name: STRATEGIES[name] for name in asked.only}
    found = run(asked.incidents, asked.seed, strategies, world.lands(asked.seed), world=world)
    said = report(found, asked.seed)
    for half, by_name in said.items():
        print(f"\n{half}")
        for name, by_figure in by_name.items():
            texts = (f"{figure} {one.value:.2f} ({one.low:.2f} to {one.high:.2f})" for figure, one in by_figure.items())
            print(f"  {name}: " + "; ".join(texts))
    print(
        f"\n{asked.world} world, {asked.incidents} incidents, seed {asked.seed}, {time.monotonic() - began:.0f} s",
        file=sys.stderr,
    )
    if asked.json:
        kept = {half: {n: {f: asdict(m) for f, m in fs.items()} for n, fs in names.items()} for half, names in said.items()}
        asked.json.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
