"""Search theory on a million cells: update, allocation and tracks, beside plain NumPy and the memory's own speed."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import numpy as np
from scipy.optimize import brentq

from bench.figures import Figure
from vereda.rescue.planning import allocate, allocate_many, assign, track_coverage, update
from vereda.rescue.planning.checks import Floats

SIDE, SIDE_QUICK = 1000, 400  # 400 x 400 are still enough for the compiled way
SEED = 7
HOURS = {"a day of one team": 24.0, "2 % of cells get something": 3e6, "90 % of cells": 1e10}
SEGMENTS, TEAMS = 200, 6


def measure(*, quick: bool) -> list[Figure]:
    """Return the figures. Compiling is not in them: everything runs once before."""
    side, rounds = (SIDE_QUICK, 3) if quick else (SIDE, 40)
    random = np.random.default_rng(SEED)
    prior, pod = hill(side), random.random((side, side)) * 0.9
    floor = _best(_two_passes(prior, pod), rounds)
    processor = _processor(lambda: update(prior, pod), rounds)
    note = f"{processor}; floor {floor * 1000:.2f} ms: {40 * prior.size / floor / 1e9:.0f} GB/s"
    figures = [
        Figure(
            name=f"update, {prior.size:,} cells",
            value=_best(lambda: update(prior, pod), rounds) * 1000,
            unit="ms",
            budget=0.8,
            baseline=_best(lambda: _plain_update(prior, pod), rounds) * 1000,
            note=note,
        )
    ]
    return [*figures, *_allocations(prior, random, rounds), *_teams(random, rounds), _track(side, random)]


def hill(side: int) -> Floats:
    """Return a circular-normal prior out to six sigma, all but 5 % of it inside."""
    x = np.linspace(-6, 6, side)
    weight = np.exp(-(x[:, None] ** 2 + x**2) / 2)
    return weight / weight.sum() * 0.95


def _allocations(prior: Floats, random: np.random.Generator, rounds: int) -> list[Figure]:
    rate = 1e-3 * random.uniform(0.5, 2, prior.shape)
    figures = []
    for name, hours in HOURS.items():
        hours *= prior.size / SIDE**2
        active = np.count_nonzero(allocate(prior, rate, hours))
        processor = _processor(partial(allocate, prior, rate, hours), 5)
        figures.append(
            Figure(
                name=f"allocate, {prior.size:,} cells, {name}",
                value=_best(partial(allocate, prior, rate, hours), max(3, rounds // 4)) * 1000,
                unit="ms",
                budget=25,
                baseline=_best(partial(_plain_allocate, prior, rate, hours), 2) * 1000,
                note=f"{processor}; {active:,} cells; baseline: NumPy and brentq",
            )
        )
    return figures


def _teams(random: np.random.Generator, rounds: int) -> list[Figure]:
    poc = random.random(SEGMENTS) ** 3
    rates = random.uniform(0.05, 0.5, (TEAMS, 1)) * random.uniform(0.7, 1.3, (TEAMS, SEGMENTS))
    chance = random.uniform(0.3, 0.8, (TEAMS, 1)) * random.uniform(0.7, 1, (TEAMS, SEGMENTS))
    size = f"{TEAMS} teams, {SEGMENTS} segments"
    many = _best(lambda: allocate_many(poc, rates, 8.0), max(3, rounds // 4))
    whole = _best(lambda: assign(poc, chance), max(3, rounds // 4))
    return [
        Figure(name=f"allocate_many, {size}", value=many * 1000, unit="ms"),
        Figure(name=f"assign, {size}", value=whole * 1000, unit="ms"),
    ]


def _track(side: int, random: np.random.Generator) -> Figure:
    points = np.cumsum(random.normal(0, 20, (2001, 2)), axis=0) + side * 15
    took = _best(lambda: track_coverage(points, 40, (side, side), 30, (0, side * 30)), 2)
    return Figure(name="coverage of a track of 2,000 legs", value=took * 1000, unit="ms")


def _plain_update(prior: Floats, pod: Floats) -> tuple[Floats, float]:
    left = prior * (1 - pod)
    outside = 1 - prior.sum()
    whole = left.sum() + outside
    return left / whole, outside / whole


def _plain_allocate(prior: Floats, rate: Floats, hours: float) -> Floats:
    value = np.log(prior * rate)
    spent = lambda level: np.maximum(0, (value - level) / rate).sum() - hours  # noqa: E731  # a formula
    level = brentq(spent, value.min() - hours * rate.max(), value.max(), xtol=1e-13)
    return np.maximum(0, (value - level) / rate)


def _two_passes(prior: Floats, pod: Floats) -> Callable[[], None]:
    """Return what no update can do without: read both, and when the sum is known read both again and write one."""
    out = np.empty_like(prior)

    def run() -> None:
        prior.sum()
        pod.sum()
        np.multiply(prior, pod, out=out)

    return run


def _processor(work: Callable[[], object], rounds: int) -> str:
    """Return what the work takes of the processor itself: other programs do not lengthen it much."""
    took = []
    for _ in range(rounds):
        began = time.thread_time()
        work()
        took.append(time.thread_time() - began)
    return f"processor {min(took) * 1000:.2g} ms"


def _best(work: Callable[[], object], rounds: int) -> float:
    work()
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)
