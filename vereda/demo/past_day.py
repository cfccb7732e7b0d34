"""What the demonstration's office had counted by hand before it counted here: invented totals by month, five years of them.

One entry a year, through the same door as anybody's sheet. By hand less was counted: nobody wrote at night.
"""

from __future__ import annotations

import csv
import io
import math
import random
from collections import Counter
from datetime import date, datetime, timedelta
from functools import partial

from vereda.access.door import Role
from vereda.countries.door import category_of
from vereda.demo.help import attentions
from vereda.demo.plans import Plan
from vereda.demo.reports_day import office_author
from vereda.demo.writing import Scribe
from vereda.statistics import door as statistics

YEARS, DAYS_A_MONTH, MOST_OF_IT = 5, 30.4, 7
BY_HAND = 0.82
"""Part of what is counted here that was counted by hand."""
LEVELS = (0.74, 0.8, 0.78, 1.03, 1.0, 1.0)
"""Of the years, the oldest first: a new post in the fourth."""
SOURCE = "Demostración: hojas de cálculo inventadas de la oficina nacional"
KEPT = {"nationality": 4, "state": 3, "category": 3}
type Key = tuple[str, str]


def past_day(scribe: Scribe, now: datetime) -> None:
    """Tell the years up to the month before the first days; also the month in which these begin, if they hold little of it."""
    plan = scribe.plan
    begins = plan.question.from_on
    last = begins.replace(day=1) if begins.day > MOST_OF_IT else (begins - timedelta(days=1)).replace(day=1)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(statistics.PAST_COLUMNS)
    writer.writerows(_rows(plan, last))
    author = office_author(plan.question.country, Role.STATISTICS)
    statistics.read_in_past(text.getvalue(), source=SOURCE, by=author, at=now)


def _rows(plan: Plan, last: date) -> list[tuple[str, str, str, int]]:
    rng = random.Random(f"{plan.question.name}|past")  # noqa: S311  the same again, not secret
    counted, days = _counted(plan), (plan.question.to_on - plan.question.from_on).days + 1
    season = plan.figures.usual_profile.months
    a_month = {key: number * DAYS_A_MONTH / days for key, number in counted.items()}
    rows, month = list[tuple[str, str, str, int]](), date(last.year - YEARS, 1, 1)
    drift = 0.0
    while month <= last:
        drift = 0.7 * drift + rng.gauss(0, 0.04)
        level = BY_HAND * LEVELS[month.year - last.year + YEARS] * math.exp(drift) * season[month.month - 1] * 12 / sum(season)
        for (by, code), number in a_month.items():
            spread = 0.0 if not by else rng.uniform(-0.06, 0.0)
            rows.append((f"{month:%Y-%m}", by, code, round(number * level * (1 + spread))))
        month = (month + timedelta(days=31)).replace(day=1)
    return rows


def _counted(plan: Plan) -> dict[Key, int]:
    """Return what the plan counts of all people, and of the largest nationalities, states and categories."""
    found: Counter[Key] = Counter()
    for meeting in plan.meetings:
        found["", ""] += len(meeting.people)
        found["state", plan.pack.groups[meeting.group].state] += len(meeting.people)
        for person in meeting.people:
            found["nationality", person.nationality] += 1
        mapped = partial(category_of, plan.pack, on=meeting.at.date())
        for code, number in attentions(meeting.given, len(meeting.people), mapped).items():
            if plan.pack.categories[code].in_total:
                found["category", code] += number
    kept = {("", ""): found["", ""]}
    for by, most in KEPT.items():
        largest = sorted((key for key in found if key[0] == by), key=lambda key: (-found[key], key))[:most]
        kept |= {key: found[key] for key in largest}
    return kept
