"""Whole segments: against every plan there is, and by value where plans are equal."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vereda.rescue.planning import assign
from vereda.rescue.planning.errors import MoreTeamsThanAreas, NotAProbability, ShapesDiffer


def worth(poc, pod, areas):
    left = np.array(poc, float)
    for row, area in zip(np.asarray(pod, float), areas, strict=True):
        left[area] *= 1 - row[area]
    return float(np.sum(poc) - left.sum())


@st.composite
def problems(draw):
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    count, areas = draw(st.integers(1, 4)), draw(st.integers(1, 5))
    poc, pod = random.random(areas), random.random((count, areas))
    if draw(st.booleans()):
        poc, pod = np.round(poc * 3), np.round(pod * 2) / 2
    return poc, pod


def test_each_team_gets_the_area_that_leaves_most_to_the_others():
    # apart: dog 0.5 x 0.8 + foot 0.4 x 0.5 = 0.60; the other way 0.5 x 0.6 + 0.4 x 0.7 = 0.58
    assert assign([0.5, 0.4], [[0.8, 0.7], [0.6, 0.5]]).tolist() == [0, 1]


def test_two_teams_go_to_one_area_where_the_second_still_finds_more_there():
    # both in the first: 0.8 x 0.75 = 0.60; apart: 0.4 + 0.05
    poc, pod = [0.8, 0.1], [[0.5, 0.5], [0.5, 0.5]]
    assert assign(poc, pod).tolist() == [0, 0]
    assert sorted(assign(poc, pod, apart=True).tolist()) == [0, 1]


def test_more_teams_than_areas_share():
    assert assign([0.5], [[0.2], [0.3], [0.4]]).tolist() == [0, 0, 0]
    with pytest.raises(MoreTeamsThanAreas):
        assign([0.5], [[0.2], [0.3]], apart=True)


@settings(deadline=None)
@given(problems())
def test_no_other_plan_finds_the_person_more_likely(problem):
    poc, pod = problem
    taken = assign(poc, pod)
    best = max(worth(poc, pod, areas) for areas in product(range(poc.size), repeat=len(pod)))
    assert worth(poc, pod, taken) == pytest.approx(best, abs=1e-12)
    if len(pod) <= poc.size:
        apart = assign(poc, pod, apart=True)
        assert len(set(apart.tolist())) == len(pod)
        best = max(worth(poc, pod, areas) for areas in permutations(range(poc.size), len(pod)))
        assert worth(poc, pod, apart) == pytest.approx(best, abs=1e-12)


@settings(deadline=None)
@given(problems(), st.randoms(use_true_random=False), st.booleans())
def test_areas_are_chosen_by_their_values_and_not_by_their_place(problem, random, apart):
    poc, pod = problem
    if apart and len(pod) > poc.size:
        return
    order = np.array(random.sample(range(poc.size), poc.size))
    taken, again = assign(poc, pod, apart=apart), order[assign(poc[order], pod[:, order], apart=apart)]
    assert poc[again].tolist() == poc[taken].tolist()
    assert pod[:, again].tolist() == pod[:, taken].tolist()


def test_what_does_not_fit_is_refused():
    with pytest.raises(ShapesDiffer):
        assign([0.5, 0.5], [[0.5], [0.5]])
    with pytest.raises(NotAProbability):
        assign([0.5, 0.5], [[0.5, 1.5]])
