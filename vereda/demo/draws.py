"""Drawing by weight, the same for the same seed on every machine."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Hashable, Iterable, Mapping
from itertools import accumulate


class Draw[T: Hashable]:
    """Something with weights, from which one is drawn; prepared once, drawn from many times."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self.choices = [one for one, weight in weights.items() if weight > 0]
        self.sums = list(accumulate(weights[one] for one in self.choices))

    def __call__(self, rng: random.Random) -> T:
        return self.choices[bisect_right(self.sums, rng.random() * self.sums[-1])]


def rounded(value: float, rng: random.Random) -> int:
    """Return a whole number whose mean over many draws is `value`."""
    whole = int(value)
    return whole + (rng.random() < value - whole)


def scattered(mean: float, rng: random.Random) -> int:
    """Return how often something rare happened, when it happens `mean` times on average (Poisson, by counting waits)."""
    count, left = 0, rng.expovariate(1.0)
    while left < mean:
        count, left = count + 1, left + rng.expovariate(1.0)
    return count


def chosen[T](things: Iterable[T], chance: float, rng: random.Random) -> list[T]:
    """Return those things that a coin of this chance kept."""
    return [thing for thing in things if rng.random() < chance]
