"""Rises of a post's days: found when they come, not told when it is chance, and what a post should be ready for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from scipy.stats import nbinom

from vereda.statistics.trends import rises, rounded, supply, watched
from vereda.statistics.trends.watch import chance_of

FIRST = date(2026, 3, 2)  # a Monday
WEEK = [40, 34, 42, 38, 41, 22, 18]
USUAL = WEEK * 10


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


class TestFound:
    def test_a_loud_day_is_told_on_its_evening(self):
        [rise] = rises(FIRST, [*USUAL, 300])
        assert (rise.began_on, rise.told_on, rise.people) == (day(70), day(70), 300)
        assert rise.usual == pytest.approx(40, abs=4)

    def test_what_comes_in_over_three_days_is_told_on_the_third_at_the_latest(self):
        [rise] = rises(FIRST, [*USUAL, 80, 85, 95])
        assert rise.told_on <= day(72)
        assert rise.began_on >= day(70)

    def test_ordinary_weeks_tell_nothing(self):
        assert rises(FIRST, USUAL * 3) == []

    def test_a_new_post_has_nothing_to_compare_with(self):
        assert rises(FIRST, [*WEEK * 4, 400]) == []
        assert supply(watched(FIRST, WEEK * 4)) is None

    def test_a_rise_that_stays_becomes_the_usual_and_is_not_told_again(self):
        found = rises(FIRST, [*USUAL, *[2.5 * count for count in WEEK * 12]])
        assert len(found) == 1
        assert found[0].days <= 10

    def test_days_on_which_the_post_was_shut_do_not_hide_a_rise(self):
        weeks = [*USUAL[:35], 0, 0, *USUAL[37:52], 0, *USUAL[53:]]
        assert watched(FIRST, weeks).usual().spread < 3
        [rise] = rises(FIRST, [*weeks, 120])
        assert rise.told_on == day(70)

    def test_two_days_that_were_written_as_one_are_no_rise(self):
        weeks = [2 * count for count in USUAL]
        assert rises(FIRST, [*weeks, 0, weeks[0] + weeks[1] + 20]) == []
        assert rises(FIRST, [*weeks, weeks[0], weeks[0] + weeks[1] + 20]) != []

    def test_a_weekday_of_rest_is_usual(self):
        assert watched(FIRST, [40, 40, 40, 40, 40, 40, 0] * 10).usual().by_weekday[6] < 20

    def test_twenty_people_more_are_not_worth_a_vehicle(self):
        assert rises(FIRST, [*[0] * 70, 25]) == []

    def test_the_chance_is_that_of_a_negative_binomial(self):
        # variance = 2 * 10 + (0.2 * 10) ** 2 = 24
        assert chance_of(20, 10.0, 2.0) == pytest.approx(nbinom.sf(19, 100 / 14, 10 / 24), rel=1e-9)
        assert chance_of(0, 10.0, 2.0) == 1.0


class TestSupply:
    def test_without_a_rise_it_is_what_those_weekdays_usually_bring(self):
        found = supply(watched(FIRST, USUAL))
        assert found.rise is None
        assert (found.from_on, found.to_on) == (day(70), day(73))
        assert found.people == found.usual == pytest.approx(sum(WEEK[:4]), abs=10)
        assert found.low < found.people < found.high

    def test_a_rise_of_today_may_bring_as_many_again_and_it_is_less_each_day(self):
        first = supply(watched(FIRST, [*USUAL, 300]))
        second_day = supply(watched(FIRST, [*USUAL, 300, 300]))
        assert first.rise.more == pytest.approx(260, abs=10)
        assert first.people == rounded(first.people) > first.usual
        assert first.high > first.usual + 2 * 240
        assert second_day.high - second_day.people < 2 * (first.high - first.people)

    def test_a_rise_that_is_over_is_forgotten(self):
        assert supply(watched(FIRST, [*USUAL, 300, *WEEK])).rise is None

    @pytest.mark.parametrize(("people", "said"), [(0, 0), (1, 5), (100, 100), (101, 110), (287.2, 290), (512, 550)])
    def test_numbers_are_rounded_upwards_as_one_says_them(self, people, said):
        assert rounded(people) == said
