"""Invented years are honest, and intervals of individuals hold the truth of a few; `make drill-individuals` asks a hundred."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from bench import individuals
from bench.counted import first, second
from bench.counted.world import BEGINS, Known, Meeting, lived
from vereda.people.rules.individuals import by_question
from vereda.people.rules.observed import Asked
from vereda.people.rules.recall import perfect
from vereda.people.words import LastHelp

SEEDS, PARTIES = (1, 2), 3500


@cache
def year(seed: int) -> Known:
    return first.known(seed, parties=PARTIES)


@cache
def in_cities() -> Known:
    return second.known(1, parties=5000)


def gaps(known: Known) -> Iterator[tuple[int, int, int | None]]:
    """Yield each meeting of the second year: who, day, days since the last."""
    for person, days in known.days.items():
        for at, day in enumerate(days):
            if day >= 426:
                yield person, day, day - days[at - 1] if at else None


def as_it_was(days: int | None) -> LastHelp:
    if days is None:
        return LastHelp.NEVER
    spans = ((LastHelp.WEEK, 7), (LastHelp.MONTH, 30), (LastHelp.YEAR, 365))
    return next((answer for answer, most in spans if days <= most), LastHelp.LONGER)


def test_the_same_seed_gives_the_same_year_and_another_seed_another():
    one, other = first.known(5, parties=60), first.known(5, parties=60)
    assert (one.met, one.asked, one.shown) == (other.met, other.asked, other.shown)
    assert first.known(6, parties=60).met != one.met


def test_the_truth_counts_a_person_once_however_often_they_were_met():
    meetings = [Meeting(430, 0, [0, 1]), Meeting(432, 1, [1]), Meeting(600, 1, [1, 2]), Meeting(20, 0, [2])]
    known = lived(np.random.default_rng(1), meetings, ("HN", "GT"), [0, 0, 1], first.WAYS)
    on = [BEGINS + timedelta(days=day) for day in (430, 432, 600)]
    assert known.truth(on[0], on[1]) == {"all": 2, "HN": 2, "GT": 0}
    assert known.truth(on[0], on[2]) == {"all": 3, "HN": 2, "GT": 1}
    assert sum(one.people for one in known.met) == 6


def test_most_are_met_once_and_some_many_times():
    times = Counter(sum(day >= 426 for day in days) for days in year(1).days.values())
    assert times[1] > times[2] > times[4] > times[8] > 0
    assert 1.7 < sum(n * count for n, count in times.items()) / (times.total() - times[0]) < 3


def test_if_everybody_were_asked_and_remembered_the_estimate_would_be_the_truth():
    """What is left open by the answers alone, split by counts and the law of distances: near the truth in either world."""
    for known in (year(1), in_cities()):
        answers = [
            Asked(
                f"{person}-{day}", BEGINS + timedelta(days=day), "g1", known.nations[known.nation[person]], as_it_was(gap), 1, 1
            )
            for person, day, gap in gaps(known)
        ]
        for from_on, to_on in individuals.PERIODS.values():
            found = by_question(known.met, answers, from_on=from_on, to_on=to_on, assumed=perfect(), draws=20)
            truth = known.truth(from_on, to_on)["all"]
            assert found.individuals == pytest.approx(truth, rel=0.04 + truth**-0.5)


def test_the_intervals_hold_the_truth_of_a_few_years():
    found = [one for seed in SEEDS for one in individuals.outcomes(year(seed), seed, draws=100)]
    found += individuals.outcomes(in_cities(), 1, draws=100)
    rows = {(row.period, row.what): row for row in individuals.rows(found)}
    for period in individuals.PERIODS:
        assert rows[period, "all"].inside == 1
        assert rows[period, individuals.BY_NATIONALITY].inside >= 0.9
        assert abs(rows[period, "all"].bias) < 0.1
        assert rows[period, "all"].half_width < 0.25, "an interval that holds everything says nothing"
    assert rows["year", "cards"].inside == 1
    assert np.mean([one.is_inside for one in found if one.what == "records"]) > 0.8
    assert "quarter" in individuals.table(list(rows.values()))


def test_a_world_in_which_nobody_can_be_asked_gives_no_number():
    known = lived(np.random.default_rng(1), [Meeting(500, 0, [0])] * 40, ("HN",), [0], replace(first.WAYS, forgot=1.0))
    found = by_question(known.met, known.asked, from_on=date(2024, 1, 1), to_on=date(2024, 12, 31))
    assert not hasattr(found, "individuals")
