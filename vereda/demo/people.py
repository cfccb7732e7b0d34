"""Invented people: who travels together, of what age and sex. They have no names and live inside the generator only."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from vereda.demo.draws import Draw
from vereda.demo.figures import People

MINORS = {"0-4", "5-11", "12-17"}
MIXED = 0.12
"""Chance that somebody of a group of friends comes from another country than the others."""


class Traveller(NamedTuple):
    """What a record may know of somebody."""

    nationality: str
    sex: str
    age_band: str


class Party:
    """People who travel together. `met` counts for each of them in how many meetings they were."""

    __slots__ = ("is_national", "met", "people")

    def __init__(self, people: list[Traveller], is_national: bool = False) -> None:
        self.people = people
        self.is_national = is_national
        self.met = [0] * len(people)

    def minors_alone(self, size: int) -> int:
        """Return how many of the first `size` people are children, when no adult is with them."""
        minors = sum(one.age_band in MINORS for one in self.people[:size])
        return minors if minors == size else 0


class Crowd:
    """Draws parties as the figures say."""

    def __init__(self, figures: People) -> None:
        self.kinds = Draw(figures.parties)
        self.ages = Draw(figures.ages)
        self.sexes = Draw(figures.sexes)
        self.children = Draw({"0-4": 3.0, "5-11": 4.0, "12-17": 3.0})
        self.makers: dict[str, Callable[[str, Draw[str], random.Random], list[Traveller]]] = {
            "alone": lambda own, others, rng: self._adults(1, own, others, rng),
            "pair": lambda own, others, rng: self._adults(2, own, others, rng),
            "friends": lambda own, others, rng: self._adults(rng.choice((3, 3, 4, 4, 5, 6)), own, others, rng),
            "family": self._family,
            "mother": self._mother,
            "minor_alone": lambda own, others, rng: [self._teenager(own, rng)],
            "minors": lambda own, others, rng: [self._teenager(own, rng) for _ in range(rng.choice((2, 2, 3)))],
        }

    def party(self, own: str, others: Draw[str], rng: random.Random) -> Party:
        """Return a party whose people come from `own`, some friends from `others`."""
        return Party(self.makers[self.kinds(rng)](own, others, rng))

    def many(self, number: int, others: Draw[str], rng: random.Random) -> Party:
        """Return a caravan: many parties that walk together."""
        people: list[Traveller] = []
        while len(people) < number:
            people += self.party(others(rng), others, rng).people
        return Party(people[:number])

    def _adults(self, number: int, own: str, others: Draw[str], rng: random.Random) -> list[Traveller]:
        made = []
        for place in range(number):
            from_ = others(rng) if place and rng.random() < MIXED else own
            age = self.ages(rng)
            # A child of 12 to 17 travels with somebody here; alone it is a party of its own kind.
            made.append(Traveller(from_, self.sexes(rng), age if place or age not in MINORS else "18-29"))
        return made

    def _family(self, own: str, others: Draw[str], rng: random.Random) -> list[Traveller]:
        adults = [Traveller(own, "F", rng.choice(("18-29", "30-59"))), Traveller(own, "M", rng.choice(("18-29", "30-59")))]
        return adults + self._some_children(rng.choice((1, 1, 2, 2, 3)), own, rng)

    def _mother(self, own: str, others: Draw[str], rng: random.Random) -> list[Traveller]:
        mother = Traveller(own, "F", rng.choice(("18-29", "18-29", "30-59")))
        return [mother, *self._some_children(rng.choice((1, 1, 2)), own, rng)]

    def _some_children(self, number: int, own: str, rng: random.Random) -> list[Traveller]:
        return [Traveller(own, rng.choice("FM"), self.children(rng)) for _ in range(number)]

    def _teenager(self, own: str, rng: random.Random) -> Traveller:
        return Traveller(own, rng.choice("FMMMM"), "12-17" if rng.random() < 0.93 else "5-11")
