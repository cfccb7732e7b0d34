"""Sweep widths, coverage and curves: closed forms by hand."""

from __future__ import annotations

import numpy as np
import pytest

from vereda.rescue.planning import (
    coverage,
    coverage_of_spacing,
    pod,
    random_search_cost,
    rate_per_hour,
    sweep_width,
    sweep_width_from_boat,
    sweep_width_from_range,
)
from vereda.rescue.planning.errors import (
    AreaOfZero,
    BelowZero,
    NotAboveZero,
    NotANumber,
    NotAProbability,
    OutOfTable,
    ShapesDiffer,
    UnknownCurve,
)


def test_the_random_curve_is_below_the_inverse_cube_one_and_that_below_certainty():
    coverages = np.linspace(0.01, 3, 50)
    random, cube, sure = (pod(coverages, curve) for curve in ("random", "inverse_cube", "definite_range"))
    assert (random < cube).all()
    assert (cube <= sure).all()
    assert pod(0) == 0


def test_half_the_people_are_found_at_a_coverage_of_ln_2():
    assert pod(np.log(2)) == pytest.approx(0.5, abs=1e-15)


def test_small_coverage_keeps_its_digits():
    assert pod(1e-18) == pytest.approx(1e-18, rel=1e-12)


def test_a_rate_is_width_times_speed_over_size():
    # 40 m x 0.5 m/s x 3600 s = 72,000 m2 an hour, of 144,000
    assert rate_per_hour(40, 0.5, 144_000) == pytest.approx(0.5, abs=1e-15)
    # four searchers with 40 m on lines 100 m apart
    assert coverage_of_spacing(40, 100) == pytest.approx(0.4, abs=1e-15)


def test_width_is_the_area_under_the_lateral_range_curve():
    # a triangle 60 m wide on both sides and 0.8 high: 0.8 x 60 = 48; as one side alone, doubled
    assert sweep_width([-60, 0, 60], [0, 0.8, 0]) == pytest.approx(48, abs=1e-12)
    assert sweep_width([0, 60], [0.8, 0]) == pytest.approx(48, abs=1e-12)
    # one side from 10 m on: 0.5 up to there, then falling to 0 at 30 m: 2 x (5 + 5)
    assert sweep_width([10, 30], [0.5, 0]) == pytest.approx(20, abs=1e-12)


def test_width_of_an_inverse_cube_curve_is_that_of_koopman():
    width = 50.0
    x = np.linspace(-40_000, 40_000, 1_600_001)
    with np.errstate(divide="ignore"):
        found = -np.expm1(-(width**2) / (4 * np.pi * x**2))
    # the two tails beyond the points hold W2 / (4 pi x) each
    assert sweep_width(x, found) + 2 * width**2 / (4 * np.pi * 40_000) == pytest.approx(width, rel=1e-5)


def test_visibility_between_two_columns_lies_between():
    mile = 1852.0
    assert sweep_width_from_boat("1-person raft", 2 * mile) == pytest.approx(1.0 * mile, rel=1e-12)  # of 0.7 and 1.3
    assert sweep_width_from_boat("1-person raft", 50 * mile) == pytest.approx(2.7 * mile, rel=1e-12)


def test_random_search_costs_nothing_more_at_first():
    assert random_search_cost(0.0) == 1
    assert random_search_cost(1e-9) == pytest.approx(1, abs=1e-8)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        (lambda: pod(-1), BelowZero),
        (lambda: pod(np.nan), NotANumber),
        (lambda: pod(1, "linear"), UnknownCurve),
        (lambda: coverage(20, 100, 0), AreaOfZero),
        (lambda: coverage(20, 100, [10, -1]), AreaOfZero),
        (lambda: coverage(-20, 100, 10), BelowZero),
        (lambda: coverage(20, [1, 2], [1, 2, 3]), ShapesDiffer),
        (lambda: coverage_of_spacing(20, 0), NotAboveZero),
        (lambda: sweep_width([0, 0], [1, 1]), NotAboveZero),
        (lambda: sweep_width([0, 10], [1, 1.2]), NotAProbability),
        (lambda: sweep_width([0, 10], [1]), ShapesDiffer),
        (lambda: sweep_width_from_range(30, "invisible"), UnknownCurve),
        (lambda: sweep_width_from_boat("horse", 5000), UnknownCurve),
        (lambda: sweep_width_from_boat("person in water", 500), OutOfTable),
        (lambda: random_search_cost(1), NotAProbability),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(asked, error):
    with pytest.raises(error) as refused:
        asked()
    assert str(refused.value).endswith(".")
    assert "{" not in str(refused.value)
