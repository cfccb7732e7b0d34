"""An estimate is kept as it was made, and told so that nobody few can be read from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import orjson
import pytest

from vereda.people.rules import estimates
from vereda.people.rules.estimates import Estimate, NotEstimated
from vereda.people.rules.kept import of_json, protected, to_json
from vereda.people.words import Method
from vereda.said import Said


def estimate(met: int, individuals: float, low: float, high: float, **more) -> Estimate:
    return Estimate(
        method=Method.QUESTION, version="question 1, recall 1", from_on=date(2026, 1, 1), to_on=date(2026, 10, 31),
        met=met, individuals=individuals, low=low, high=high, sampled=103, answered=92, **more,
    )  # fmt: skip


WARNED = (Said(estimates.FEW_ASKED, least=30),)
ALL = estimate(
    1003, 701.4, 603.2, 798.7, warnings=WARNED, assumed=(Said(estimates.RECALL_ASSUMED, version="1"),), pooled=("ER", "CU"),
    by_nationality={"HN": estimate(612, 430.0, 390.0, 480.0), "others": estimate(7, 6.0, 2.0, 7.0)},
)  # fmt: skip


@pytest.mark.parametrize("found", [ALL, NotEstimated(method=Method.CARD, why=Said(estimates.NO_CARD_AGAIN, cards=12), met=3)])
def test_what_is_kept_comes_back_as_it_was_with_sentences_that_can_be_said_in_any_language(found):
    back = of_json(orjson.loads(orjson.dumps(to_json(found))))
    assert back == found
    said = back.why if isinstance(back, NotEstimated) else back.warnings[0]
    assert said.by(lambda text: f"en: {text}") == f"en: {said}"


def test_what_is_told_is_rounded_to_five_and_the_interval_never_gets_narrower():
    told = protected(estimate(1003, 701.4, 603.2, 798.7))
    assert isinstance(told, Estimate)
    assert (told.met, told.individuals, told.low, told.high, told.sampled, told.answered) == (1005, 700, 600, 800, 105, 90)


def test_all_of_a_few_people_met_stay_an_interval_within_them():
    told = protected(estimate(11, 10.9, 10.2, 11))
    assert isinstance(told, Estimate)
    assert told.low <= told.individuals <= told.high <= told.met == 10


@pytest.mark.parametrize(("middle", "low"), [(6.0, 4.2), (1.9, 1.0)])
def test_few_people_met_often_are_told_and_nobody_is_taken_for_none(middle, low):
    told = protected(estimate(12, middle, low, 11))
    assert isinstance(told, Estimate)
    assert (told.individuals, told.low, told.high) == (5, 0, 10)
    assert told.times_met == (2, 1, 10)


def test_fewer_than_ten_are_not_told_at_all():
    assert isinstance(protected(estimate(9, 8, 7, 9)), NotEstimated)


def test_a_single_nationality_that_is_held_back_takes_the_next_smallest_with_it():
    sizes = {"HN": 612, "GT": 80, "SV": 40, "CU": 7}
    each = {code: estimate(met, met / 2, met / 3, met) for code, met in sizes.items()}
    told = protected(replace(ALL, by_nationality=each))
    assert isinstance(told, Estimate)
    shown = {code for code, one in told.by_nationality.items() if isinstance(one, Estimate)}
    assert shown == {"HN", "GT"}
    two = protected(replace(ALL, by_nationality=each | {"EC": estimate(3, 2, 1, 3)}))
    assert isinstance(two, Estimate)
    assert {code for code, one in two.by_nationality.items() if isinstance(one, Estimate)} == {"HN", "GT", "SV"}


def test_nationalities_that_are_held_back_are_not_few_together():
    each = {"HN": estimate(612, 430.0, 390.0, 480.0), "GT": estimate(41, 30.0, 25.0, 41.0)}
    few = {"CU": estimate(3, 3.0, 1.0, 3.0), "ER": estimate(4, 3.0, 1.0, 4.0)}
    told = protected(replace(ALL, by_nationality={**each, **few}))
    assert isinstance(told, Estimate)
    assert {code for code, one in told.by_nationality.items() if isinstance(one, NotEstimated)} == {"CU", "ER", "GT"}


def test_a_reason_counts_to_five_and_is_left_out_where_it_counts_few():
    def told(cards: int) -> Said:
        found = protected(NotEstimated(method=Method.CARD, why=Said(estimates.NO_CARD_AGAIN, cards=cards)))
        assert isinstance(found, NotEstimated)
        return found.why

    assert told(23) == Said(estimates.NO_CARD_AGAIN, cards=25)
    assert told(3) == Said(estimates.HELD_BACK)
