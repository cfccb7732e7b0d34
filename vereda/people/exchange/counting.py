"""How many individuals the records of several countries are, cell by cell, with an interval; and which cells may be told. Pure.

The sum over records of the share of a person that each stands for, drawn many times: which pairs are one person, and how many
true pairs are never seen, because a name is rare and was left out, or is written too differently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Places = NDArray[np.int64]

METHOD = "count across 1"
DRAWS = 200
LEAST = 10
"""Individuals in a cell, and in what is left of it when one country takes its own away (rules.md, sections 4 and 5)."""
BASE = 5
LEAST_FOUND = 0.52
"""Below it the correction for pairs never seen swings wildly."""
FOUND = (0.80, 0.97)
"""Share of true pairs between records with given name and surname that the model gives weight to, within which the truth is
taken to lie; own proposal, held against invented records alone (docs/decisions/counting-across.md)."""


@dataclass(frozen=True)
class Scored:
    """Records of all countries and the pairs that the model scored. country, cell: of each record; whole: keeps both names."""

    country: NDArray[np.str_]
    cell: NDArray[np.str_]
    whole: NDArray[np.bool_]
    left: Places
    right: Places
    probability: Floats


@dataclass(frozen=True)
class Cell:
    """individuals, low, high [individuals]; without: the fewest that are left when one country takes its own away."""

    cell: str
    individuals: float
    low: float
    high: float
    without: float


def counted(scored: Scored, *, seed: int, draws: int = DRAWS) -> tuple[Cell, dict[str, Cell]]:
    """Return all together, and cell by cell. The same tokens and the same seed give the same numbers."""
    random = np.random.default_rng(seed)
    names, code = np.unique(scored.cell, return_inverse=True)
    countries = np.unique(scored.country)
    drawn = np.empty((draws, len(names)))
    own = np.empty((draws, len(countries), len(names)))
    masks = [scored.country == name for name in countries]
    inside = [mask[scored.left] & mask[scored.right] for mask in masks]
    for at in range(draws):
        same = random.random(len(scored.probability)) < scored.probability
        # Who is whole here may have a name that is rare there: at best all are whole there as well, at worst as many as of all.
        found, mixed = random.uniform(*FOUND) * random.uniform(scored.whole.mean(), 1), random.uniform(0.0, 1.0)
        drawn[at] = np.bincount(code, _shares(scored, code, same, found, mixed), len(names))
        for place, mask in enumerate(masks):
            shares = _shares(scored, code, same & inside[place], found, mixed)
            own[at, place] = np.bincount(code[mask], shares[mask], len(names))
    each = {str(name): _cell(str(name), drawn[:, at], own[:, :, at], (code == at).sum()) for at, name in enumerate(names)}
    return _cell("", drawn.sum(axis=1), own.sum(axis=2), len(code)), each


def _cell(name: str, drawn: Floats, own: Floats, records: int) -> Cell:
    """own: individuals that one country alone has records of [draw, country]; one that has none takes nothing away."""
    low, middle, high = np.clip(np.quantile(drawn, [0.025, 0.5, 0.975]), 0, records)
    left = np.median(drawn[:, None] - own, axis=0)[np.median(own, axis=0) > 0]
    return Cell(name, float(middle), float(low), float(high), float(left.min()) if len(left) else 0.0)


def _shares(scored: Scored, code: Places, same: NDArray[np.bool_], found: float, mixed: float) -> Floats:
    """Return the share of a person for which each record stands.

    Records without a whole name are hardly ever found: each counts as those of its cell that are whole do on average.
    """
    pairs = same & scored.whole[scored.left] & scored.whole[scored.right]
    seen = np.bincount(np.concatenate([scored.left[pairs], scored.right[pairs]]), minlength=len(code))
    shares = mixed * _by_pair(seen, found) + (1 - mixed) * _by_record(seen, float(np.sqrt(found)))
    count, sums = np.bincount(code, scored.whole), np.bincount(code, shares * scored.whole)
    usual = np.divide(sums, count, out=np.ones_like(sums), where=count > 0)
    return np.where(scored.whole, shares, usual[code])


def _by_pair(seen: Places, found: float) -> Floats:
    """Return 1 / (records of the person), without bias where each other record was seen with chance `found`."""
    found = max(found, LEAST_FOUND)
    return found * (1 - (-(1 - found) / found) ** (seen + 1.0)) / (seen + 1.0)


def _by_record(seen: Places, good: float) -> Floats:
    """Return the same where a record is missed with all of its pairs: those that were seen are whole, the others are alone."""
    inner = _by_pair(seen, good)
    return (inner - (1 - good)) / good


# What may be told ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Table:
    """What leaves the unit: estimates in steps of five. total: None where even that may not be told; hidden: cells not told."""

    total: tuple[int, int, int] | None
    cells: Mapping[str, tuple[int, int, int]]
    hidden: int

    def as_json(self) -> dict[str, Any]:  # Any: JSON
        return {
            "total": list(self.total) if self.total else None,
            "cells": {name: list(told) for name, told in sorted(self.cells.items())},
            "hidden": self.hidden,
        }


def told(total: Cell, cells: Mapping[str, Cell]) -> Table:
    """Return what may leave: no cell under LEAST, none that a country reads by taking its own away, or the total gives away.

    Where one cell alone is hidden, or those hidden are together under LEAST, the next smallest is hidden too: else the
    total less the cells would tell it.
    """
    safe = {name for name, one in cells.items() if _is_safe(one)}
    hidden = sorted((one for name, one in cells.items() if name not in safe), key=lambda one: one.individuals)
    rest = sorted((cells[name] for name in safe), key=lambda one: (one.individuals, one.cell))
    while hidden and rest and (len(hidden) < 2 or sum(one.individuals for one in hidden) < LEAST):
        hidden.append(rest.pop(0))
    is_total_safe = _is_safe(total)
    shown = {one.cell: _rounded(one) for one in rest} if is_total_safe else {}
    return Table(_rounded(total) if is_total_safe else None, shown, len(cells) - len(shown))


def _is_safe(one: Cell) -> bool:
    return one.individuals >= LEAST and one.without >= LEAST


def _rounded(one: Cell) -> tuple[int, int, int]:
    """Return estimate, low and high in steps of BASE; the interval never shrinks, and none of the three is under LEAST."""
    middle = BASE * round(one.individuals / BASE)
    low, high = BASE * int(np.floor(one.low / BASE)), BASE * int(np.ceil(one.high / BASE))
    return max(middle, LEAST), max(min(low, middle), LEAST), max(high, middle, LEAST)


def cell_name(codes: Sequence[str]) -> str:
    """Return the name of a cell: 'HN|F|18-29'; '' of a table without breakdown."""
    return "|".join(codes)
