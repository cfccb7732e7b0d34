"""Which pairs are drawn for a person, and what their answers then say of all: with the chance of each, and of those left out."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import numpy as np
import pytest

from vereda.people.rules import estimates, matched
from vereda.people.rules.estimates import Estimate
from vereda.people.rules.matched import Below, Checked, Matched, by_matching
from vereda.people.rules.sample import Pool, chances, number_of, year_of

PERIOD = {"from_on": date(2025, 1, 1), "to_on": date(2026, 12, 31)}


def pool(sizes: dict[tuple[str, int, float], int], seed: int = 1, *, below: float = 0.0) -> Pool:
    """Return so many pairs of each nationality, year and probability; below: what is less likely waits for nobody."""
    random = np.random.default_rng(seed)
    rows = [key for key, size in sizes.items() for _ in range(size)]
    nationality, year, probability = zip(*rows, strict=True)
    likely = np.array(probability)
    return Pool(np.array(nationality, "U2"), np.array(year), likely, likely < below, random.random(len(rows)))


def test_about_five_hundred_are_drawn_of_a_nationality_and_a_year_and_some_of_each_band():
    some = pool({("HN", 2025, 0.5): 2000, ("HN", 2025, 0.995): 3000, ("HN", 2026, 0.03): 4000, ("GT", 2026, 0.9): 40}, below=0.1)
    chance = chances(some, a_stratum=500)
    drawn = chance > 0
    strata = [(some.nationality == code) & (some.year == year) for code, year in (("HN", 2025), ("HN", 2026), ("GT", 2026))]
    assert [500 <= drawn[here].sum() <= 505 for here in strata[:2]] == [True, True]
    assert (chance[strata[2]] == 1).all(), "of few all are looked at"
    assert drawn[(some.probability == 0.995)].sum() > 50, "also of what is sure"
    assert drawn[some.is_below].any()
    assert (1 / chance[drawn]).sum() == pytest.approx(9040), "those drawn stand for all"


def test_the_same_are_drawn_again_and_more_pairs_leave_those_of_other_cells_as_they_were():
    some = pool({("HN", 2025, 0.5): 900})
    again = pool({("HN", 2025, 0.5): 900, ("GT", 2025, 0.5): 900})
    again = Pool(again.nationality, again.year, again.probability, again.is_below, np.append(some.number, again.number[900:]))
    first = chances(some, a_stratum=100)
    assert first.tolist() == chances(some, a_stratum=100).tolist() == chances(again, a_stratum=100)[:900].tolist()
    assert not chances(some, a_stratum=0).any()


def test_a_pair_has_one_number_for_good_and_the_year_of_its_later_record():
    link = UUID("019a5f3e-8400-8000-8000-000000000001")
    assert number_of(link) == number_of(link) != number_of(UUID(int=link.int + 1))
    numbers = np.array([number_of(UUID(int=link.int + at)) for at in range(4000)])
    assert np.histogram(numbers, 4, (0, 1))[0] == pytest.approx([1000] * 4, abs=120)
    assert year_of(link) == 2025


def test_what_is_said_of_those_drawn_is_right_on_average_for_all():
    """How many of all are one person, by those drawn and how many each stands for, over many draws."""
    sizes = {("HN", 2025, 0.6): 900, ("HN", 2025, 0.96): 300, ("HN", 2026, 0.6): 60, ("HN", 2026, 0.02): 2000}
    told = []
    for seed in range(120):
        some = pool(sizes, seed)
        chance = chances(some, a_stratum=80)
        same = np.arange(len(chance)) % 7 < some.probability * 7
        told.append((same[chance > 0] / chance[chance > 0]).sum() / same.sum())
    assert np.mean(told) == pytest.approx(1, abs=4 * np.std(told) / np.sqrt(len(told)))
    assert np.std(told) < 0.2


def years() -> tuple[Matched, np.ndarray, np.ndarray, int]:
    """Return pairs that the model holds alike: true in the year of many, of others in the year of few."""
    size = np.array([1600, 160])
    random = np.random.default_rng(4)
    year = np.repeat([2025, 2026], size)
    same = random.random(len(year)) < np.where(year == 2025, 0.9, 0.1)
    left = np.arange(len(year)) * 2
    records = Matched(np.full(2 * len(year), "HN"), left, left + 1, np.full(len(year), 0.6))
    return records, year, same, int(2 * len(year) - same.sum())


def test_an_answer_counts_for_as_many_pairs_as_it_stands_for():
    records, year, same, truth = years()
    number = np.random.default_rng(5).random(len(year))
    everybody = Pool(np.full(len(year), "HN"), year, records.probability, np.zeros(len(year), bool), number)
    chance = chances(everybody, a_stratum=150)
    drawn = np.flatnonzero(chance)
    known = np.full(400, "HN"), np.ones(400, bool)
    plain = by_matching(records, Checked(drawn, same[drawn], *known), **PERIOD)
    weighed = by_matching(records, Checked(drawn, same[drawn], *known, weight=1 / chance[drawn]), **PERIOD)
    assert isinstance(plain, Estimate)
    assert isinstance(weighed, Estimate)
    assert weighed.low < truth < weighed.high
    assert abs(weighed.individuals - truth) < 0.3 * abs(plain.individuals - truth)


@pytest.mark.parametrize("answered", ["all", "none"])
def test_true_pairs_among_those_left_out_say_how_many_escape(monkeypatch: pytest.MonkeyPatch, answered: str):
    monkeypatch.setattr(matched, "BROUGHT", (1.0, 1.0))
    people, pairs, seen, strangers = 2000, 800, 600, 3000
    left = np.arange(seen) * 2
    records = Matched(np.full(people + pairs, "HN"), left, left + 1, np.full(seen, 0.97))
    is_same = np.repeat([True, False], [pairs - seen, strangers])
    some = Pool(
        np.full(len(is_same), "HN"), np.full(len(is_same), 2026), np.full(len(is_same), 0.1), np.ones(len(is_same), bool),
        np.random.default_rng(6).random(len(is_same)),
    )  # fmt: skip
    chance = chances(some, a_stratum=500)
    drawn = np.flatnonzero(chance)
    said = is_same[drawn].astype(int) if answered == "all" else np.full(len(drawn), -1)
    below = Below(some.nationality[drawn], some.probability[drawn], 1 / chance[drawn], said)
    looked = np.arange(0, seen, 2)
    checked = Checked(looked, np.ones(len(looked), bool), below=below, drawn=np.full(seen + len(drawn), "HN"))
    found = by_matching(records, checked, **PERIOD)
    assert isinstance(found, Estimate)
    assert found.low < people < found.high
    if answered == "all":
        assert found.individuals == pytest.approx(people, rel=0.03)
        assert [one.text for one in found.warnings] == [estimates.MISSED_PARTLY_KNOWN]
        assert (found.sampled, found.answered) == (seen + len(drawn), len(looked) + len(drawn))
    else:
        assert [one.text for one in found.warnings] == [estimates.RECALL_UNKNOWN]
        assert found.answered == len(looked)
