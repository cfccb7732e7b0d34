"""What a person may ask, and what is told when it cannot be answered."""

from __future__ import annotations

from datetime import date

import pytest

from vereda.statistics.errors import (
    CountryUnknown,
    DateNotUnderstood,
    DimensionTwice,
    DimensionUnknown,
    PeriodBackwards,
    UnitUnknown,
)
from vereda.statistics.rules import Question, months, question

GOOD = {"country": "mx", "from_on": "2021-01-01", "to_on": "2021-12-19", "countries": ["gt", "mx"]}


def test_a_question_is_read_as_it_was_written():
    asked = question(**{**GOOD, "country": "MX"}, by=["category", "nationality"], count="people", outside=True)
    assert asked == Question("mx", date(2021, 1, 1), date(2021, 12, 19), ("category", "nationality"), "people", True)
    assert question(**GOOD).by == ("category",)


@pytest.mark.parametrize(
    ("changed", "error", "details"),
    [
        ({"from_on": "1/2/2021"}, DateNotUnderstood, {"value": "1/2/2021"}),
        ({"to_on": "2021-02-30"}, DateNotUnderstood, {"value": "2021-02-30"}),
        ({"to_on": "2020-12-31"}, PeriodBackwards, {"from_on": date(2021, 1, 1), "to_on": date(2020, 12, 31)}),
        ({"country": "zz"}, CountryUnknown, {"value": "zz", "known": "gt, mx"}),
        ({"count": "individuals"}, UnitUnknown, {"value": "individuals", "known": "services, people, encounters"}),
        ({"by": ["sex", "sex"]}, DimensionTwice, {"value": "sex"}),
        (
            {"by": ["religion"]},
            DimensionUnknown,
            {"value": "religion", "known": "category, nationality, group, state, month, sex, age_band, service"},
        ),
    ],
)
def test_a_wrong_word_is_named_with_what_may_stand_there(changed: dict, error: type, details: dict):
    with pytest.raises(error) as wrong:
        question(**{**GOOD, **changed})
    assert wrong.value.details == details
    assert str(details.get("value", "")) in str(wrong.value)


def test_a_single_day_is_a_period():
    assert question(**{**GOOD, "from_on": "2021-01-01", "to_on": "2021-01-01"}).to_on == date(2021, 1, 1)


def test_months_of_a_period_reach_over_years():
    assert months(date(2020, 11, 30), date(2021, 2, 1)) == [
        date(2020, 11, 1),
        date(2020, 12, 1),
        date(2021, 1, 1),
        date(2021, 2, 1),
    ]
