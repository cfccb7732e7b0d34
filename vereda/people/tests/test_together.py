"""The three estimates are shown together or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from vereda.people.errors import EstimateAlone
from vereda.people.rules.estimates import NO_CARDS, NOT_CHECKED, Estimate, NotEstimated
from vereda.people.rules.together import DIFFER, OTHER_PEOPLE, side_by_side
from vereda.people.words import Method
from vereda.said import Said


def estimate(method: Method, individuals: float, low: float, high: float, met: int = 1000) -> Estimate:
    return Estimate(
        method=method, version=f"{method} 1", from_on=date(2024, 1, 1), to_on=date(2024, 12, 31), met=met,
        individuals=individuals, low=low, high=high, sampled=100, answered=90,
    )  # fmt: skip


QUESTION = estimate(Method.QUESTION, 500, 450, 550)
CARD = estimate(Method.CARD, 400, 300, 600)
MATCHING = estimate(Method.MATCHING, 90, 85, 95, met=100)
NO_CARD = NotEstimated(method=Method.CARD, why=Said(NO_CARDS))
NO_MATCHING = NotEstimated(method=Method.MATCHING, why=Said(NOT_CHECKED))


@pytest.mark.parametrize(
    "given",
    [
        (QUESTION, None, NO_MATCHING),
        (None, CARD, MATCHING),
        (CARD, QUESTION, MATCHING),
        (QUESTION, NO_MATCHING, NO_CARD),
        (QUESTION, replace(CARD, to_on=date(2024, 6, 30)), MATCHING),
    ],
)
def test_one_left_out_misplaced_or_of_another_period_is_refused(given):
    with pytest.raises(EstimateAlone):
        side_by_side(*given)


def test_a_number_stands_beside_why_there_are_no_others():
    together = side_by_side(QUESTION, NO_CARD, NO_MATCHING)
    assert [one.method for one in together.all] == list(Method)
    assert [one.why.text for one in together.all if isinstance(one, NotEstimated)] == [NO_CARDS, NOT_CHECKED]
    assert (together.differences, together.do_agree) == ((), None)


def test_intervals_that_touch_agree_and_others_do_not():
    together = side_by_side(QUESTION, CARD, MATCHING)
    pairs = {(one.one, one.other): one for one in together.differences}
    assert pairs[Method.QUESTION, Method.CARD].do_agree
    assert pairs[Method.QUESTION, Method.CARD].ratio == pytest.approx((1000 / 400) / (1000 / 500))
    assert not pairs[Method.QUESTION, Method.MATCHING].do_agree  # twice met against 1.1 times
    assert [one.text for one in pairs[Method.QUESTION, Method.MATCHING].said] == [DIFFER, OTHER_PEOPLE]
    assert together.do_agree is False


def test_records_of_other_people_are_compared_by_how_often_one_was_met():
    """Ninety of a hundred records are no less than five hundred of a thousand: totals are not compared."""
    assert QUESTION.times_met == pytest.approx((2.0, 1000 / 550, 1000 / 450))
    alike = replace(MATCHING, individuals=50.0, low=46.0, high=54.0)
    assert side_by_side(QUESTION, NO_CARD, alike).do_agree
