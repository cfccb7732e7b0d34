"""The third world: the invented years of the demonstration, which were written long before anybody estimated individuals.

Who travels with whom, where a party is met, how often, in which season: `vereda/demo/`. Only how people answer is of here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from bench.counted.world import BEGINS, DAYS, Known, Meeting, Ways, lived
from vereda.demo.plans import Plan, Question, planned

ASSISTED = 90_000
CROWD = 40
"""A meeting of more people is none that anybody asks."""


def known(seed: int, parties: int = ASSISTED) -> Known:
    """Return two years of it; `parties`: attentions in them."""
    plan = planned(Question(country="mx", from_on=BEGINS, to_on=BEGINS + timedelta(days=DAYS - 1), assisted=parties, seed=seed))
    nations = tuple(sorted(plan.nations))
    codes: list[str] = []
    meetings = list(_meetings(plan, codes))
    return lived(np.random.default_rng([seed, 3]), meetings, nations, [nations.index(code) for code in codes], WAYS)


def _meetings(plan: Plan, codes: list[str]) -> Iterator[Meeting]:
    """Yield meetings of numbered people; `codes` gets the nationality of each."""
    first: dict[int, int] = {}
    groups = sorted({one.group for one in plan.meetings})
    for one in plan.meetings:
        people: list[int] = []
        for visit in one.visits:
            if id(visit.party) not in first:
                first[id(visit.party)] = len(codes)
                codes += [traveller.nationality for traveller in visit.party.people]
            people += range(first[id(visit.party)], first[id(visit.party)] + visit.size)
        if people:
            day = (one.at.date() - BEGINS).days
            yield Meeting(day, groups.index(one.group), people, is_asked=len(people) <= CROWD and not one.is_mission)


def _remembered(random: np.random.Generator, last: float, before: float) -> float:
    if random.random() < 0.03:
        last = before
    if last == np.inf:
        return 15 if random.random() < 0.01 else np.inf
    return last * random.lognormal(0, 0.3)


WAYS = Ways(
    remembered=_remembered,
    refuses=lambda random, nation, group, last: random.random() < 0.05 + 0.02 * (nation % 6),
    every=lambda group: 5,
    forgot=0.15,
    speaks_for=0.2,
    takes_card=0.3,
    keeps_card=0.7,
)
