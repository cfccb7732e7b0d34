"""Individuals from the question: what an answer means on its day, who stands for whom, what widens the interval. By hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

from vereda.people.errors import PeriodTooLong
from vereda.people.rules import estimates, gaps
from vereda.people.rules.estimates import OTHERS, Estimate, NotEstimated
from vereda.people.rules.individuals import _tail, by_question
from vereda.people.rules.observed import Asked, Met
from vereda.people.rules.recall import ANSWERS, Recall, perfect
from vereda.people.words import LastHelp, Method

FIRST, LAST = date(2024, 6, 1), date(2024, 6, 30)
EVERY_DAY = [FIRST + timedelta(days=day) for day in range(30)]
YEAR_BEFORE = [FIRST - timedelta(days=day) for day in range(1, 366)]


def met(nationality: str = "HN", people: int = 10) -> list[Met]:
    """Return people met each day of the month and of the year before."""
    return [Met(on, "g1", nationality, people) for on in [*YEAR_BEFORE, *EVERY_DAY]]


def asked(answers: dict[LastHelp, int], nationality: str = "HN", on: date = LAST, every: int = 5) -> list[Asked]:
    """Return parties of one, each with its answer."""
    said = [answer for answer, count in answers.items() for _ in range(count)]
    return [Asked(f"{nationality}{on}{at}", on, "g1", nationality, one, 1, every) for at, one in enumerate(said)]


def estimate(counted: list[Met], answers: list[Asked], from_on: date = FIRST, to_on: date = LAST, **more: object) -> Estimate:
    found = by_question(counted, answers, from_on=from_on, to_on=to_on, **{"assumed": perfect(), "draws": 200, **more})
    assert isinstance(found, Estimate), found.why
    return found


# --- no number where nothing is known ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counted", "answers", "why"),
    [
        ([], [], estimates.NOBODY_MET),
        (met(), [], estimates.NOBODY_ASKED),
        (met(), asked({LastHelp.NEVER: 9}, on=FIRST - timedelta(days=1)), estimates.NOBODY_ASKED),
        (met(), asked({LastHelp.NONE: 9}), estimates.NOBODY_ANSWERED),
    ],
)
def test_without_answers_of_the_period_there_is_a_reason_and_no_number(counted, answers, why):
    found = by_question(counted, answers, from_on=FIRST, to_on=LAST)
    assert isinstance(found, NotEstimated)
    assert (found.method, found.why.text, found.met) == (Method.QUESTION, why, 300 if counted else 0)
    assert not any(isinstance(value, float) for value in vars(found).values())


def test_a_party_that_was_asked_without_being_due_is_no_answer():
    found = by_question(met(), asked({LastHelp.NEVER: 40}, every=0), from_on=FIRST, to_on=LAST)
    assert isinstance(found, NotEstimated)


def test_a_period_of_more_than_a_leap_year_is_refused_and_a_leap_year_is_not():
    with pytest.raises(PeriodTooLong):
        by_question(met(), asked({LastHelp.NEVER: 40}), from_on=date(2023, 6, 30), to_on=date(2024, 6, 30))
    assert estimate(met(), asked({LastHelp.NEVER: 40}), from_on=date(2023, 7, 1)).met == 366 * 10


# --- what an answer means on its day -----------------------------------------------------------------------------------------


def level(days: int = 800) -> np.ndarray:
    return np.ones(days)


def share(answer: int, day: int, bend: float = 0.0) -> float:
    """Return the share of an answer (0 week, 1 month, 2 year) that is new on a day of the period, with as many met every day."""
    return gaps.before(level(), 400, 764, 400)[list(gaps.BENDS).index(bend), answer, day]


def test_on_the_first_day_only_help_of_the_same_day_is_in_the_period():
    assert share(0, 0) == pytest.approx(7 / 8)  # 0 to 7 days back: only day 0 lies inside
    assert share(1, 0) == share(2, 0) == 1


def test_this_week_is_new_only_as_far_as_the_week_began_before_the_period():
    assert share(0, 3) == pytest.approx(4 / 8)  # 4 to 7 days back
    assert share(0, 7) == 0


def test_this_month_on_the_twentieth_day_is_new_when_it_was_21_to_30_days_back():
    assert share(1, 20) == pytest.approx(10 / 23)
    assert share(1, 7) == 1
    assert share(1, 30) == 0


def test_this_year_is_surely_new_for_a_month_and_left_open_later():
    assert share(2, 30) == 1
    assert share(2, 198) == pytest.approx((365 - 198) / 335)
    assert share(2, 364) == pytest.approx(1 / 335)


def test_the_steeper_the_law_the_more_of_an_answer_was_lately():
    shares = [share(2, 198, bend) for bend in (0.0, 1.0, 2.0)]
    assert shares[0] > shares[1] > shares[2]
    assert shares[2] == pytest.approx((1 / 199 - 1 / 365) / (1 / 31 - 1 / 365), rel=0.05)


def test_days_on_which_nobody_was_met_can_be_nobodys_last_help():
    counts = np.zeros(800)
    counts[400 - 5] = 40  # only five days before the period
    new = gaps.before(counts, 400, 430, 400)[:, 1]
    assert (new[:, 3:26] == 1).all()  # 8 to 30 days back reaches that day from the fourth day to the twenty-sixth
    counts[:] = 0
    counts[402] = 40  # only on the third day of it
    assert (gaps.before(counts, 400, 430, 400)[:, 1, 12:] == 0).all()


def test_the_bend_is_read_from_how_much_rarer_the_farther_answers_are():
    room = np.array([8.0, 23.0, 335.0])
    assert gaps.bends(room / room.sum(), room) == pytest.approx([0, 0, 0])  # as many a day in each: even
    steep = np.array([gap.sum() for gap in np.split((np.arange(366) + 1.0) ** -1.5, [8, 31])])
    assert gaps.bends(steep, room)[1:] == pytest.approx([1.5, 1.5], abs=0.12)


# --- how many ----------------------------------------------------------------------------------------------------------------


def test_where_nobody_was_ever_helped_everybody_met_is_somebody_else():
    found = estimate(met(), asked({LastHelp.NEVER: 30, LastHelp.LONGER: 30}))
    assert found.individuals == found.met == found.high == 300
    assert 240 < found.low < 300  # sixty of three hundred said so


def test_people_whose_last_help_lay_before_the_period_are_counted_and_others_are_not():
    """As many a day said each distance, so that the law is flat: 8 in the week, 23 in the month, 335 in the year; 34 never."""
    said = {LastHelp.WEEK: 8, LastHelp.MONTH: 23, LastHelp.YEAR: 335, LastHelp.NEVER: 34}
    found = estimate(met(people=20), asked(said))
    week = sum((7 - day) / 8 for day in range(7)) / 30
    month = (8 + sum((30 - day) / 23 for day in range(8, 30))) / 30
    assert found.individuals == pytest.approx(600 * (34 + 335 + 23 * month + 8 * week) / 400, rel=0.001)


def test_each_party_stands_for_as_many_as_were_not_due():
    """Two thirds never helped, though half of those asked; of the others, helped this week, a few on the first days."""
    answers = [*asked({LastHelp.NEVER: 40}, every=10), *asked({LastHelp.WEEK: 40}, on=LAST - timedelta(days=1), every=5)]
    assert 200 < estimate(met(), answers).individuals < 212


def test_a_silent_party_is_no_never_and_lowers_the_response():
    answers = asked({LastHelp.NEVER: 30, LastHelp.WEEK: 30})
    silent = [*answers, *asked({LastHelp.NONE: 60}, on=LAST - timedelta(days=2))]
    one, other = estimate(met(), answers), estimate(met(), silent)
    assert one.individuals == other.individuals
    assert (one.response_rate, other.response_rate, other.sampled, other.answered) == (1, 0.5, 120, 60)


def test_silence_and_who_is_never_asked_widen_the_interval():
    known = replace(perfect(), silent=(0.8, 1.25))
    many = asked({LastHelp.NEVER: 600, LastHelp.WEEK: 600}, every=1)
    counted = met(people=50)
    rescued = [Met(on, "g1", "HN", 45) for on in EVERY_DAY]
    plain = by_question(counted, many, from_on=FIRST, to_on=LAST, assumed=known, draws=300)
    wider = by_question(counted, many, rescued, from_on=FIRST, to_on=LAST, assumed=known, draws=300)
    assert wider.high - wider.low > 1.1 * (plain.high - plain.low)


def test_memory_widens_the_interval():
    many = asked({LastHelp.NEVER: 500, LastHelp.MONTH: 300, LastHelp.WEEK: 200}, every=1)
    sure = estimate(met(people=40), many)
    unsure = estimate(met(people=40), many, assumed=None)
    assert unsure.high - unsure.low > sure.high - sure.low
    assert (sure.version, unsure.version) == ("question 2, recall 0", "question 2, recall 2")
    assert "propuesta propia" in unsure.assumed[0]


@pytest.mark.parametrize(("meant", "said", "more"), [(LastHelp.NEVER, LastHelp.MONTH, 1), (LastHelp.WEEK, LastHelp.NEVER, -1)])
def test_the_interval_reaches_beyond_the_end_of_what_memory_may_do_and_the_estimate_takes_people_at_their_word(meant, said, more):
    """Beyond it by chance, as if it were known that memory errs so much: drawn from inside the range it would not get there."""
    answers = asked({LastHelp.NEVER: 500, LastHelp.MONTH: 300, LastHelp.WEEK: 200}, every=1)
    low, high = np.zeros((5, 5)), np.zeros((5, 5))
    high[ANSWERS.index(meant), ANSWERS.index(said)] = 0.25
    sure, unsure, end = (
        estimate(met(people=40), answers, assumed=Recall("x", *ends, (1.0, 1.0)))
        for ends in ((low, low), (low, high), (high, high))
    )
    chance = (end.high - end.low) / 4
    assert unsure.individuals == sure.individuals
    assert more * (end.individuals - sure.individuals) > 0.7 * chance
    reached, one_sided = (unsure.high, end.high) if more > 0 else (unsure.low, end.low)
    assert more * (reached - end.individuals) > 1.4 * chance
    assert more * (one_sided - reached) > 0  # the truth is at one end at most: twice as much is left out beyond each


@pytest.mark.parametrize(("width", "tail"), [(-1, 0.025), (0, 0.025), (0.5, 0.0384), (2, 0.0499), (9, 0.05)])
def test_of_a_point_a_fortieth_is_left_out_and_of_a_wide_range_a_twentieth(width, tail):
    assert _tail(width) == pytest.approx(tail, abs=0.0006)
    assert ndtr(width - ndtri(_tail(max(width, 0)))) - _tail(width) >= 0.9499 or width < 0


def test_a_party_of_ten_is_one_answer_and_not_ten():
    alone = estimate(met(), asked({LastHelp.NEVER: 40, LastHelp.WEEK: 40}))
    tens = [Asked(one.party[:-1], one.on, "g1", "HN", one.answer, 1, 5) for one in asked({LastHelp.NEVER: 40, LastHelp.WEEK: 40})]
    together = estimate(met(), tens)
    assert together.individuals == pytest.approx(alone.individuals)
    assert together.high - together.low > 1.5 * (alone.high - alone.low)


def test_the_same_counts_and_answers_in_any_order_give_the_same_interval():
    answers = asked({LastHelp.NEVER: 40, LastHelp.MONTH: 30})
    one, other = estimate(met(), answers), estimate(met()[::-1], answers[::-1])
    assert (one.individuals, one.low, one.high) == (other.individuals, other.low, other.high)


# --- nationalities -----------------------------------------------------------------------------------------------------------


def test_nationalities_of_whom_few_answered_are_one_and_named_and_all_add_up():
    counted = [*met(), *met("GT"), *met("CU", 1), *met("EC", 2)]
    answers = [
        *asked({LastHelp.NEVER: 40, LastHelp.WEEK: 20}),
        *asked({LastHelp.NEVER: 10, LastHelp.WEEK: 50}, "GT"),
        *asked({LastHelp.NEVER: 12}, "CU"),
        *asked({LastHelp.WEEK: 12}, "EC"),
    ]
    found = estimate(counted, answers)
    assert set(found.by_nationality) == {"HN", "GT", OTHERS}
    assert found.by_nationality[OTHERS].pooled == ("CU", "EC")
    assert found.by_nationality[OTHERS].met == 90
    assert found.individuals == pytest.approx(sum(one.individuals for one in found.by_nationality.values()))
    assert "CU, EC" in found.warnings[0]
    assert found.by_nationality["HN"].individuals > 2 * found.by_nationality["GT"].individuals


def test_fewer_than_thirty_answers_are_said():
    few = estimate(met(), asked({LastHelp.NEVER: 10, LastHelp.WEEK: 6}))
    assert estimates.FEW_ASKED in [one.text for one in few.warnings]
    assert few.high - few.low > 80  # of 300


def test_counts_that_begin_late_are_said():
    late = estimate([Met(on, "g1", "HN", 10) for on in EVERY_DAY], asked({LastHelp.NEVER: 40, LastHelp.YEAR: 40}))
    assert estimates.COUNTED_SINCE in [one.text for one in late.warnings]
    assert late.individuals == pytest.approx(300)


def test_a_nationality_nobody_asked_is_estimated_with_the_others():
    found = estimate([*met(), *met("BR", 1)], asked({LastHelp.NEVER: 30, LastHelp.WEEK: 30}))
    assert found.by_nationality[OTHERS].pooled == ("BR",)
    assert found.by_nationality[OTHERS].answered == 0
    assert found.by_nationality[OTHERS].low < found.by_nationality[OTHERS].individuals < 30
