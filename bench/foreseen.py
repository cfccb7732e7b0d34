"""Monthly series to try forecasts on: the demonstration's years, and the months of real records of deaths and disappearances.

Ten years of the demonstration as it plans them. How many people came is invented, twice: `jumps` plans year by year as the
command does, with totals that change by a fifth each January; `wanders` plans ten years at once, whose level drifts by months.
"""

from __future__ import annotations

import csv
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from vereda.countries.door import category_of, pack
from vereda.demo.help import attentions
from vereda.demo.plans import Plan, Question, planned
from vereda.demo.seasons import days
from vereda.statistics.trends.months import Series, series

COUNTRY, YEARS, ASSISTED = "mx", range(2010, 2020), 40_000
YEARLY, MONTHLY = 0.2, 0.06
"""How far the level goes in a year that jumps, in a month of one that wanders [log, standard deviation]."""
NATIONALITIES, AREAS, KINDS = 3, 1, 2
IOM = Path(__file__).parent / "iom"
type Months = dict[str, Counter[date]]


def demonstration(world: str, seed: int) -> dict[str, Series]:
    """Return people met by month, of all, by nationality and state, and attentions by category, of ten invented years.

    world  'jumps' or 'wanders'
    """
    found = defaultdict[str, Counter[date]](Counter)
    for asked in WORLDS[world](seed):
        _add(found, planned(asked))
    kept = ["people", *_largest(found, "nationality", NATIONALITIES), *_largest(found, "state", AREAS)]
    kept += _largest(found, "category", KINDS)
    return {name: series(found[name], date(YEARS[0], 1, 1), date(YEARS[-1], 12, 1)) for name in kept}


def _jumps(seed: int) -> Iterator[Question]:
    rng, level = random.Random(f"years {seed}"), float(ASSISTED)
    for year in YEARS:
        level *= math.exp(rng.gauss(0, YEARLY))
        yield Question(country=COUNTRY, from_on=date(year, 1, 1), to_on=date(year, 12, 31), assisted=round(level), seed=seed)


def _wanders(seed: int) -> Iterator[Question]:
    rng, level, lift = random.Random(f"months {seed}"), 0.0, list[float]()
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    for day in days(first, last):
        level += rng.gauss(0, MONTHLY) if day.day == 1 else 0.0
        lift.append(math.exp(level))
    assisted = ASSISTED * len(YEARS)
    yield Question(country=COUNTRY, from_on=first, to_on=last, assisted=assisted, seed=seed, lift=tuple(lift))


WORLDS = {"jumps": _jumps, "wanders": _wanders}


def _add(found: Months, plan: Plan) -> None:
    """Add a year's meetings to the months."""
    groups = pack(COUNTRY).groups
    for meeting in plan.meetings:
        day = meeting.at.date()
        month = day.replace(day=1)
        found["people"][month] += len(meeting.people)
        found[f"people, state {groups[meeting.group].state}"][month] += len(meeting.people)
        for person in meeting.people:
            found[f"people, nationality {person.nationality}"][month] += 1
        counted = attentions(meeting.given, len(meeting.people), partial(category_of, plan.pack, on=day))
        for code, count in counted.items():
            found[f"attentions, category {code}"][month] += count


def _largest(found: Months, kind: str, most: int) -> list[str]:
    names = [name for name in found if f", {kind} " in name]
    return sorted(names, key=lambda name: -found[name].total())[:most]


def real() -> Iterator[tuple[str, Series]]:
    """Yield the months of real records in `bench/iom` (IOM's Missing Migrants Project, CC BY 4.0), each series with its name."""
    for path in sorted(IOM.glob("months_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        first = date.fromisoformat(f"{rows[0]['month']}-01")
        for name in (one for one in rows[0] if one != "month"):
            years = f"{rows[0]['month'][:4]}-{rows[-1]['month'][:4]}"
            yield f"IOM {years}: {name}", Series(first, tuple(float(row[name]) for row in rows))
