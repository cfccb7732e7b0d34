"""The three estimates of individuals side by side, with how far they differ; none without what became of the others. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from vereda.people.errors import EstimateAlone
from vereda.people.rules.estimates import Estimate, NotEstimated
from vereda.people.words import Method
from vereda.said import Said, noop

AGREE = noop("Concuerdan: los intervalos se tocan.")
DIFFER = noop("No concuerdan: los intervalos no se tocan. Averigüe por qué antes de usar alguna.")
OTHER_PEOPLE = noop("Se compara cuántas veces se vio a una persona: los expedientes no son de todas las personas atendidas.")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Two estimates beside each other.

    ratio     how many times as often `other` says that one person was met as `one` does
    do_agree  whether their intervals have a value in common
    """

    one: Method
    other: Method
    ratio: float
    do_agree: bool

    @property
    def said(self) -> tuple[Said, ...]:
        """Return it in sentences."""
        verdict = Said(AGREE if self.do_agree else DIFFER)
        return (verdict, Said(OTHER_PEOPLE)) if self.other == Method.MATCHING else (verdict,)


@dataclass(frozen=True, kw_only=True)
class Together:
    """All three, each with its number or with why there is none. Made by `side_by_side` alone."""

    question: Estimate | NotEstimated
    card: Estimate | NotEstimated
    matching: Estimate | NotEstimated

    @property
    def all(self) -> tuple[Estimate | NotEstimated, ...]:
        return self.question, self.card, self.matching

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Return each two that have a number, compared by how often one person was met."""
        there = [one for one in self.all if isinstance(one, Estimate)]
        return tuple(_difference(one, other) for one, other in combinations(there, 2))

    @property
    def do_agree(self) -> bool | None:
        """Whether all that have a number agree; None where there are not two."""
        found = self.differences
        return all(one.do_agree for one in found) if found else None


def side_by_side(
    question: Estimate | NotEstimated | None, card: Estimate | NotEstimated | None, matching: Estimate | NotEstimated | None
) -> Together:
    """Return the three estimates of one period together.

    Raises EstimateAlone: one is left out, stands in another's place, or is of another period.
    """
    given = (question, card, matching)
    if any(one is None or one.method != method for one, method in zip(given, Method, strict=True)):
        raise EstimateAlone
    assert question
    assert card
    assert matching
    if len({(one.from_on, one.to_on) for one in (question, card, matching) if isinstance(one, Estimate)}) > 1:
        raise EstimateAlone
    return Together(question=question, card=card, matching=matching)


def _difference(one: Estimate, other: Estimate) -> Difference:
    (middle, low, high), (middle2, low2, high2) = one.times_met, other.times_met
    return Difference(one=one.method, other=other.method, ratio=middle2 / middle, do_agree=low <= high2 and low2 <= high)
