"""Who stands for whom: people met are told apart by nationality, month and group where enough answered, else pooled. Pure.

Cells do not depend on the period that is asked for: a longer period keeps the cells of a shorter one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vereda.people.rules.estimates import OTHERS
from vereda.people.rules.observed import Asked
from vereda.people.rules.recall import ANSWERS
from vereda.people.words import LastHelp

if TYPE_CHECKING:
    from scipy.sparse import csr_array

ENOUGH = 30
"""People of a nationality who must have answered for it to stand by itself."""
ENOUGH_PARTIES = 30
"""Parties that must have answered for a cell to stand by itself. Large parties answer otherwise than people alone: of few,
the share of people leans to whoever was few by chance."""
type Cell = tuple[str, ...]
type Floats = NDArray[np.float64]
ALL: Cell = ()
MISFIT, DAYS_APART = (0.03, 0.05, 0.07, 0.09, 0.12), 0.03
"""By how much the share of people new in a period may differ between people met and answers that stand for them: one standard
deviation; for answers of other times, groups or nationalities in the cell, from the finest to that of all; and for those of other
days of the same cell. Own proposal."""
WIDE = len(ANSWERS) + 1


@dataclass(frozen=True, eq=False)
class Strata:
    """Cells, from the finest that has enough answers.

    parties  answers by party [party, cell * 6 + answer], people times `every`; the last answer is none
    of       the cells of each answer, in the order of what was asked
    cells    (nationality, month, group) > (nationality, month) > (nationality, quarter) > (nationality,) > ()
    pooled   nationalities that are one, OTHERS
    """

    parties: csr_array
    of: Sequence[Collection[Cell]]
    cells: Mapping[Cell, int]
    pooled: tuple[str, ...]

    def nationality(self, of: str) -> str:
        return OTHERS if of in self.pooled else of

    def cell(self, nationality: str, on: date, group: str) -> int:
        """Return the cell whose answers stand for people met."""
        return next(
            self.cells[cell] for cell in _ways(self.nationality(nationality), on.year, on.month, group) if cell in self.cells
        )

    def misfit(self, asked: Sequence[Asked], from_on: date, to_on: date) -> Floats:
        """Return by how much each cell may misstand for people of a period [cell]: less, the more of its answers are of then."""
        at = [self.cells[cell] for own in self.of for cell in own]
        people = np.repeat([row.people for row in asked], [len(own) for own in self.of])
        is_inside = np.repeat([from_on <= row.on <= to_on for row in asked], [len(own) for own in self.of])
        whole, inside = (np.bincount(at, some, len(self.cells)) for some in (people, people * is_inside))
        apart = np.array([MISFIT[_level(cell)] for cell in self.cells]) * (1 - inside / np.maximum(whole, 1))
        apart[self.cells[ALL]] = MISFIT[-1]
        return np.hypot(apart, DAYS_APART)


def _level(cell: Cell) -> int:
    """Return how fine a cell is [0: the finest]."""
    if len(cell) == 2:
        return 2 if "q" in cell[1] else 1
    return {3: 0, 1: 3, 0: 4}[len(cell)]


def strata(asked: Sequence[Asked], nationalities: Iterable[str]) -> Strata:
    """Return the cells of all that was asked; nationalities: of all who were met.

    An answer is in the finest cell that has enough parties, in that of its nationality and in that of all. A coarser cell between
    holds only what no finer one does, and stands for whom no finer one stands.
    """
    people: Counter[str] = Counter(dict.fromkeys(nationalities, 0))
    for row in asked:
        people[row.nationality] += 0 if row.answer == LastHelp.NONE else row.people
    pooled = tuple(sorted(code for code, count in people.items() if count < ENOUGH))
    told = [
        _ways(OTHERS if row.nationality in pooled else row.nationality, row.on.year, row.on.month, row.group) for row in asked
    ]
    of = [{ways[-2], ALL} for ways in told]
    for level in range(len(MISFIT) - 2):
        left = [at for at, cells in enumerate(of) if len(cells) == 2]
        enough = _enough(asked, told, left, level)
        for at in left:
            of[at] |= {told[at][level]} & enough
    cells = {cell: at for at, cell in enumerate(sorted({ALL}.union(*of)))}
    return Strata(_by_party(asked, of, cells), of, cells, pooled)


def _enough(asked: Sequence[Asked], told: Sequence[tuple[Cell, ...]], left: Iterable[int], level: int) -> set[Cell]:
    """Return the cells of a level in which enough parties answered."""
    parties: dict[Cell, set[str]] = defaultdict(set)
    for at in left:
        if asked[at].answer != LastHelp.NONE:
            parties[told[at][level]].add(asked[at].party)
    return {cell for cell, some in parties.items() if len(some) >= ENOUGH_PARTIES}


@lru_cache(65_536)  # tens of thousands of answers are of some thousand months of groups and nationalities
def _ways(nationality: str, year: int, month_of_year: int, group: str) -> tuple[Cell, ...]:
    month, quarter = f"{year:04d}-{month_of_year:02d}", f"{year}-q{(month_of_year + 2) // 3}"
    return (nationality, month, group), (nationality, month), (nationality, quarter), (nationality,), ALL


def _by_party(asked: Sequence[Asked], of: Sequence[Collection[Cell]], cells: Mapping[Cell, int]) -> csr_array:
    """Return what each party answered, in every cell that it belongs to."""
    from scipy.sparse import csr_array

    number = {party: at for at, party in enumerate(dict.fromkeys(row.party for row in asked))}
    rows, columns, values = [], [], []
    for row, own in zip(asked, of, strict=True):
        answer = ANSWERS.index(row.answer) if row.answer != LastHelp.NONE else len(ANSWERS)
        for cell in own:
            rows.append(number[row.party])
            columns.append(cells[cell] * WIDE + answer)
            values.append(float(row.people * row.every))
    return csr_array((values, (rows, columns)), shape=(len(number), len(cells) * WIDE))
