"""First world: the demonstration's invented years with the caravans that its plan holds.

A caravan of some 300 to 620 people walks from post to post; each post meets all of it in one day. Beside it trains come each
third day with dozens of people at once, so that a quiet post has loud days. Posts of all sizes, 21 of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from bench.warned.world import Planted, Post
from vereda.demo.plans import Plan, Question, planned
from vereda.demo.seasons import days

YEAR, ASSISTED = 2011, 280_000


def posts(seed: int) -> list[Post]:
    """Return the posts of one year."""
    plan = planned(Question(country="mx", from_on=date(YEAR, 1, 1), to_on=date(YEAR, 12, 31), assisted=ASSISTED, seed=seed))
    met, found = _counted(plan), _caravans(plan)
    every = days(plan.question.from_on, plan.question.to_on)
    return [
        Post(group, every[0], tuple(met[group, day] for day in every), tuple(found.get(group, ())))
        for group in sorted(plan.grounds)
    ]


def _counted(plan: Plan) -> Counter[tuple[str, date]]:
    met: Counter[tuple[str, date]] = Counter()
    for meeting in plan.meetings:
        met[meeting.group, meeting.at.date()] += len(meeting.people)
    return met


def _caravans(plan: Plan) -> dict[str, list[Planted]]:
    found: dict[str, list[Planted]] = defaultdict(list)
    for group, day, people in _met(plan):
        found[group].append(Planted(day, day, people))
    return found


def _met(plan: Plan) -> Iterator[tuple[str, date, int]]:
    for meeting in plan.meetings:
        if meeting.scene == "caravan":
            yield meeting.group, meeting.at.date(), len(meeting.people)
