"""One resource: by hand, optimal, nested, the same for a turned world, and at any scale of its weights."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vereda.rescue.planning import allocate, allocation
from vereda.rescue.planning.errors import BelowZero, NegativeHours, NotANumber, NothingThere, ShapesDiffer

COUNTS = st.integers(1, 12)


@st.composite
def problems(draw):
    """Weights and rates, some of them zero and some alike, and hours."""
    count = draw(COUNTS)
    element = st.one_of(st.sampled_from([0.0, 1.0, 2.0]), st.floats(1e-4, 1e4))
    poc, rate = (draw(arrays(float, count, elements=element)) for _ in range(2))
    return poc, rate, draw(st.floats(1e-3, 1e3))


def test_two_like_areas_share_alike():
    assert allocate([0.3, 0.3], 2.0, 5).tolist() == [2.5, 2.5]


def test_all_hours_go_to_the_better_area_until_both_are_worth_the_same():
    # poc x rate is e and 1: the first is searched alone for an hour; of the rest each gets half
    poc = [np.e, 1.0]
    assert allocate(poc, 1.0, 0.75) == pytest.approx([0.75, 0], abs=1e-15)
    assert allocate(poc, 1.0, 3) == pytest.approx([2, 1], abs=1e-14)


def test_an_hour_counts_by_its_rate():
    # ln(p r): ln 4 and ln 2, rates 4 and 1. Level L: (ln 4 - L)/4 + (ln 2 - L) = 1 -> L = (1.5 ln 2 - 1)/1.25
    level = (1.5 * np.log(2) - 1) / 1.25
    assert allocate([1, 2], [4, 1], 1) == pytest.approx([(np.log(4) - level) / 4, np.log(2) - level], abs=1e-14)


def test_three_areas_of_a_halving_weight():
    # weights 4, 2, 1 at rate 1: with 3 ln 2 hours the third is just reached: 2 ln 2, ln 2, 0
    assert allocate([4, 2, 1], 1.0, 3 * np.log(2)) == pytest.approx([2 * np.log(2), np.log(2), 0], abs=1e-14)
    assert allocate([4, 2, 1], 1.0, 6 * np.log(2)) == pytest.approx([3 * np.log(2), 2 * np.log(2), np.log(2)], abs=1e-14)


def test_nothing_to_search_spends_nothing_and_no_hours_give_none():
    assert allocate([0, 5], [3, 0], 2).tolist() == [0, 0]
    assert allocate([1, 5], [3, 1], 0).tolist() == [0, 0]


def test_a_grid_keeps_its_shape():
    assert allocate(np.ones((2, 3)), np.ones((2, 3)), 6).tolist() == [[1, 1, 1], [1, 1, 1]]


@settings(deadline=None)
@given(problems())
def test_no_hour_is_worth_more_elsewhere(problem):
    poc, rate, hours = problem
    plan = allocate(poc, rate, hours)
    able = (poc > 0) & (rate > 0)
    assert (plan[~able] == 0).all()
    if not able.any():
        return
    assert plan.sum() == pytest.approx(hours, rel=1e-12)
    worth = np.log(poc[able] * rate[able]) - rate[able] * plan[able]
    used = plan[able] > 0
    assert np.ptp(worth[used]) <= 1e-9 * (1 + np.abs(worth).max() + (rate[able] * plan[able]).max())
    assert (worth[~used] <= worth[used].min() + 1e-9).all()


@settings(deadline=None)
@given(problems(), st.floats(0, 1))
def test_the_plan_for_more_hours_contains_the_plan_for_fewer(problem, part):
    poc, rate, hours = problem
    shorter, longer = allocate(poc, rate, hours * part), allocate(poc, rate, hours)
    assert (shorter <= longer + 1e-9 * hours).all()


@settings(deadline=None)
@given(problems(), st.floats(1e-200, 1e200))
def test_only_the_proportions_of_weights_count(problem, scale):
    poc, rate, hours = problem
    assert np.abs(allocate(poc, rate, hours) - allocate(poc * scale, rate, hours)).max() <= 1e-9 * hours


@settings(deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_the_order_of_areas_decides_nothing(problem, random):
    poc, rate, hours = problem
    order = random.sample(range(poc.size), poc.size)
    assert np.abs(allocate(poc[order], rate[order], hours) - allocate(poc, rate, hours)[order]).max() <= 1e-9 * hours


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.01, 100))
def test_a_turned_or_mirrored_grid_gets_the_turned_plan(seed, hours):
    random = np.random.default_rng(seed)
    poc, rate = random.integers(0, 4, (2, 6, 6)).astype(float)
    plan = allocate(poc, rate, hours)
    for turn in (np.rot90, np.flipud, np.fliplr, np.transpose):
        assert np.abs(allocate(turn(poc), turn(rate), hours) - turn(plan)).max() < 1e-9


@pytest.mark.parametrize("hours", [1e-3, 1, 1e3, 1e7])
def test_many_areas_come_out_as_when_all_are_looked_at(monkeypatch, hours):
    random = np.random.default_rng(11)
    poc, rate = random.random(50_000) ** 4, random.uniform(0.1, 2, 50_000)
    poc[random.random(50_000) < 0.1] = 0
    sampled = allocate(poc, rate, hours)
    monkeypatch.setattr(allocation, "FEW", poc.size)
    assert np.abs(sampled - allocate(poc, rate, hours)).max() <= 1e-9 * hours
    monkeypatch.setattr(allocation, "MANY", 1)  # the compiled way
    assert np.abs(sampled - allocate(poc, rate, hours)).max() <= 1e-9 * hours
    assert allocate([1e300, 1.0], [1.0, 1.0], 1e-3).tolist() == [1e-3, 0]


def test_rates_of_very_different_size_lose_no_digits():
    # worth e and 1 per hour: the slow area takes nearly all; t0 = (1 - L)/1e-9, t1 = -L with L = (1e9 - T)/(1e9 + 1)
    plan = allocate([np.e * 1e9, 1], [1e-9, 1], 2e9)
    level = (1e9 - 2e9) / (1e9 + 1)
    assert plan == pytest.approx([(1 - level) * 1e9, -level], rel=1e-6)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (([1, 2], [1, 1], -1), NegativeHours),
        (([1, 2], [1, 1], np.nan), NotANumber),
        (([1, 2], [1, 1], [1, 2]), ShapesDiffer),
        (([1, -2], [1, 1], 1), BelowZero),
        (([1, 2], [1, -1], 1), BelowZero),
        (([1, np.inf], [1, 1], 1), NotANumber),
        (([1, 2], [1, 1, 1], 1), ShapesDiffer),
        (([], [], 1), NothingThere),
    ],
)
def test_what_cannot_be_shared_out_is_refused_in_one_sentence(arguments, error):
    with pytest.raises(error) as refused:
        allocate(*arguments)
    assert str(refused.value).endswith(".")
    assert "{" not in str(refused.value)


def test_hours_that_cannot_be_told_from_none_are_shared_out_and_come_to_an_end():
    assert allocate([0.1, 0.2, 0.2], 0.3, 5e-324).sum() == pytest.approx(0, abs=1e-300)
    assert allocate([0.2], [1e-3], 5e-324).sum() == pytest.approx(0, abs=1e-300)
