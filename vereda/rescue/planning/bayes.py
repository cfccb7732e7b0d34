"""Where the person may be after what was searched and heard: Bayes, cumulative, never rounded.

Probabilities of areas sum to at most one; what is missing lies outside all of them and is kept: it grows with each search that
found nobody. A search is undone by computing again from the prior without it, to the bit; nothing is divided back.
Source: POS = sum of POA x POD, POA' = POA (1 - POD) / (1 - POS), rest of world / (1 - POS); worked cases in
`tests/data/search_theory_cases.csv` (UPD-1, UPD-2, UPD-4, POS-1).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from vereda.rescue.planning import errors
from vereda.rescue.planning.checks import (
    Floats,
    as_floats,
    at_most_one,
    chances,
    filled,
    not_negative,
    weights,
)

POC, POD, RATIO = "la probabilidad de las áreas", "la probabilidad de detección", "el peso de la pista"
MANY = 100_000  # cells from which on the compiled way pays for being loaded


@dataclass(frozen=True)
class Searched:
    """A search that found nobody: its chance of detection in each area [0 to 1, shape of the areas]."""

    pod: ArrayLike


@dataclass(frozen=True)
class Clue:
    """What was found or told: how much more likely it is if the person is in each area than if outside of all [0 or more]."""

    likelihood_ratio: ArrayLike


def update(poc: ArrayLike, pod: ArrayLike) -> tuple[Floats, float]:
    """Return (posterior of each area, posterior of outside) after a search that found nobody; together they are 1.

    poc  probability of each area [0 to 1; any shape; sum at most 1, the rest is outside]
    pod  chance that the search would have found the person, were they in that area [0 to 1; same shape, or one value for all]

    An area is ruled out only by a POD of exactly 1. For weights of any sum use `poc * (1 - pod)`.
    For people who answer and people who hide, see `by_response`: arrays with one more axis, updated alike.
    Errors: ProbabilityAboveOne, NotAProbability, NotANumber, ShapesDiffer, NothingThere, EverythingRuledOut.
    Source: see above.
    """
    areas = as_floats(poc, POC)
    missed = filled(as_floats(pod, POD), POD, areas.shape)
    if areas.size >= MANY and areas.flags.c_contiguous and missed.flags.c_contiguous:
        from vereda.rescue.planning.compiled import missing

        posterior = np.empty_like(areas)
        total, left = missing(areas.reshape(-1), missed.reshape(-1), posterior.reshape(-1))
        if left > 0:  # else let the plain way find the words for what is wrong
            return posterior, outside_of(total) / left
    areas, missed = weights(areas), chances(missed, POD)
    return _shared_out(areas, areas * (1 - missed))


def apply_clue(poc: ArrayLike, likelihood_ratio: ArrayLike) -> tuple[Floats, float]:
    """Return (posterior of each area, posterior of outside) after a clue; together they are 1.

    poc               as in `update`
    likelihood_ratio  P(clue | in that area) / P(clue | outside) [0 or more; same shape, or one value for all]; 1 says nothing.
                      Ratios of areas against each other alone say nothing about outside: scale them so that 1 is 'as outside'.

    Errors: as `update`; BelowZero for a negative ratio. Source: Bayes' rule.
    """
    areas = weights(poc)
    ratio = not_negative(likelihood_ratio, RATIO, areas.shape)
    return _shared_out(areas, areas * ratio)


def replay(prior: ArrayLike, steps: Iterable[Searched | Clue]) -> tuple[Floats, float]:
    """Return (posterior, outside) after these searches and clues, one after the other from the prior.

    This is how a search is undone: replay without it. What `update` and `apply_clue` gave step by step comes out to the bit.
    Errors: those of `update` and `apply_clue`.
    """
    areas = weights(prior)
    outside = outside_of(float(areas.sum()))
    for step in steps:
        if isinstance(step, Searched):
            areas, outside = update(areas, step.pod)
        else:
            areas, outside = apply_clue(areas, step.likelihood_ratio)
    return areas, outside


def success(poc: ArrayLike, pod: ArrayLike) -> float:
    """Return the chance that a search finds the person (POS): the sum of poc times pod, in the unit of poc.

    poc  weight of each area [0 or more, any sum]    pod  chance of detection in each [0 to 1; same shape, or one value]
    """
    areas = weights(poc)
    return float((areas * chances(pod, POD, areas.shape)).sum())


def cumulative_pod(pods: ArrayLike) -> Floats:
    """Return the chance of detection of several searches together, 1 - product of (1 - pod), along the first axis.

    pods  search x area [0 to 1]. Counts only if the searches are independent: the same team on the same line is not.
    """
    return 1 - np.prod(1 - chances(pods, POD), axis=0)


def by_response(poc: ArrayLike, responsive: ArrayLike) -> Floats:
    """Return probabilities with one axis more in front: [0] answers to calls and light, [1] does not or hides.

    poc         probability of each area [any shape]
    responsive  chance that the person answers [0 to 1; one value, or one for each area]

    Give `update` a pod of the same shape (a whistle has a large one in row 0, none in row 1) and sum over axis 0 for the map:
    a search by voice then also tells that somebody who did not answer is more likely one who cannot.
    """
    areas = weights(poc)
    answers = chances(responsive, "la probabilidad de que conteste", areas.shape)
    return np.stack([areas * answers, areas * (1 - answers)])


def outside_of(total: float) -> float:
    """Return what is left outside when the areas sum to `total`, or raise ProbabilityAboveOne."""
    return max(0.0, 1 - at_most_one(total))


def _shared_out(areas: Floats, times: Floats) -> tuple[Floats, float]:
    outside = outside_of(float(areas.sum()))
    left = float(times.sum()) + outside
    if left <= 0:
        raise errors.EverythingRuledOut
    return times / left, outside / left
