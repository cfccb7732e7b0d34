"""Several resources: by hand, optimal to rounding, and no plan that hangs on the order of areas or resources."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.rescue.planning import allocate, allocate_many
from vereda.rescue.planning.errors import BelowZero, NegativeHours, NotANumber, ShapesDiffer


def worst(poc, rates, hours, plan):
    """Return by how much, in a logarithm, an hour of some resource is worth less where it is spent than elsewhere."""
    poc, rates = np.asarray(poc, float), np.asarray(rates, float)
    found = 0.0
    for rate, hour, row in zip(rates, hours, plan, strict=True):
        able = (rate > 0) & (poc > 0)
        assert (row[~able] == 0).all()
        assert row.sum() == pytest.approx(hour if able.any() else 0, rel=1e-12)
        if hour and able.any():
            worth = np.log(poc[able] * rate[able]) - (rates * plan).sum(axis=0)[able]
            found = max(found, worth.max() - worth[row[able] > 0].min())
    return found


@st.composite
def problems(draw):
    """Areas and resources of every kind: rates free, in round numbers, in proportion, mostly zero; weights over many sizes."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    count, areas = draw(st.integers(1, 4)), draw(st.integers(1, 9))
    poc, rates = random.random(areas), random.random((count, areas)) * 10.0 ** random.uniform(-2, 1)
    kind = draw(st.sampled_from(["free", "round", "proportional", "sparse", "wide"]))
    if kind == "round":
        poc, rates = np.round(poc * 3), np.round(rates / rates.max() * 3)
    elif kind == "proportional":
        rates = np.outer(random.random(count), random.random(areas))
    elif kind == "sparse":
        rates *= random.random(rates.shape) < 0.5
    elif kind == "wide":
        poc = 10.0 ** random.uniform(-8, 2, areas)
    return poc, rates, random.uniform(0, 10, count) * (random.random(count) < 0.9)


def test_each_goes_where_it_is_better():
    # alike but for the side on which each is twice as fast
    assert allocate_many([1, 1], [[2, 1], [1, 2]], 1.0).tolist() == [[1, 0], [0, 1]]


def test_a_resource_that_can_do_one_area_only_leaves_the_other_to_the_second():
    # the boat covers the river 1 in its hour; the team fills up both to the same: 1 + a = b, a + b = 3 -> a = 1, b = 2
    plan = allocate_many([0.2, 0.2], [[1, 0], [1, 1]], [1, 3])
    assert plan[0].tolist() == [1, 0]
    assert plan[1] == pytest.approx([1, 2], abs=1e-12)


def test_three_teams_of_one_kind_are_one_team_of_their_hours():
    poc, rate = np.array([0.5, 0.3, 0.1]), np.array([0.4, 0.7, 0.2])
    plan = allocate_many(poc, [rate, rate * 2, rate], [1, 1, 2])
    assert (plan * [[1], [2], [1]]).sum(axis=0) == pytest.approx(allocate(poc, rate, 5), abs=1e-12)
    assert plan[0] == pytest.approx(plan[1], abs=1e-12)
    assert plan[2] == pytest.approx(2 * plan[0], abs=1e-12)


def test_one_resource_is_the_exact_plan_and_none_leaves_all_empty():
    poc, rate = [0.5, 0.3], [0.4, 0.7]
    assert allocate_many(poc, [rate], [3])[0] == pytest.approx(allocate(poc, rate, 3), abs=1e-12)
    assert allocate_many(poc, [[0, 0], rate], [3, 0]).tolist() == [[0, 0], [0, 0]]
    assert allocate_many(np.ones((2, 2)), np.ones((3, 2, 2)), [1, 2, 3]).shape == (3, 2, 2)


def test_the_value_agrees_with_a_general_solver():
    from scipy.optimize import minimize

    random = np.random.default_rng(4)
    poc, rates, hours = random.random(4), random.random((3, 4)), np.array([1.0, 2.0, 0.5])
    plan = allocate_many(poc, rates, hours)

    def missed(flat):
        return (poc * np.exp(-(rates * flat.reshape(3, 4)).sum(axis=0))).sum()

    limits = [{"type": "eq", "fun": lambda flat, one=one: flat.reshape(3, 4)[one].sum() - hours[one]} for one in range(3)]
    start = np.repeat(hours / 4, 4)
    found = minimize(
        missed, start, bounds=[(0, None)] * 12, constraints=limits, method="SLSQP", options={"ftol": 1e-14, "maxiter": 500}
    )
    assert missed(plan.ravel()) == pytest.approx(found.fun, rel=1e-9)
    assert missed(plan.ravel()) <= found.fun + 1e-12


@settings(max_examples=150, deadline=None)
@given(problems())
def test_no_hour_of_any_resource_is_worth_more_elsewhere(problem):
    poc, rates, hours = problem
    assert worst(poc, rates, hours, allocate_many(poc, rates, hours)) < 1e-9


@settings(max_examples=60, deadline=None)
@given(problems(), st.randoms(use_true_random=False))
def test_neither_the_order_of_areas_nor_that_of_resources_decides(problem, random):
    poc, rates, hours = problem
    areas, resources = (random.sample(range(count), count) for count in (poc.size, hours.size))
    plan = allocate_many(poc, rates, hours)
    again = allocate_many(poc[areas], rates[resources][:, areas], hours[resources])
    assert np.abs(again - plan[resources][:, areas]).max() < 1e-9


def test_a_turned_or_mirrored_grid_gets_the_turned_plan():
    random = np.random.default_rng(8)
    poc, rates = random.integers(0, 4, (5, 5)).astype(float), random.integers(0, 4, (3, 5, 5)).astype(float)
    plan = allocate_many(poc, rates, [1, 2, 3])
    for turn in (np.rot90, np.flipud, np.fliplr, np.transpose):
        turned = allocate_many(turn(poc), np.stack([turn(rate) for rate in rates]), [1, 2, 3])
        assert np.abs(turned - np.stack([turn(row) for row in plan])).max() < 1e-9


@pytest.mark.parametrize("scale", [1e-6, 1.0, 30.0, 1000.0])
def test_many_areas_with_little_and_with_very_much_time(scale):
    random = np.random.default_rng(2)
    poc, rates = random.random(300) ** 3, random.uniform(0.5, 1, (4, 1)) * random.uniform(0.7, 1.3, (4, 300))
    hours = random.uniform(0.5, 2, 4) * 75 * scale
    assert worst(poc, rates, hours, allocate_many(poc, rates, hours)) < 1e-8


@pytest.mark.parametrize(
    ("rates", "hours", "error"),
    [
        ([[1, 1], [1, 1]], [1, -1], NegativeHours),
        ([[1, 1], [1, -1]], [1, 1], BelowZero),
        ([[1, 1], [1, np.nan]], [1, 1], NotANumber),
        ([[1, 1, 1], [1, 1, 1]], [1, 1], ShapesDiffer),
        ([[1, 1], [1, 1]], [1, 1, 1], ShapesDiffer),
        ([1, 1], [1, 1], ShapesDiffer),
        ([[1, 1], [1]], [1, 1], NotANumber),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(rates, hours, error):
    with pytest.raises(error) as refused:
        allocate_many([0.5, 0.5], rates, hours)
    assert str(refused.value).endswith(".")
    assert "{" not in str(refused.value)
