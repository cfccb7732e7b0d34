"""Somebody who has every edition, this code and the p-table, but not the secret, and wants the exact number of a withheld cell.

Two ways. `Attacker` takes any number of tables and editions: for each withheld cell it weighs every value by all lines of a
margin and its parts through the cell, each printed number by the p-table. `best_of_every_output` plays the whole method with
every table of a small world and every noise, and so knows also what the choice of what is withheld tells: exact, for few cells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from vereda.statistics.disclosure import BASE, KEYS, Cell, Place, Protected, noise_table, perturbed

WIDE = 500

type Weights = tuple[int, NDArray[np.float64]]  # the first count, and the chance of it and those after it


@cache
def bound(threshold: int = 10) -> Fraction:
    """Return what nobody may know better of a withheld cell: the best guess at any printed number, by the p-table alone."""
    best = Fraction(0)
    for printed in range(threshold, 100, BASE):
        chances = [keys_for(count, printed) for count in range(threshold, printed + BASE)]
        best = max(best, Fraction(max(chances), sum(chances)))
    return best


@cache
def keys_for(count: int, printed: int) -> int:
    """Return how many of the 256 keys turn a count into what is printed."""
    return sum(perturbed(count, key) == printed for key in range(KEYS)) if abs(count - printed) < BASE else 0


type Printed = tuple[tuple[int, int], ...]
"""Numbers printed of one cell, each with its own noise; with each, how many more were counted then, which the attacker knows."""


@cache
def behind(printed: Printed, threshold: int = 10) -> Weights:
    """Return the chance of each count behind what was printed of it."""
    first = max(threshold, *(value - more - BASE + 1 for value, more in printed))
    counts = range(first, min(value - more for value, more in printed) + BASE)
    weights = np.array([float(np.prod([keys_for(count + more, value) for value, more in printed])) for count in counts])
    return first, weights / weights.sum()


@dataclass
class Attacker:
    """What he has, and what he knows besides.

    lines    margins and their parts
    printed  what was printed of each cell: one number, or more where an edition drew again
    small    the withheld cells that are under the threshold: those he is after
    knows_small  he knows from elsewhere which withheld cells are under the threshold
    """

    lines: Sequence[tuple[Place, Sequence[Place]]]
    printed: Mapping[Place, Printed]
    small: set[Place]
    knows_small: bool = True
    most: int = 2000
    threshold: int = 10

    @property
    def _values(self) -> int:
        """How many values a withheld cell may have: so few for who knows nothing that small ones are likely."""
        return self.threshold if self.knows_small else 20 * self.threshold

    def before(self, place: Place) -> Weights:
        """Return what one cell tells by itself."""
        if place in self.printed:
            return behind(self.printed[place], self.threshold)
        first, beyond = 0, self._values
        if self.knows_small:
            first, beyond = (0, self.threshold) if place in self.small else (self.threshold, self.most)
        return first, np.full(beyond - first, 1 / (beyond - first))

    def of_small(self) -> dict[Place, NDArray[np.float64]]:
        """Return, for each cell that is small, the chance of 0, 1, 2 ... by all lines through it."""
        found = {place: np.ones(self._values) for place in self.small}
        for total, parts in self.lines:
            if total in self.small or not self.small.intersection(parts):
                continue  # a margin that is small itself tells nothing of its parts but that they are
            if not self._tells(total, parts):
                continue
            for place, told in self._of_line(total, parts):
                found[place] = found[place] * told
        return {place: weights / weights.sum() for place, weights in found.items() if weights.sum() > 0}

    def _tells(self, total: Place, parts: Sequence[Place]) -> bool:
        """Say whether a line is worth its arithmetic: not where something large and unknown fits whatever the others are."""
        if total not in self.printed:
            return False
        large = [part for part in parts if part not in self.printed and part not in self.small]
        return not (self.knows_small and large and self.before(total)[0] > WIDE)

    def _of_line(self, total: Place, parts: Sequence[Place]) -> Iterator[tuple[Place, NDArray[np.float64]]]:
        """Yield what the margin less the other parts tells of each small part."""
        of_total = self.before(total)
        most = of_total[0] + len(of_total[1]) - 1  # nothing that is added up is more than the sum
        each = [_up_to(self.before(part), most) for part in parts]
        left = list(_running(each, most))
        right = list(reversed(list(_running(list(reversed(each)), most))))
        for at, part in enumerate(parts):
            if part in self.small:
                told = _less(of_total, _added(left[at], right[at + 1], most))
                yield part, _from_zero(told, self._values)


def _running(each: Sequence[Weights], most: int) -> Iterator[Weights]:
    """Yield the sum of none, of the first, of the first two ..."""
    added: Weights = (0, np.ones(1))
    yield added
    for one in each:
        added = _added(added, one, most)
        yield added


def _added(one: Weights, other: Weights, most: int) -> Weights:
    return _up_to((one[0] + other[0], np.convolve(one[1], other[1])), most)


def _up_to(weights: Weights, most: int) -> Weights:
    return weights[0], weights[1][: max(most - weights[0] + 1, 1)]


def _less(one: Weights, other: Weights) -> Weights:
    return one[0] - (other[0] + len(other[1]) - 1), np.convolve(one[1], other[1][::-1])


def _from_zero(weights: Weights, values: int) -> NDArray[np.float64]:
    """Return the chance of 0, 1, 2 ... of so many values."""
    first, chances = weights
    found = np.zeros(values)
    start, end = max(first, 0), min(first + len(chances), values)
    if end > start:
        found[start:end] = chances[start - first : end - first]
    return found


# the whole method, played ----------------------------------------------------------------------------------------

type Output = tuple[int | None, ...]
type Smalls = tuple[bool, ...]
type Play = Callable[[Sequence[Cell]], Sequence[Protected]]


def best_of_every_output(
    parts: int, most: int, play: Play, chance: Callable[[int], float], *, knows_small: bool = False
) -> float:
    """Return the best chance of any exact number from 1 to 9 of a withheld cell, over all that can be printed of one line.

    parts   cells of the line, beside their total; each holds from 0 to `most`, by `chance` and one apart from the other. What is
            printed near the end of this world is left out: there it is known that nothing is larger
    play    the method: exact cells to what is printed
    knows_small  he also knows which of the withheld cells are under the threshold
    """
    weights: dict[tuple[Output, Smalls], float] = defaultdict(float)
    of_value: dict[tuple[tuple[Output, Smalls], int, int], float] = defaultdict(float)
    for counts in product(range(most + 1), repeat=parts):
        share = float(np.prod([chance(count) for count in counts]))
        for keys, keys_share in _drawn((*counts, sum(counts))):
            cells = [Cell((f"part {at}",), count, key) for at, (count, key) in enumerate(zip(counts, keys, strict=False))]
            output = tuple(one.value for one in play([*cells, Cell(("TOTAL",), sum(counts), keys[-1])]))
            seen = output, tuple(count < 10 for count in counts) if knows_small else ()
            weights[seen] += share * keys_share
            for at, count in enumerate(counts):
                if output[at] is None and 1 <= count < 10 and (output[-1] or 0) + BASE <= most:
                    of_value[seen, at, count] += share * keys_share
    return max((weight / weights[seen] for (seen, _, _), weight in of_value.items()), default=0.0)


def _drawn(counts: Iterable[int]) -> Iterator[tuple[tuple[int, ...], float]]:
    """Yield one key for each way in which some counts are rounded, with the chance of it."""
    for ways in product(*(_ways(count) for count in counts)):
        yield tuple(key for key, _ in ways), float(np.prod([share for _, share in ways]))


@cache
def _ways(count: int) -> list[tuple[int, float]]:
    row = noise_table()[count]
    return [(row.index(value), row.count(value) / KEYS) for value in sorted(set(row))]
