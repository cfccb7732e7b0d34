"""Ages as they are told: without a database."""

from __future__ import annotations

from datetime import date

import pytest

from vereda.tracing.rules.ages import ages, band_of, born

ON = date(2026, 11, 20)


@pytest.mark.parametrize(("least", "most", "years"), [(20, 20, (2005, 2006)), (14, 15, (2010, 2012)), (0, 0, (2025, 2026))])
def test_an_age_is_an_interval_of_years_of_birth(least, most, years):
    assert born(least, most, ON) == years
    assert ages(*years, ON) == (least, most)


@pytest.mark.parametrize(
    ("least", "most", "band"),
    [
        (0, 4, "0-4"), (5, 5, "5-11"), (12, 17, "12-17"), (18, 29, "18-29"), (60, 120, "60+"),
        (10, 14, "0-17"), (4, 5, "0-17"), (18, 30, "18+"), (17, 18, "U"), (0, 120, "U"),
    ],
)  # fmt: skip
def test_a_band_is_told_only_where_it_is_sure(least, most, band):
    assert band_of(least, most) == band
