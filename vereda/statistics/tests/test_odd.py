"""When a month is far from what a group counts: numbers worked by hand."""

from __future__ import annotations

import pytest

from vereda.statistics.odd import odd

EVEN = [100] * 12  # the scale is its floor: 3.5 x 0.18 = 0.63 in logarithms, a factor of 1.88
WIDE = [40, 80, 160, 40, 80, 160, 40, 80, 160, 40, 80, 160]  # median 80; median deviation 0.685, scale 1.016, factor 35


def test_an_even_group_may_rise_or_fall_by_less_than_double():
    assert odd(185, EVEN) is None
    assert odd(55, EVEN) is None
    found = odd(200, EVEN)
    assert found is not None
    assert (found.number, found.usual, found.low, found.high) == (200, 100, 53, 189)
    assert odd(40, EVEN) is not None
    assert odd(0, EVEN) is not None


def test_a_group_that_always_swings_may_swing():
    assert odd(600, WIDE) is None
    assert odd(4, WIDE) is None
    assert odd(3000, WIDE) is not None


def test_one_odd_month_before_hides_nothing():
    assert odd(200, [*EVEN[:11], 5000]) is not None


def test_a_season_that_came_a_year_before_too_is_not_odd():
    assert odd(200, EVEN, year_before=190) is None
    assert odd(200, EVEN, year_before=95) is not None


@pytest.mark.parametrize(
    ("number", "before"),
    [(200, EVEN[:5]), (29, [3] * 12), (0, [20] * 12), (200, [])],
    ids=["five months", "small", "small that fell", "nothing before"],
)
def test_of_too_little_nothing_is_said(number, before):
    assert odd(number, before) is None


def test_only_the_last_twelve_months_count():
    assert odd(200, [200] * 30 + EVEN) is not None
