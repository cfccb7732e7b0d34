"""Third world: made before the watch was mended and never used to set it; it judges what the first two cannot.

Made from other assumptions than both. A post's level wanders from day to day (its logarithm forgets half of what happened in a
week) instead of scattering by itself; two weekdays are shut in some posts, trains bring a load every second to fifth day, a full
house turns people away, a part of a day is written down the day after, and twice a year a neighbour shuts and its people come
here for a week: that is no caravan. One may send its first people a day before the body, ebbs over one to four days, and is
of any size from 120 on, most of them small, few large.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from bench.warned.world import Planted, Post

YEAR, DAYS, POSTS, CARAVANS = 2022, 365, 21, 5
FIRST_DAY = 60
FORGETS = 0.9  # of the level of the day before that is left
type Days = NDArray[np.float64]


def posts(seed: int) -> list[Post]:
    """Return the posts of one year; five caravans pass two to four of them each."""
    rng = np.random.default_rng([seed, 33])
    means = np.exp(rng.normal(np.log(30), 0.7, POSTS))
    coming: list[Days] = [np.zeros(DAYS) for _ in range(POSTS)]
    planted: list[list[Planted]] = [[] for _ in range(POSTS)]
    for _ in range(CARAVANS):
        for post, first, arrivals in _walk(rng):
            coming[post][first : first + len(arrivals)] += arrivals
            planted[post].append(Planted(_day(first), _day(first + len(arrivals) - 1), int(arrivals.sum())))
    return [
        Post(f"post-{number:02}", _day(0), _counted(rng, float(means[number]), extra), tuple(sorted(planted[number], key=_first)))
        for number, extra in enumerate(coming)
    ]


def _first(one: Planted) -> date:
    return one.from_on


def _day(number: int) -> date:
    return date(YEAR, 1, 1) + timedelta(days=number)


def _counted(rng: np.random.Generator, mean: float, caravans: Days) -> tuple[int, ...]:
    """Return a post's year as it is written down: usual people, trains, a neighbour that shuts, caravans; late writing."""
    level = np.zeros(DAYS)
    wanders = rng.uniform(0.05, 0.14)
    for day in range(1, DAYS):
        level[day] = FORGETS * level[day - 1] + rng.normal(0, wanders)
    usual = mean * np.exp(level)
    usual[np.arange(DAYS) % rng.integers(2, 6) == 0] += rng.choice([0.0, 0.3, 0.8]) * mean
    weekday = np.array([_day(one).weekday() for one in range(DAYS)])
    usual[np.isin(weekday, rng.choice(7, size=2, replace=False))] *= rng.choice([0.0, 0.6, 1.0, 1.0])
    for first in rng.integers(FIRST_DAY, DAYS - 10, size=2):
        usual[first : first + rng.integers(4, 9)] *= rng.uniform(1.3, 1.7)
    people = rng.poisson(np.minimum(usual, mean * rng.uniform(1.8, 3.0))).astype(np.int64)
    people += np.rint(caravans).astype(np.int64)
    late = rng.binomial(people[:-1], rng.choice([0.0, 0.1, 0.25]))
    people[:-1] -= late
    people[1:] += late
    return tuple(int(one) for one in people)


def _walk(rng: np.random.Generator) -> Iterator[tuple[int, int, Days]]:
    """Yield post, first day and people by day of each post that a caravan passes."""
    size, first = 120 * (1 + float(rng.pareto(1.6))), int(rng.integers(FIRST_DAY, DAYS - 50))
    size = min(size, 1500)
    for post in rng.choice(POSTS, size=rng.integers(2, 5), replace=False):
        shape = rng.permutation([0.15, 0.5, 0.25, 0.1])[: rng.integers(1, 5)]
        shape = np.sort(shape)[::-1]
        ahead = rng.uniform(0.05, 0.15) if rng.random() < 0.6 else 0.0
        days = np.concatenate([[ahead] if ahead else [], shape / shape.sum()]) * size * rng.uniform(0.8, 1.0)
        yield int(post), first, np.maximum(1, np.rint(days))
        first += int(rng.integers(2, 8))
