"""Who stands for whom: people met are told apart by nationality, month and group where enough answered, else pooled. Pure.

Cells do not depend on the period that is asked for: a longer period keeps the cells of a shorter one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scipy.sparse import csr_array

from vereda.people.rules.estimates import OTHERS
from vereda.people.rules.observed import Asked
from vereda.people.rules.recall import ANSWERS
from vereda.people.words import LastHelp

ENOUGH = 30
"""People who must have answered for a cell, or a nationality, to stand by itself."""
type Cell = tuple[str, ...]
ALL: Cell = ()
WIDE = len(ANSWERS) + 1


@dataclass(frozen=True, eq=False)
class Strata:
    """Cells, from the finest that has enough answers.

    parties  answers by party [party, cell * 6 + answer], people times `every`; the last answer is none
    cells    (nationality, 'month', group) > (nationality, month) > (nationality, quarter) > (nationality,) > ()
    standing which cells may be used
    pooled   nationalities that are one, OTHERS
    """

    parties: csr_array
    cells: tuple[Cell, ...]
    standing: frozenset[Cell]
    pooled: tuple[str, ...]

    def nationality(self, of: str) -> str:
        return OTHERS if of in self.pooled else of

    def cell(self, nationality: str, on: date, group: str) -> int:
        """Return the cell whose answers stand for people met."""
        ways = _ways(self.nationality(nationality), on, group)
        return self.cells.index(next(cell for cell in ways if cell in self.standing))


def strata(asked: Sequence[Asked], nationalities: Iterable[str]) -> Strata:
    """Return the cells of all that was asked; nationalities: of all who were met."""
    answered = [row for row in asked if row.answer != LastHelp.NONE]
    by_nationality = _people(answered, lambda row: (row.nationality,))
    pooled = tuple(sorted(code for code in {*nationalities} if by_nationality[(code,)] < ENOUGH))
    told = {id(row): _ways(OTHERS if row.nationality in pooled else row.nationality, row.on, row.group) for row in asked}
    standing = {ALL}
    finest: dict[int, Cell] = {}
    for level in range(4):
        left = [row for row in answered if id(row) not in finest] if level < 3 else answered
        enough = {cell for cell, people in _people(left, lambda row, at=level: told[id(row)][at]).items() if people >= ENOUGH}
        standing |= enough
        finest |= {id(row): told[id(row)][level] for row in asked if id(row) not in finest and told[id(row)][level] in enough}
    cells = tuple(sorted(standing))
    return Strata(_by_party(asked, told, finest, cells), cells, frozenset(standing), pooled)


def _ways(nationality: str, on: date, group: str) -> tuple[Cell, ...]:
    month = f"{on:%Y-%m}"
    quarter = f"{on.year}-q{(on.month + 2) // 3}"
    return (nationality, month, group), (nationality, month), (nationality, quarter), (nationality,), ALL


def _people(rows: Iterable[Asked], key: Callable[[Asked], Cell]) -> Counter[Cell]:
    found: Counter[Cell] = Counter()
    for row in rows:
        found[key(row)] += row.people
    return found


def _by_party(
    asked: Sequence[Asked], told: Mapping[int, tuple[Cell, ...]], finest: Mapping[int, Cell], cells: Sequence[Cell]
) -> csr_array:
    """Return what each party answered, in its finest cell, in that of its nationality and in that of all."""
    number = {party: at for at, party in enumerate(dict.fromkeys(row.party for row in asked))}
    column = {cell: at * WIDE for at, cell in enumerate(cells)}
    rows, columns, values = [], [], []
    for row in asked:
        answer = ANSWERS.index(row.answer) if row.answer != LastHelp.NONE else len(ANSWERS)
        for cell in {finest.get(id(row), ALL), told[id(row)][3], ALL} & column.keys():
            rows.append(number[row.party])
            columns.append(column[cell] + answer)
            values.append(float(row.people * row.every))
    return csr_array((values, (rows, columns)), shape=(len(number), len(cells) * WIDE))
