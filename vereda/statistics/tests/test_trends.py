"""Series of months: what is refused, what is found in them, and that the same month of the year before is beaten or used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from vereda.countries.door import celebrated
from vereda.statistics.trends import (
    AHEAD,
    Explained,
    Series,
    Step,
    Way,
    explained,
    foreseen,
    last_whole,
    months_from,
    moved_days,
    series,
    tried,
)
from vereda.statistics.trends.backtests import _widths
from vereda.statistics.trends.reasons import shifts

FIRST = date(2014, 1, 1)
HOLY = dict.fromkeys((date(2014, 4, 18), date(2015, 4, 3), date(2016, 3, 25), date(2017, 4, 14)), "Viernes Santo")


def invented(months: int, *, noise: float = 0.05, season: float = 0.3, step: float = 0.0, since: int = 0) -> Series:
    random, at = np.random.default_rng(7), np.arange(months)
    logs = season * np.sin(at * np.pi / 6) + step * (at >= since) + random.normal(0, noise, months)
    return Series(FIRST, tuple(float(round(value)) for value in 1000 * np.exp(logs)))


class TestRefused:
    def test_two_years_are_too_short_and_it_is_said_how_much_is_missing(self):
        found = foreseen(invented(35), {})
        assert str(found.why) == "Meses en la serie: 35. Hacen falta al menos 36: no se pronostica."
        assert found.months == ()

    def test_a_gap_is_named_and_not_filled(self):
        counted = dict.fromkeys(months_from(FIRST, 48), 100.0)
        one = series(counted, FIRST, date(2017, 12, 1), unknown=[date(2015, 3, 1)])
        assert "2015-03" in str(foreseen(one, {}).why)

    def test_a_month_that_counted_nothing_is_zero_and_no_gap(self):
        counted = dict.fromkeys(months_from(FIRST, 48), 100.0)
        del counted[date(2015, 3, 1)]
        assert series(counted, FIRST, date(2017, 12, 1)).values[14] == 0

    def test_few_people_a_month_are_no_series(self):
        one = series(dict.fromkeys(months_from(FIRST, 48), 9.0), FIRST, date(2017, 12, 1))
        assert "menos de 10" in str(foreseen(one, {}).why)

    def test_the_month_that_runs_is_left_out(self):
        assert last_whole(date(2026, 3, 1)) == date(2026, 2, 1)
        assert last_whole(date(2026, 1, 31)) == date(2025, 12, 1)


class TestFeasts:
    def test_holy_week_is_told_by_the_month_in_which_it_lies_less_what_that_month_has_otherwise(self):
        found = dict(zip(months_from(FIRST, 48), moved_days(HOLY, months_from(FIRST, 48)), strict=True))
        assert found[date(2016, 3, 1)] == 0.75
        assert found[date(2014, 3, 1)] == -0.25
        assert found[date(2016, 4, 1)] == -0.75
        assert found[date(2016, 5, 1)] == 0

    def test_a_feast_that_always_lies_in_one_month_is_part_of_the_season(self):
        assert not any(moved_days({date(year, 12, 25): "Navidad" for year in range(2014, 2018)}, months_from(FIRST, 48)))

    def test_those_of_the_neighbours_count_since_people_come_from_there(self):
        known = celebrated("mx", 2016, 2016)
        assert date(2016, 3, 25) in known, "Good Friday is in the law of Guatemala, and not of Mexico"
        assert known[date(2016, 9, 16)] == "Día de la Independencia"


class TestExplained:
    def test_a_change_of_level_is_found_dated_and_sized(self):
        found = explained(invented(96, step=0.4, since=50), [0.0] * 96)
        [step] = found.steps
        assert abs((step.since - date(2018, 3, 1)).days) <= 31
        assert step.share == pytest.approx(np.expm1(0.4), abs=0.06)

    def test_nothing_is_found_where_nothing_is(self):
        found = explained(invented(96, season=0.0), [0.0] * 96)
        assert found.steps == ()
        assert found.season is None
        assert found.feast is None

    def test_the_season_has_its_strongest_and_weakest_month(self):
        found = explained(invented(96), [0.0] * 96)
        assert (found.strongest, found.weakest) == (4, 10)
        assert found.season[3] == pytest.approx(np.expm1(0.3), abs=0.05)

    def test_what_a_day_of_a_moving_feast_does_is_measured(self):
        moved = np.array(moved_days(celebrated("mx", 2014, 2021), months_from(FIRST, 96)))
        logs = np.log(np.array(invented(96, noise=0.02).known)) - 0.08 * moved
        found = explained(Series(FIRST, tuple(np.exp(logs).tolist())), moved.tolist())
        assert found.feast == pytest.approx(-0.077, abs=0.02)

    def test_another_way_of_counting_is_no_change_of_level_and_says_how_unsure_it_is(self):
        whole = invented(96, step=0.4, since=93)
        found = explained(replace(whole, by_hand=93), [0.0] * 96)
        assert found.steps == ()
        assert found.method.since == date(2021, 10, 1)
        assert found.method.share == pytest.approx(np.expm1(0.4), abs=0.1)
        assert 0.02 < found.method.unsure < 0.08
        assert explained(replace(whole, by_hand=96), [0.0] * 96).method is None


class TestIntervals:
    def test_the_level_may_jump_again_as_far_as_it_has_and_rather_in_the_same_month(self):
        found = Explained(None, None, (Step(date(2016, 1, 1), float(np.expm1(0.4))),))
        may = shifts(found, Series(FIRST, (1.0,) * 48), 6)
        assert len(may) == 54
        assert sum(may[:12]) == pytest.approx(0.4**2 / 4)
        assert may[0] == may[12] == pytest.approx(13 * may[1])

    def test_an_interval_holds_what_the_tries_missed_by_that_many_months_ahead(self):
        errors = np.tile(np.arange(1.0, 41.0)[:, None], 6)
        errors[-5:, 5] = np.nan
        widths = _widths(errors, 40)
        assert widths[0] == 33, "of 40 the one that holds 0.8 of 41"
        assert widths.tolist() == sorted(widths.tolist())
        assert _widths(errors, 8)[0] == 8, "of few the largest"


class TestTried:
    def test_a_level_that_rose_lately_is_followed_where_last_year_does_not_know_of_it(self):
        one = invented(60, step=0.5, since=46)
        found = tried(one.known, [0.0] * (60 + AHEAD))
        assert found.chosen != Way.SEASONAL_NAIVE
        assert found.ratio < 0.7
        ahead = foreseen(one, {}).months
        assert [month.first for month in ahead] == months_from(date(2019, 1, 1), AHEAD)
        assert all(month.low <= month.middle <= month.high for month in ahead)
        assert ahead[3].middle == pytest.approx(1000 * np.exp(0.8), rel=0.15)

    def test_where_nothing_is_better_the_same_month_of_the_year_before_is_used_and_said(self):
        years = [[100, 900, 300, 40, 700, 120, 80, 500, 60, 410, 220, 90]] * 4
        found = tried([float(value) for year in years for value in year], [0.0] * (48 + AHEAD))
        assert found.is_naive
        assert np.expm1(found.middle).round().tolist() == [100, 900, 300, 40, 700, 120]
