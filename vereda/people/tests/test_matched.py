"""Individuals from records of cases: matches that are seen, matches that are not, and what a person says of a sample."""

from __future__ import annotations

from datetime import date
from math import comb

import numpy as np
import pytest

from vereda.people.rules import estimates
from vereda.people.rules.estimates import Estimate, NotEstimated
from vereda.people.rules.matched import Checked, Matched, _scored, _share_of_person, by_matching, to_check

PERIOD = {"from_on": date(2024, 1, 1), "to_on": date(2024, 12, 31)}
NOBODY = np.zeros(0, dtype=np.int64)


def cliques(sizes: dict[int, int], found: float = 1.0, seed: int = 5) -> tuple[Matched, np.ndarray, np.ndarray]:
    """Return records of people with so many records each, pairs of them that were seen, and doubtful pairs of two people."""
    random = np.random.default_rng(seed)
    sizes_of = [size for size, people in sizes.items() for _ in range(people)]
    person = np.repeat(np.arange(len(sizes_of)), sizes_of)
    pairs = [(i, j) for i in range(len(person)) for j in range(i + 1, min(i + 12, len(person))) if person[i] == person[j]]
    scored = random.random(len(pairs)) < found
    left, right = np.array([pair for pair, there in zip(pairs, scored, strict=True) if there]).T
    other = random.integers(0, len(person), (2, len(left) // 2))
    other = other[:, person[other[0]] != person[other[1]]]
    same = np.repeat([True, False], [len(left), other.shape[1]])
    probability = np.where(same, random.uniform(0.85, 1, len(same)), random.uniform(0.05, 0.4, len(same)))
    nationality = np.where(person % 2, "GT", "HN")
    ends = np.concatenate([left, other[0]]), np.concatenate([right, other[1]])
    return Matched(nationality, *ends, probability), same, scored


@pytest.mark.parametrize("records", range(1, 9))
@pytest.mark.parametrize("found", [0.6, 0.75, 0.9, 1.0])
def test_a_record_stands_for_its_share_of_a_person_however_many_matches_were_not_seen(records, found):
    others = records - 1
    chances = [comb(others, seen) * found**seen * (1 - found) ** (others - seen) for seen in range(records)]
    shares = _share_of_person(np.arange(records), np.full(records, found))
    assert np.dot(chances, shares) == pytest.approx(1 / records)


def test_where_all_is_seen_and_sure_it_is_the_sum_of_one_over_one_and_the_matches():
    assert _share_of_person(np.array([0, 1, 2, 3]), np.ones(4)) == pytest.approx([1, 1 / 2, 1 / 3, 1 / 4])


def test_people_are_found_whose_pairs_were_partly_missed_and_partly_wrong():
    sizes = {1: 900, 2: 300, 3: 120, 5: 30}
    records, same, scored = cliques(sizes, found=0.8)
    drawn = to_check(records, count=400, seed=1)
    known = np.where(np.arange(len(scored)) % 2, "GT", "HN")
    checked = Checked(drawn, same[drawn], known, scored)
    found = by_matching(records, checked, **PERIOD)
    assert isinstance(found, Estimate)
    truth = sum(sizes.values())
    assert found.low < truth < found.high
    assert found.individuals == pytest.approx(truth, rel=0.06)
    assert found.high - found.low < 0.25 * truth
    assert set(found.by_nationality) == {"GT", "HN"}
    assert found.warnings == ()


def test_a_model_too_sure_of_itself_is_corrected_by_who_looks():
    records, same, _ = cliques({1: 800, 2: 300})
    boast = Matched(records.nationality, records.left, records.right, np.where(same, records.probability, 0.97))
    drawn = to_check(boast, count=400, seed=1)
    found = by_matching(boast, Checked(drawn, same[drawn], np.repeat(["GT", "HN"], 60), np.ones(120, bool)), **PERIOD)
    assert found.low < 1100 < found.high
    plain = np.bincount(boast.left, boast.probability, 1400) + np.bincount(boast.right, boast.probability, 1400)
    assert (1 / (1 + plain)).sum() < 1060  # uncorrected it joins strangers


def test_without_anybody_who_looked_there_is_a_reason_and_no_number():
    records, _, _ = cliques({1: 50, 2: 20})
    found = by_matching(records, Checked(NOBODY, np.zeros(0, bool)), **PERIOD)
    assert isinstance(found, NotEstimated)
    assert (found.why.text, found.met) == (estimates.NOT_CHECKED, 90)
    empty = Matched(np.zeros(0, "U2"), NOBODY, NOBODY, np.zeros(0))
    assert by_matching(empty, Checked(NOBODY, np.zeros(0, bool)), **PERIOD).why.text == estimates.NO_RECORDS


def test_unknown_recall_and_few_checked_pairs_are_said_and_widen():
    records, same, _ = cliques({1: 800, 2: 300})
    few = to_check(records, count=400, seed=1)[:25]
    unknown = by_matching(records, Checked(few, same[few]), **PERIOD)
    assert {one.text for one in unknown.warnings} == {estimates.FEW_CHECKED, estimates.RECALL_UNKNOWN}
    many = to_check(records, count=400, seed=1)
    known = by_matching(records, Checked(many, same[many], np.repeat(["GT", "HN"], 60), np.ones(120, bool)), **PERIOD)
    assert unknown.high - unknown.low > 1.5 * (known.high - known.low)


def test_what_is_known_of_all_together_is_as_unsure_for_many_nationalities_as_for_one():
    """Six pairs known: had each nationality a luck of its own, the sum of twelve would look sure."""
    records, same, _ = cliques({1: 800, 2: 300})
    drawn = to_check(records, count=400, seed=1)
    known = np.array(["HN"] * 6), np.array([True, True, True, True, False, True])
    of = np.array([f"N{at % 12:x}" for at in range(1400)])
    many = Matched(of, records.left, records.right, records.probability)
    one = Matched(np.full(1400, "HN"), records.left, records.right, records.probability)
    width = [
        found.high - found.low
        for found in (by_matching(some, Checked(drawn, same[drawn], *known), **PERIOD) for some in (one, many))
    ]
    assert width[1] > 0.7 * width[0] > 30


@pytest.mark.parametrize(
    ("scored", "missed", "low", "high"), [(0, 0, 0.78, 0.82), (3, 0, 0.8, 0.9), (74, 26, 0.71, 0.77), (1, 60, 0.6, 0.601)]
)
def test_a_few_known_pairs_that_were_all_scored_do_not_make_it_sure_that_all_are(scored, missed, low, high):
    share = _scored(np.repeat([True, False], [scored, missed]), np.random.default_rng(1), 2000)
    assert low < share.mean() < high or share.max() == 0.6
    assert share.min() >= 0.6
    if scored == 3:
        assert np.quantile(share, 0.05) < 0.7


def test_erased_records_keep_their_last_matches():
    records, same, _ = cliques({1: 200, 2: 100})
    drawn = to_check(records, count=400, seed=1)
    checked = Checked(drawn, same[drawn], np.repeat(["GT", "HN"], 60), np.ones(120, bool))
    with_erased = Matched(records.nationality, records.left, records.right, records.probability, np.array([0.0, 1.0, 3.0]))
    one, other = by_matching(records, checked, **PERIOD), by_matching(with_erased, checked, **PERIOD)
    assert other.met == one.met + 3
    assert other.individuals == pytest.approx(one.individuals + 1 + 1 / 2 + 1 / 4, abs=0.2)


def test_the_sample_looks_most_where_the_model_is_unsure_and_is_the_same_again():
    random = np.random.default_rng(2)
    left, right = np.arange(0, 8000, 2), np.arange(1, 8000, 2)
    probability = np.concatenate(
        [random.uniform(0.0, 0.04, 2000), random.uniform(0.3, 0.7, 1000), random.uniform(0.992, 1, 1000)]
    )
    records = Matched(np.full(8000, "HN"), left, right, probability)
    drawn = to_check(records, count=500, seed=3)
    assert drawn.tolist() == to_check(records, count=500, seed=3).tolist()
    assert 500 <= len(drawn) <= 510
    assert len(set(drawn.tolist())) == len(drawn)
    unsure = ((probability[drawn] > 0.3) & (probability[drawn] < 0.7)).mean()
    assert unsure > 0.5
