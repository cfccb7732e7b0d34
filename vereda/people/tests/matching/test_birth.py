"""Between which days somebody may be born."""

from __future__ import annotations

from datetime import date

import pytest

from vereda.people.matching.birth import born, days

SEEN = date(2026, 3, 10)


def test_an_age_leaves_a_year_open():
    found = born(None, 30, SEEN)
    assert days(date(1996, 3, 10)) - 1 <= found.last <= days(date(1996, 3, 10)) + 1
    assert found.last - found.first == 365


def test_a_birthday_is_a_day_and_wins_over_an_age():
    found = born(date(1990, 5, 4), 20, SEEN)
    assert (found.first, found.last) == (days(date(1990, 5, 4)),) * 2
    assert (found.year, found.month, found.day) == (1990, 5, 4)
    assert not found.is_heaped


def test_the_first_of_january_tells_the_year_only():
    found = born(date(1996, 1, 1), 30, SEEN)
    assert (found.first, found.last) == (days(date(1996, 1, 1)), days(date(1996, 12, 31)))
    assert found.year is None
    assert found.is_heaped


@pytest.mark.parametrize("wrong", [date(2026, 3, 11), date(1890, 1, 1)])
def test_a_birthday_that_cannot_be_is_not_told(wrong: date):
    assert born(wrong, None, SEEN) is None
    assert born(wrong, 7, SEEN) == born(None, 7, SEEN)


@pytest.mark.parametrize("age", [None, -1, 116, 999])
def test_no_age_or_one_that_cannot_be_is_unknown(age: int | None):
    assert born(None, age, SEEN) is None


def test_ages_in_fives_and_the_young_who_say_18_are_marked():
    assert [born(None, age, SEEN).is_heaped for age in (5, 15, 20, 21, 25, 40)] == [False, False, True, False, True, True]
    assert [born(None, age, SEEN).says_adult for age in (17, 18, 19, 20)] == [False, True, True, False]
