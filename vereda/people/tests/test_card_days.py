"""What it costs that the day of a card is not kept: the estimate from days by chance, beside that from the days themselves."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from vereda.people.rules.estimates import Estimate
from vereda.people.rules.observed import Met, Shown
from vereda.people.rules.shown_again import by_card

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DRAWS = 60


def world(seed: int, people: int = 1500) -> tuple[list[Met], list[Shown], int]:
    """Return a year of people who come once, or again after some days; half take a card, and most who have one show it."""
    chance = random.Random(seed)
    days: Counter[date] = Counter()
    shown, individuals = [], 0
    for number in range(people):
        on, has_card, is_met = FIRST + timedelta(days=chance.randrange(365)), chance.random() < 0.5, False
        card_is_out = False
        while on <= LAST:
            days[on] += 1
            is_met = True
            if has_card and (not card_is_out or chance.random() < 0.75):
                shown.append(Shown(str(number), on))
                card_is_out = True
            if chance.random() > 0.45:
                break
            on += timedelta(days=1 + int(chance.expovariate(1 / 16)))
        individuals += is_met
    return [Met(on, "piedras-negras", "HN", many) for on, many in sorted(days.items())], shown, individuals


def estimated(met: list[Met], shown: list[Shown], put: Callable[[date], date]) -> Estimate:
    found = by_card([Shown(one.card, put(one.on)) for one in shown], met, from_on=FIRST, to_on=LAST, draws=DRAWS)
    assert isinstance(found, Estimate)
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_month_in_place_of_a_day_moves_the_estimate_by_less_than_a_fifth_of_its_interval(seed: int) -> None:
    chance = random.Random(seed)
    met, shown, individuals = world(seed)
    exact = estimated(met, shown, lambda on: on)
    coarse = estimated(met, shown, lambda on: on.replace(day=1 + chance.randrange(28)))
    assert abs(coarse.individuals - exact.individuals) < 0.2 * (exact.high - exact.low)
    assert coarse.low <= individuals <= coarse.high
