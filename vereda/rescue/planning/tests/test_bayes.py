"""Bayes after searches and clues: by hand, kept whole over a thousand updates, and undone to the bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vereda.rescue.planning import Clue, Searched, apply_clue, bayes, by_response, cumulative_pod, replay, success, update
from vereda.rescue.planning.errors import (
    BelowZero,
    EverythingRuledOut,
    NotANumber,
    NotAProbability,
    NothingThere,
    ProbabilityAboveOne,
    ShapesDiffer,
)

UNIT = st.floats(0, 1)
SHAPES = st.tuples(st.integers(1, 5), st.integers(1, 5))


@st.composite
def priors(draw):
    weight = draw(SHAPES.flatmap(lambda shape: arrays(float, shape, elements=UNIT)))
    return weight / max(weight.sum(), 1) * draw(st.floats(0.1, 0.99))  # something is always outside


def test_a_search_by_hand_with_a_quarter_outside():
    # 0.5 x 0.2 = 0.1 stays, 0.25 untouched, 0.25 outside: 0.6 in all
    posterior, outside = update([0.5, 0.25], [0.8, 0])
    assert posterior == pytest.approx([1 / 6, 5 / 12], abs=1e-15)
    assert outside == pytest.approx(5 / 12, abs=1e-15)


def test_an_area_searched_with_certainty_is_ruled_out_and_only_that_one():
    posterior, outside = update([0.5, 0.25], [1, 0])
    assert posterior.tolist() == [0, 0.5]
    assert outside == 0.5
    assert update([0.5, 0.25], [1 - 1e-12, 0])[0][0] > 0


def test_a_clue_by_hand():
    # a footprint three times as likely if the person is in the first area: 1.5, 0.3 and 0.2 outside, of 2.0
    posterior, outside = apply_clue([0.5, 0.3], [3, 1])
    assert posterior == pytest.approx([0.75, 0.15], abs=1e-15)
    assert outside == pytest.approx(0.1, abs=1e-15)


def test_a_clue_that_says_nothing_changes_nothing():
    posterior, outside = apply_clue([0.5, 0.25], 1.0)
    assert posterior.tolist() == [0.5, 0.25]
    assert outside == 0.25


def test_small_chances_are_not_rounded_away():
    """Planners that keep two decimals lose a person here: a hundred searches of another area."""
    poc, outside = np.array([0.5, 0.004]), 0.496
    for _ in range(100):
        poc, outside = update(poc, [0.05, 0])
    left = 0.5 * 0.95**100 + 0.5
    assert poc[1] == pytest.approx(0.004 / left, rel=1e-12)
    assert outside == pytest.approx(0.496 / left, rel=1e-12)


def test_three_independent_searches_together():
    # 1 - 0.5 x 0.8 x 0.9
    assert cumulative_pod([[0.5], [0.2], [0.1]]) == pytest.approx([0.64], abs=1e-15)


def test_calling_in_vain_makes_it_likelier_that_the_person_cannot_answer():
    # a whistle finds 0.9 of those who answer, nobody else; half answer, all in one area of 0.8
    states = by_response([0.8], 0.5)
    posterior, outside = update(states, [[0.9], [0.0]])
    # 0.04 answer, 0.4 do not, 0.2 outside, of 0.64
    assert posterior[:, 0] == pytest.approx([0.0625, 0.625], abs=1e-15)
    assert outside == pytest.approx(0.3125, abs=1e-15)
    assert success(states, [[0.9], [0.0]]) == pytest.approx(0.36, abs=1e-15)


@settings(max_examples=25, deadline=None)
@given(priors(), st.integers(0, 2**32 - 1))
def test_chances_stay_whole_over_a_thousand_updates(prior, seed):
    random = np.random.default_rng(seed)
    areas, outside = prior, 1 - prior.sum()
    for _ in range(1000):
        if random.random() < 0.1:
            areas, outside = apply_clue(areas, random.uniform(0, 3, areas.shape))
        else:
            areas, outside = update(areas, random.random(areas.shape) * random.random())
    assert abs(areas.sum() + outside - 1) < 1e-12
    assert (areas >= 0).all()
    assert outside >= 0


@settings(deadline=None)
@given(priors(), st.integers(1, 8), st.data())
def test_an_undone_search_leaves_no_trace_to_the_bit(prior, count, data):
    random = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    steps = [
        Searched(random.random(prior.shape)) if random.random() < 0.7 else Clue(random.uniform(0, 5, prior.shape))
        for _ in range(count)
    ]
    undone = data.draw(st.integers(0, count - 1))
    rest = steps[:undone] + steps[undone + 1 :]
    areas, outside = prior, bayes.outside_of(float(prior.sum()))
    for step in rest:  # as if the undone one had never been
        areas, outside = update(areas, step.pod) if isinstance(step, Searched) else apply_clue(areas, step.likelihood_ratio)
    again, again_outside = replay(prior, rest)
    assert again.tobytes() == areas.tobytes()
    assert again_outside == outside


@settings(deadline=None)
@given(priors(), st.integers(0, 2**32 - 1))
def test_the_order_of_searches_and_the_way_a_grid_is_turned_change_nothing(prior, seed):
    random = np.random.default_rng(seed)
    first, second = random.random((2, *prior.shape))
    one, outside = replay(prior, [Searched(first), Searched(second)])
    other, outside_too = replay(prior, [Searched(second), Searched(first)])
    assert np.abs(one - other).max() < 1e-12
    assert abs(outside - outside_too) < 1e-12
    for turn in (np.rot90, np.flipud, np.fliplr, np.transpose):
        turned, _ = replay(turn(prior), [Searched(turn(first)), Searched(turn(second))])
        assert np.abs(turned - turn(one)).max() < 1e-12


def test_many_cells_take_the_compiled_way_and_come_out_alike():
    random = np.random.default_rng(5)
    prior = random.random((400, 300)) / 130_000
    assert prior.size >= bayes.MANY
    pod = random.random((400, 300))
    posterior, outside = update(prior, pod)
    left = 1 - (prior * pod).sum()
    assert np.abs(posterior - prior * (1 - pod) / left).max() < 1e-15
    assert outside == pytest.approx((1 - prior.sum()) / left, abs=1e-12)
    assert posterior.sum() + outside == pytest.approx(1, abs=1e-12)
    with pytest.raises(ProbabilityAboveOne):
        update(prior * 10, pod)
    with pytest.raises(NotAProbability):
        update(prior, pod + 1)
    with pytest.raises(BelowZero):
        update(prior - prior.mean(), pod)
    pod[7, 7] = np.nan
    with pytest.raises(NotANumber):
        update(prior, pod)


def test_a_sum_of_one_within_rounding_is_taken():
    posterior, outside = update([0.5, 0.5 + 1e-10], [0.5, 0.5])
    assert outside == 0
    assert posterior.sum() == pytest.approx(1, abs=1e-15)


@pytest.mark.parametrize(
    ("poc", "pod", "error"),
    [
        ([0.6, 0.6], [0, 0], ProbabilityAboveOne),
        ([0.5, 0.5 + 2e-9], [0, 0], ProbabilityAboveOne),
        ([0.5, 0.5], [1, 1], EverythingRuledOut),
        ([0.5, -0.1], [0, 0], BelowZero),
        ([0.5, np.nan], [0, 0], NotANumber),
        ([0.5, None], [0, 0], NotANumber),
        (["a", "b"], [0, 0], NotANumber),
        ([0.5, 0.1], [0, 1.1], NotAProbability),
        ([0.5, 0.1], [0, -0.1], NotAProbability),
        ([0.5, 0.1], [0, np.inf], NotANumber),
        ([0.5, 0.1], [0, 0, 0], ShapesDiffer),
        ([0.5, 0.1], [0], ShapesDiffer),
        ([[0.5, 0.1], [0.1]], 0.5, NotANumber),
        ([], [], NothingThere),
    ],
)
def test_what_cannot_be_updated_is_refused_in_one_sentence(poc, pod, error):
    with pytest.raises(error) as refused:
        update(poc, pod)
    assert str(refused.value).endswith(".")
    assert "{" not in str(refused.value)


def test_clues_that_cannot_be_are_refused():
    for ratio, error in [([1, -1], BelowZero), ([1, np.nan], NotANumber), ([0, 0], EverythingRuledOut), ([1], ShapesDiffer)]:
        with pytest.raises(error):
            apply_clue([0.5, 0.5], ratio)
    assert apply_clue([0.5, 0.5], [1e308, 1e308])[0].tolist() == [0.5, 0.5]
    with pytest.raises(ProbabilityAboveOne):
        apply_clue([0.5, 0.6], 1)
