"""Which area each team takes, where a team searches one whole area or none: whole segments, no hours shared out.

Two teams in one area are two independent searches: together they miss with (1 - pod) x (1 - pod). That may be the best use of the
second team, and with more teams than areas there is no other; it may also be unwise on the ground (`apart=True` forbids it).
Sources: the linear assignment problem, solved by SciPy, for teams apart; with several teams in an area the problem is the
weapon-target assignment one, which is hard in general: solved exactly by branch and bound up to `EXACT_STEPS`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vereda.rescue.planning.bayes import POD
from vereda.rescue.planning.checks import Floats, as_floats, chances, weights
from vereda.rescue.planning.errors import MoreTeamsThanAreas

EXACT_STEPS = 200_000  # branches looked at, a second or two; what was best until then is returned when there are more
WORSE = 1 - 1e-12  # a plan has to be better by more than rounding


def assign(poc: ArrayLike, pod: ArrayLike, *, apart: bool = False) -> NDArray[np.intp]:
    """Return the area of each resource [index into the flat areas, one for each resource] that finds the person most likely.

    poc    weight of each area [0 or more; any shape and sum]
    pod    chance that a resource that searches the whole area finds who is there [0 to 1; resource x area]
    apart  at most one resource in an area

    Greatest is the sum of poc x (1 - product over its resources of (1 - pod)). Proved the greatest for teams apart always, else
    up to 200,000 branches (eight teams on thirty areas end far below that); beyond, what was found by then, which is at least
    the best plan with teams apart. Between equally good areas the one with the greater weight is taken, then the one with the
    greater pod; areas alike in all are told apart by nothing, and the first of them is taken. A resource that can find nobody
    anywhere goes where the weight is greatest.
    Errors: MoreTeamsThanAreas (only with `apart`), NotAProbability, BelowZero, NotANumber, ShapesDiffer, NothingThere.
    """
    areas = weights(poc)
    told = as_floats(pod, POD)
    count = len(told) if told.ndim else 1
    found = chances(told, POD, (count, *areas.shape)).reshape(count, -1)
    flat = areas.reshape(-1)
    by_value = np.lexsort((*-found[::-1], -flat))  # decides between equals: weight, then pod of each resource
    gain = flat[by_value] * found[:, by_value]
    if apart:
        return by_value[_apart(gain)]
    return by_value[_together(flat[by_value], found[:, by_value], gain)]


def _apart(gain: Floats) -> NDArray[np.intp]:
    from scipy.optimize import linear_sum_assignment

    count, areas = gain.shape
    if count > areas:
        raise MoreTeamsThanAreas(teams=count, areas=areas)
    taken: NDArray[np.intp] = linear_sum_assignment(gain, maximize=True)[1]
    return taken


def _together(weight: Floats, found: Floats, gain: Floats) -> NDArray[np.intp]:
    """Return the best areas, several resources in one allowed: branch over resources, those with most to gain first."""
    order = np.argsort(-gain.max(axis=1), kind="stable")
    search = _Search(found[order])
    if len(order) <= weight.size:
        search.offer(_apart(gain)[order], weight)
    search.offer(_greedy(weight, found[order]), weight)
    search.branch(weight.copy(), [], 0.0)
    best = np.empty(len(order), dtype=np.intp)
    best[order] = search.best
    return best


def _greedy(weight: Floats, found: Floats) -> NDArray[np.intp]:
    """Return areas taken one after the other, each the best that is left."""
    left, taken = weight.copy(), []
    for one in found:
        area = int(np.argmax(left * one))
        taken.append(area)
        left[area] *= 1 - one[area]
    return np.array(taken, dtype=np.intp)


class _Search:
    """Branch and bound: a resource more never gains more than it would alone in what is left, so their sum bounds a branch."""

    def __init__(self, found: Floats) -> None:
        self.found = found
        self.best = np.zeros(len(found), dtype=np.intp)
        self.worth = -1.0
        self.steps = 0

    def offer(self, taken: NDArray[np.intp], weight: Floats) -> None:
        """Keep a whole plan if it is better than what is known."""
        left = weight.copy()
        for one, area in zip(self.found, taken, strict=True):
            left[area] *= 1 - one[area]
        self._keep(float((weight - left).sum()), taken)

    def branch(self, left: Floats, taken: list[int], worth: float) -> None:
        """Look at all areas that could still make a better plan for the next resource, best first."""
        self.steps += 1
        depth = len(taken)
        if depth == len(self.found):
            self._keep(worth, np.array(taken, dtype=np.intp))
            return
        gains = self.found[depth:] * left
        rest = float(gains[1:].max(axis=1).sum())
        for area in np.argsort(-gains[0], kind="stable"):
            if self.steps > EXACT_STEPS or (worth + gains[0, area] + rest) * WORSE <= self.worth:
                return  # the areas that follow gain less
            then = left.copy()
            then[area] *= 1 - self.found[depth, area]
            self.branch(then, [*taken, int(area)], worth + float(gains[0, area]))

    def _keep(self, worth: float, taken: NDArray[np.intp]) -> None:
        if worth * WORSE > self.worth:
            self.best, self.worth = taken, worth
