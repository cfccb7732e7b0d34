"""Individuals from contact cards: how soon a card that was shown is shown again tells how often a person is met again. Pure.

Cards say on which days, never whose: nothing here knows a nationality. Halves of a year compared as if nobody came or left
(Lincoln and Petersen) would count everybody who travelled on as not yet seen; so each showing is followed to the next one
or to the end of the period (Kaplan and Meier), which holds while people come and go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vereda.people.rules import estimates
from vereda.people.rules.estimates import Estimate, NotEstimated
from vereda.people.rules.observed import Met, Shown
from vereda.people.words import Method
from vereda.said import Said

type Floats = NDArray[np.float64]

DRAWS = 500
ENOUGH = 30
"""Cards that must have been shown again before the interval is more than an idea."""


@dataclass(frozen=True)
class Carried:
    """What is assumed of cards, each a range. Own proposal; nobody has measured it.

    shown    chance that a person who has a card still has it, and shows it, at the next meeting
    lost     of cards that were not shown, the share that is lost for good; the others are shown the next time, or the time after
    carriers how many times as likely a person who took a card is met again, beside one who did not
    """

    shown: tuple[float, float] = (0.5, 0.95)
    lost: tuple[float, float] = (0.0, 0.5)
    carriers: tuple[float, float] = (0.8, 1.25)


def by_card(
    shown: Iterable[Shown],
    met: Iterable[Met],
    *,
    from_on: date,
    to_on: date,
    assumed: Carried | None = None,
    draws: int = DRAWS,
    seed: int = 2011,
) -> Estimate | NotEstimated:
    """Return how many different people were met in a period, with a 95 % interval; not by nationality.

    shown  every card from the first of January to the end of the period, also when it was given
    met    everybody met in the period
    from_on, to_on  local days of one calendar year, both inclusive: with its key the cards of a year are forgotten
    """
    people = np.zeros((to_on - from_on).days + 1)
    for one in met:
        if from_on <= one.on <= to_on:
            people[(one.on - from_on).days] += one.people
    seen = _seen(shown, from_on, to_on)
    if why := _nothing(people, seen, from_on, to_on):
        return NotEstimated(method=Method.CARD, why=why, met=int(people.sum()))
    known, random = assumed or Carried(), np.random.default_rng([seed, draws])
    middle = _individuals(people, seen, np.ones((1, seen.cards)), *_middle(known))[0]
    drawn = _individuals(people, seen, random.standard_exponential((draws, seen.cards)), *_drawn(known, random, draws))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Estimate(
        method=Method.CARD,
        version=f"{Method.CARD} {estimates.VERSIONS[Method.CARD]}",
        from_on=from_on,
        to_on=to_on,
        met=int(people.sum()),
        individuals=float(middle),
        low=float(min(low, middle)),
        high=float(max(high, middle)),
        sampled=seen.cards,
        answered=seen.again,
        warnings=(Said(estimates.FEW_CARDS, least=ENOUGH),) if seen.again < ENOUGH else (),
        assumed=(Said(estimates.CARDS_ASSUMED, low=known.shown[0], high=known.shown[1]),),
    )


@dataclass(frozen=True, eq=False)
class _Seen:
    """Cards seen in the period: how many days each was followed, from being given [0] and from each other showing [1].

    next, last  to the next showing, and to the end of the period where there was none [given or shown, card, days]
    """

    next: Floats
    last: Floats

    @property
    def cards(self) -> int:
        return self.next.shape[1]

    @property
    def again(self) -> int:
        return int((self.next.sum(axis=(0, 2)) > 0).sum())


def _seen(shown: Iterable[Shown], from_on: date, to_on: date) -> _Seen:
    days: dict[str, list[date]] = defaultdict(list)
    for one in shown:
        if date(from_on.year, 1, 1) <= one.on <= to_on:
            days[one.card].append(one.on)
    cards = [sorted(some) for _, some in sorted(days.items()) if max(some) >= from_on]
    length = (to_on - from_on).days + 1
    found = _Seen(np.zeros((2, len(cards), length)), np.zeros((2, len(cards), length)))
    for at, card in enumerate(cards):
        for number, (on, following) in enumerate(zip(card, [*card[1:], None], strict=True)):
            if on >= from_on and following is None:
                found.last[min(number, 1), at, (to_on - on).days] += 1
            elif on >= from_on and following is not None:
                found.next[min(number, 1), at, (following - on).days] += 1
    return found


def _nothing(people: Floats, seen: _Seen, from_on: date, to_on: date) -> Said | None:
    if not people.any():
        return Said(estimates.NOBODY_MET)
    if from_on.year != to_on.year:
        return Said(estimates.CARDS_OF_ONE_YEAR)
    if not seen.cards:
        return Said(estimates.NO_CARDS)
    return None if seen.again else Said(estimates.NO_CARD_AGAIN, cards=seen.cards)


def _middle(known: Carried) -> tuple[Floats, Floats, Floats]:
    return np.array([[np.mean(known.shown)]]), np.array([[np.mean(known.lost)]]), np.array([[1.0]])


def _drawn(known: Carried, random: np.random.Generator, draws: int) -> tuple[Floats, Floats, Floats]:
    low, high = np.log(known.carriers)
    more = np.exp(random.uniform(low, high, (draws, 1)))
    return random.uniform(*known.shown, (draws, 1)), random.uniform(*known.lost, (draws, 1)), 1 / more


def _individuals(people: Floats, seen: _Seen, weights: Floats, shown: Floats, lost: Floats, others: Floats) -> Floats:
    """Return individuals of each draw: people met, less those who are met again before the period ends.

    weights  of each card [draw, card]
    shown, lost, others  what is assumed [draw, 1]. A card that is not shown may be lost for good, or stay in the pocket this once
             and be seen the next time: the truth lies between the two
    """
    back = _back(people, seen, weights, shown)
    again = lost * back / shown + (1 - lost) * back / (shown + back * (1 - shown))
    return (1 - np.clip(again * others, 0, 1))[:, ::-1] @ people


def _back(people: Floats, seen: _Seen, weights: Floats, shown: Floats) -> Floats:
    """Return the chance that a card is seen again within so many days [draw, days].

    Whoever is met often has more chances to take a card, and to show it. A meeting at which a card is given stands for as many
    as there are to each that takes one, a meeting at which it is shown for as many as there are to each showing: then every
    meeting counts once, the first as the tenth.
    """
    events, leaves = weights @ seen.next, weights @ seen.last
    given, again = (events + leaves).sum(axis=2)[:, :, None] / weights.mean(axis=1)[None, :, None]
    taken = np.clip(given / np.maximum(people.sum() - again / shown, 1), 1e-6, 1)
    weighed = np.stack([1 / taken, 1 / shown])
    events, leaves = (events * weighed).sum(axis=0), (leaves * weighed).sum(axis=0)
    watched = np.cumsum((events + leaves)[:, ::-1], axis=1)[:, ::-1]
    return 1 - np.cumprod(1 - np.divide(events, watched, out=np.zeros_like(events), where=watched > 0), axis=1)
