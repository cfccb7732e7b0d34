"""Individuals from cards: how soon one is shown again. Small worlds of which the truth is known."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from vereda.people.rules import estimates
from vereda.people.rules.estimates import Estimate, NotEstimated
from vereda.people.rules.observed import Met, Shown
from vereda.people.rules.shown_again import Carried, by_card
from vereda.people.words import Method

FIRST, LAST = date(2024, 3, 1), date(2024, 5, 31)
SURE = Carried(shown=(1, 1), lost=(0, 0), carriers=(1, 1))


def world(people: int = 1500, takes: float = 1.0, shows: float = 1.0, seed: int = 3) -> tuple[list[Shown], list[Met], int]:
    """Return cards, meetings and the truth: half are met once, the others again and again some days later."""
    random = np.random.default_rng(seed)
    shown, met, there = [], [], 0
    for person in range(people):
        day, card, inside = int(random.integers(-20, 92)), "", False
        while day < 92:
            on = FIRST + timedelta(days=day)
            met.append(Met(on, "g1", "HN", 1))
            inside = inside or day >= 0
            if card and random.random() < shows:
                shown.append(Shown(card, on))
            elif not card and random.random() < takes:
                card = str(person)
                shown.append(Shown(card, on))
            if random.random() < 0.5:
                break
            day += int(random.geometric(0.1))
        there += inside
    return shown, met, there


def test_when_everybody_carries_a_card_and_shows_it_the_truth_is_found():
    shown, met, truth = world()
    found = by_card(shown, met, from_on=FIRST, to_on=LAST, assumed=SURE)
    assert found.individuals == pytest.approx(truth, rel=0.03)
    assert found.low < truth < found.high
    assert (found.method, found.version, found.met) == (Method.CARD, "card 1", sum(one.on >= FIRST for one in met))


def test_when_some_take_a_card_and_some_show_it_the_truth_is_still_inside():
    shown, met, truth = world(takes=0.3, shows=0.75)
    known = by_card(shown, met, from_on=FIRST, to_on=LAST, assumed=Carried(shown=(0.75, 0.75), lost=(0, 0), carriers=(1, 1)))
    assert known.individuals == pytest.approx(truth, rel=0.08)
    found = by_card(shown, met, from_on=FIRST, to_on=LAST)
    assert found.low < truth < found.high
    assert found.high - found.low > known.high - known.low  # what nobody knows of cards is in the interval
    assert "propuesta propia" in found.assumed[0]


def test_cards_given_before_the_period_are_no_new_cards():
    shown, met, _ = world(takes=0.5)
    inside = [one for one in shown if one.on >= FIRST]
    assert (
        by_card(shown, met, from_on=FIRST, to_on=LAST).individuals != by_card(inside, met, from_on=FIRST, to_on=LAST).individuals
    )


@pytest.mark.parametrize(
    ("shown", "met", "from_on", "why"),
    [
        ([], [], FIRST, estimates.NOBODY_MET),
        ([], [Met(FIRST, "g1", "HN", 3)], FIRST, estimates.NO_CARDS),
        ([Shown("a", FIRST), Shown("b", LAST)], [Met(FIRST, "g1", "HN", 3)], FIRST, estimates.NO_CARD_AGAIN),
        ([Shown("a", FIRST), Shown("a", LAST)], [Met(FIRST, "g1", "HN", 3)], date(2023, 12, 1), estimates.CARDS_OF_ONE_YEAR),
    ],
)
def test_without_cards_shown_again_in_one_year_there_is_a_reason_and_no_number(shown, met, from_on, why):
    found = by_card(shown, met, from_on=from_on, to_on=LAST)
    assert isinstance(found, NotEstimated)
    assert found.why.text == why


def test_few_cards_shown_again_are_said():
    found = by_card([Shown("a", FIRST), Shown("a", LAST)], [Met(FIRST, "g1", "HN", 3)], from_on=FIRST, to_on=LAST)
    assert isinstance(found, Estimate)
    assert found.warnings[0].text == estimates.FEW_CARDS
    assert 0 <= found.low <= found.individuals <= found.high <= found.met
