"""Second world: harder than the demonstration, drawn day by day, and made before any detector was.

What it does that no expectation assumes: counts scatter twice to six times as wide as chance alone; a season and a slow rise or
fall of up to a half in the year; week-ends, Holy Week and the days around the end of the year are quiet, in some posts busy; a
post shuts for days, or writes two days down as one; one month has an upward step that stays, which is no caravan. One comes in
over one to three days and stays one to four, is seen more than once or only in part, and brings 150 to 900 people to posts that
meet 8 to 90 a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import holidays
import numpy as np

from bench.warned.world import Planted, Post

YEAR, DAYS, POSTS, CARAVANS = 2023, 365, 21, 4
FIRST_DAY = 70  # a detector needs some weeks of history before


def posts(seed: int) -> list[Post]:
    """Return the posts of one year; four caravans pass three to five of them each."""
    rng = np.random.default_rng([seed, 9])
    people = [_usual(rng) for _ in range(POSTS)]
    planted: list[list[Planted]] = [[] for _ in people]
    for _ in range(CARAVANS):
        for post, first, arrivals in _walk(rng):
            people[post][first : first + len(arrivals)] += arrivals
            planted[post].append(Planted(_day(first), _day(first + len(arrivals) - 1), int(arrivals.sum())))
    return [
        Post(f"post-{number:02}", _day(0), tuple(int(count) for count in counts), tuple(sorted(planted[number], key=_first)))
        for number, counts in enumerate(people)
    ]


def _first(one: Planted) -> date:
    return one.from_on


def _day(number: int) -> date:
    return date(YEAR, 1, 1) + timedelta(days=number)


def _usual(rng: np.random.Generator) -> np.ndarray:
    """Return a year without caravans."""
    day = np.arange(DAYS)
    mean = float(np.exp(rng.uniform(np.log(8), np.log(90))))
    level = mean * (1 + rng.uniform(0.1, 0.35) * np.sin(2 * np.pi * (day - rng.integers(0, DAYS)) / DAYS))
    level *= 1 + rng.uniform(-0.4, 0.5) * day / DAYS
    level[rng.integers(FIRST_DAY, DAYS - 30) :] *= rng.choice([1.0, 1.0, 1.25, 1.5])
    weekday = np.array([_day(one).weekday() for one in day.tolist()])
    level[weekday >= 5] *= rng.uniform(0.5, 1.15)
    quiet = _holy_week() | {_day(one) for one in (0, 1, 357, 358, 359, 364)}
    level[[_day(one) in quiet for one in day.tolist()]] *= rng.choice([0.5, 0.7, 1.4])
    spread = rng.uniform(2.0, 6.0)  # variance over mean
    counts = rng.negative_binomial(level / (spread - 1), 1 / spread).astype(np.int64)
    for first in rng.integers(0, DAYS - 4, size=rng.poisson(1.5)):
        counts[first : first + rng.integers(1, 4)] = 0
    for first in rng.integers(0, DAYS - 1, size=rng.poisson(3)):
        counts[first + 1] += counts[first]
        counts[first] = 0
    return counts


def _walk(rng: np.random.Generator) -> Iterator[tuple[int, int, np.ndarray]]:
    """Yield post, first day and people by day of each post that a caravan passes."""
    size, first = float(rng.uniform(150, 900)), int(rng.integers(FIRST_DAY, DAYS - 45))
    for post in rng.choice(POSTS, size=rng.integers(3, 6), replace=False):
        seen = size * rng.uniform(0.7, 1.1)
        shares = rng.dirichlet(np.full(rng.integers(1, 4), 3.0))
        arrivals = np.concatenate([shares, np.zeros(rng.integers(0, 3))]) * seen
        again = rng.uniform(0, 0.3) * seen / len(arrivals)
        yield int(post), first, np.maximum(1, np.rint(arrivals + again)).astype(np.int64)
        first += int(rng.integers(3, 9))
        size *= rng.uniform(0.75, 1.0)


def _holy_week() -> set[date]:
    """Return the days from a week before Good Friday to Easter, as the neighbour's calendar has it."""
    known = holidays.country_holidays("GT", years=YEAR)
    friday = next(day for day, name in known.items() if name == "Viernes Santo")
    return {friday + timedelta(days=one) for one in range(-7, 3)}
