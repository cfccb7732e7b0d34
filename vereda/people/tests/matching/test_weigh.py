"""What all comparisons weigh when they are heard together (bench/matching/weigh.py)."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from bench.matching.weigh import _fitted, _levels


def test_what_two_comparisons_say_together_is_not_counted_twice():
    both = np.array([1] * 300 + [0] * 700)
    which = csr_array(np.column_stack([both, both]).astype(float))  # village and telephone of one house: always both or neither
    same = np.concatenate([np.arange(300) < 200, np.arange(700) < 7])
    moved, for_all = _fitted(which, np.zeros(1000), same, np.array([4.0, 4.0]), np.array([0.01, 0.01]))
    said = 1 / (1 + np.exp(-(moved.sum() + for_all)))
    assert abs(said - 2 / 3) < 0.01
    assert abs(1 / (1 + np.exp(-for_all)) - 0.01) < 0.005


def test_a_level_that_nobody_met_stays_as_it_was_counted():
    which = csr_array(np.zeros((10, 1)))
    moved, _ = _fitted(which, np.zeros(10), np.arange(10) < 5, np.array([3.0]), np.array([8.0]))
    assert moved.tolist() == [3.0]


def test_nothing_is_likelier_than_certain():
    levels = {"given": {"both": (0.5, 0.01)}}
    made = _levels(levels, [("given", "both")], np.array([np.log(400.0)]))
    m, u = made["given"]["both"]
    assert m == 1.0
    assert abs(m / u - 400) < 1
