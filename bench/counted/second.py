"""The second world: nobody travels a line. People live on the streets of cities, come back by habit, chance or season.

Written before the estimator was set, by somebody who knew it; run once after. Against the first: gaps are drawn (a power law, an
exponential of months, the same season a year later) and not walked; parties are whoever stands in line together that day; memory
heaps on round answers and errs to the far side; whoever was helped lately is tired of questions; fewer people in the second year.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from bench.counted.world import DAYS, Known, Meeting, Ways, lived

NATIONS = ("VE", "HN", "CO", "HT", "NI", "XX")
UP_TO = np.cumsum([0.42, 0.22, 0.13, 0.12, 0.06, 0.05]) - 1e-12
REFUSES = np.array([0.08, 0.12, 0.10, 0.35, 0.15, 0.30])
POSTS = 9
PEOPLE = 20_000
SEASON_DAY, SEASON = 200, 0.6


def known(seed: int, parties: int = PEOPLE, ways: Ways | None = None) -> Known:
    """Return two years of this world; `parties`: people; ways: how they answer, where not as here."""
    random = np.random.default_rng([seed, 2])
    nation = np.searchsorted(UP_TO, random.random(parties)).tolist()
    visits: dict[tuple[int, int], list[int]] = defaultdict(list)
    for person in range(parties):
        _visits(random, person, visits)
    meetings = [meeting for (day, group), people in visits.items() for meeting in _lines(random, day, group, people)]
    return lived(random, meetings, NATIONS, nation, ways or WAYS)


def _visits(random: np.random.Generator, person: int, visits: dict[tuple[int, int], list[int]]) -> None:
    day = _first(random)
    post = int(random.integers(POSTS))
    habit = random.gamma(0.6, 1.0)  # most hardly ever, a few all the time
    again = min(0.9, 0.22 + 0.28 * habit)
    while day < DAYS:
        visits[day, post].append(person)
        if random.random() > again:
            return
        day += _gap(random, habit)
        if random.random() < 0.3:
            post = int(random.integers(POSTS))


def _first(random: np.random.Generator) -> int:
    while True:
        day = int(random.integers(-200, DAYS))
        season = 1 + SEASON * np.cos(2 * np.pi * (day - SEASON_DAY) / 365)
        if random.random() * 2 < season * (1 if day < 400 else 0.8):
            return day


def _gap(random: np.random.Generator, habit: float) -> int:
    kind = random.random()
    if kind < 0.6:
        return int((1 - random.random()) ** (-1 / 0.9) / (0.5 + habit))  # a power law: often the same day or the next
    if kind < 0.9:
        return 1 + int(random.exponential(70))
    return int(random.normal(350, 25))


def _lines(random: np.random.Generator, day: int, group: int, people: list[int]) -> list[Meeting]:
    """Return who is met together: whoever stands there, one to six."""
    order, found = list(random.permutation(people)), []
    while order:
        size = int(random.integers(1, 7)) if random.random() < 0.5 else 1
        found.append(Meeting(day, group, [int(one) for one in order[:size]]))
        order = order[size:]
    return found


def _remembered(random: np.random.Generator, last: float, before: float) -> float:
    """Round answers: 'a week', 'a month', 'a year' stretch; what was small is not told; a church's soup is told as ours."""
    if random.random() < 0.04:
        last = before
    if last == np.inf:
        return float(random.choice([3, 20, 100])) if random.random() < 0.03 else np.inf
    if 5 <= last <= 11 and random.random() < 0.6:
        return 7
    if 22 <= last <= 44 and random.random() < 0.5:
        return 30
    if 280 <= last <= 430 and random.random() < 0.5:
        return float(random.choice([360, 400]))
    return last * random.lognormal(0.08, 0.15)


def _refuses(random: np.random.Generator, nation: int, group: int, last: float) -> bool:
    return random.random() < REFUSES[nation] + 0.02 * (group % 3) + 0.03 * (last < 15)


WAYS = Ways(
    remembered=_remembered,
    refuses=_refuses,
    every=lambda group: 4 if group < 6 else 6,
    forgot=0.20,
    speaks_for=0.10,
    takes_card=0.18,
    keeps_card=0.6,
)
