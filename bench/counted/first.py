"""The first world: journeys north along posts, waits at a border, returns and another try, caravans, people who live near a post.

Everything here is invented. What makes it unlike the estimator: gaps between two meetings are no law but come out of journeys;
memory errs by days and not by answers; one person speaks for a party that was not always the same; help of the neighbouring
country is taken for ours; a caravan is one party of many nationalities; whoever was helped lately answers a little more readily.
"""

from __future__ import annotations

import numpy as np

from bench.counted.world import DAYS, Known, Meeting, Ways, lived

NATIONS = ("HN", "GT", "VE", "SV", "HT", "EC", "CU")
SHARES = np.array([0.33, 0.25, 0.18, 0.10, 0.07, 0.04, 0.03])
UP_TO = np.cumsum(SHARES / SHARES.sum()) - 1e-12
PEAK_DAY = np.array([60, 90, 250, 75, 300, 200, 150])
REFUSES = np.array([0.10, 0.12, 0.15, 0.09, 0.25, 0.16, 0.08])
POSTS = 12
WAYS_NORTH = ((0, 1, 3, 5, 8), (0, 2, 3, 6, 9), (1, 4, 7, 10), (2, 4, 6, 11), (0, 3, 7, 11))
PARTIES = 6500
CARAVANS = 4


def known(seed: int, parties: int = PARTIES) -> Known:
    """Return two years of this world."""
    random = np.random.default_rng([seed, 1])
    nation: list[int] = []
    meetings: list[Meeting] = []
    for _ in range(parties):
        _party(random, nation, meetings)
    for _ in range(CARAVANS):
        _caravan(random, nation, meetings, size=max(2, int(parties * random.uniform(0.015, 0.04))))
    return lived(random, meetings, NATIONS, nation, WAYS)


def _party(random: np.random.Generator, nation: list[int], meetings: list[Meeting]) -> None:
    code = int(np.searchsorted(UP_TO, random.random()))
    size = min(8, int(random.geometric(0.45)))
    people = _born(random, nation, code, size, mixed=0.08)
    begins = _begins(random, code)
    seen = random.beta(0.9, 2.6)  # some pass where nobody is, some ask at every door
    _journey(random, meetings, people, begins, seen, came=code in (0, 1, 3) and random.random() < 0.04)


def _born(random: np.random.Generator, nation: list[int], code: int, size: int, mixed: float) -> list[int]:
    first = len(nation)
    nation += [int(np.searchsorted(UP_TO, random.random())) if random.random() < mixed else code for _ in range(size)]
    return list(range(first, first + size))


def _begins(random: np.random.Generator, code: int) -> int:
    """Return a first day: a season of the nationality's own, and a third more in the second year."""
    while True:
        day = int(random.integers(-120, DAYS))
        season = 1 + 0.5 * np.cos(2 * np.pi * (day - PEAK_DAY[code]) / 365)
        if random.random() * 2 < season * (1 if day > 365 else 0.75):
            return day


def _journey(
    random: np.random.Generator, meetings: list[Meeting], people: list[int], day: int, seen: float, came: bool, tries: int = 0
) -> None:
    way = WAYS_NORTH[int(random.integers(len(WAYS_NORTH)))]
    start = 0 if random.random() < 0.7 else int(random.integers(1, len(way)))
    for at in way[start:]:
        if random.random() < seen:
            meetings.append(Meeting(day, at, people, came=int(random.integers(2, 12)) if came else None))
            came = False
            if random.random() < 0.06:  # a shelter, some nights: met again and again
                day = _stays(random, meetings, people, day, at)
        day += max(1, round(random.lognormal(1.6, 0.7)))
        if len(people) > 1 and random.random() < 0.05:
            people = people[:-1]
    if random.random() < 0.06:  # waits at the border for weeks
        for _ in range(int(random.geometric(0.35))):
            day += int(random.integers(3, 25))
            meetings.append(Meeting(day, way[-1], people))
    _again(random, meetings, people, day, seen, tries)


def _stays(random: np.random.Generator, meetings: list[Meeting], people: list[int], day: int, at: int) -> int:
    for _ in range(int(random.geometric(0.4))):
        day += int(random.integers(0, 5))
        meetings.append(Meeting(day, at, people))
    return day


def _again(random: np.random.Generator, meetings: list[Meeting], people: list[int], day: int, seen: float, tries: int) -> None:
    """Sent back, some try again: at once, after months at home, or more than a year later; together or apart."""
    if tries > 3 or random.random() > 0.4:
        return
    kind = random.random()
    wait = random.lognormal(2.7, 0.6) if kind < 0.55 else random.uniform(50, 300) if kind < 0.9 else random.uniform(330, 600)
    parts = [people] if random.random() < 0.5 else [[one] for one in people]
    for part in parts:
        if random.random() < 0.85:
            _journey(random, meetings, part, day + round(wait), seen, came=False, tries=tries + 1)


def _caravan(random: np.random.Generator, nation: list[int], meetings: list[Meeting], size: int) -> None:
    """Hundreds who walk together, met by some of the posts in several parties, and leave it here and there."""
    people = _born(random, nation, int(random.choice(3)), size, mixed=0.4)
    day = int(random.integers(430, 740))
    for at in (0, 1, 3, 5):
        if random.random() < 0.7:
            order = random.permutation(people)
            for some in np.array_split(order, max(1, len(order) // 9)):
                meetings.append(Meeting(day, at, [int(one) for one in some]))
        people = [one for one in people if random.random() < 0.8]
        day += int(random.integers(3, 9))
    for one in people:
        if random.random() < 0.5:
            _journey(random, meetings, [one], day, random.beta(0.9, 2.6), came=False, tries=2)


def _remembered(random: np.random.Generator, last: float, before: float) -> float:
    """What was is remembered nearer than it was, more so the older; some help is forgotten, some of others told as ours."""
    if random.random() < 0.015 + 0.05 * (WEEKS < last < np.inf):
        last = before
    if last == np.inf:
        return random.uniform(1, 40) if random.random() < 0.02 else np.inf
    return last * random.lognormal(-0.06, 0.22)


WEEKS = 45


def _refuses(random: np.random.Generator, nation: int, group: int, last: float) -> bool:
    return random.random() < REFUSES[nation] + 0.01 * (group % 5) - 0.03 * (last < WEEKS)


WAYS = Ways(
    remembered=_remembered,
    refuses=_refuses,
    every=lambda group: 3 if group > 8 else 5,
    forgot=0.10,
    speaks_for=0.35,
    takes_card=0.35,
    keeps_card=0.75,
)
