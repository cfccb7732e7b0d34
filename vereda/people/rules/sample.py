"""Which scored pairs a person shall look at, so that what they say speaks for all: drawn by chance, with a chance that is known.

Drawn within nationality and year, most where the model is unsure of many. Each pair has a number of its own for good, and the
lowest of a cell are drawn: a run that is repeated draws the same, and the next run keeps what was drawn and answered. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Places = NDArray[np.int64]

EDGES = np.array([0.0, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99])
"""Where bands of the model's probability begin."""
LEAST_SPREAD = 0.01
"""A band of which the model is sure is drawn from as if one pair in a hundred were otherwise. Own proposal."""


@dataclass(frozen=True, eq=False)
class Pool:
    """Scored pairs to draw from.

    nationality, year  of each;  probability: that it is one person, as the model says [0 to 1]
    is_below  too unlikely to be shown to a person for its own sake: drawn to learn how many true ones escape
    number    of the pair, for good [0 to 1]
    """

    nationality: NDArray[np.str_]
    year: Places
    probability: Floats
    is_below: NDArray[np.bool_]
    number: Floats


def number_of(link: UUID) -> float:
    """Return the number of a pair [0 to 1): as good as drawn by lot, and the same at each run."""
    return int.from_bytes(sha256(b"person_sample" + link.bytes).digest()[:6], "big") / 2**48


def year_of(link: UUID) -> int:
    """Return the year in which the later record of a pair was opened [UTC]."""
    return int(np.datetime64(link.int >> 80, "ms").astype("datetime64[Y]").astype(int)) + 1970


def bands(probability: Floats) -> Places:
    """Return the band of each pair."""
    return np.searchsorted(EDGES, probability, side="right") - 1


def shared_out(size: Sequence[int] | Places, likely: Floats, count: int) -> Places:
    """Return how many pairs to draw of each cell: by size and how unsure the model is of it (Neyman); never none of a cell."""
    size = np.asarray(size)
    wanted = size * np.sqrt(np.maximum(likely * (1 - likely), LEAST_SPREAD))
    return np.minimum(size, np.ceil(count * wanted / max(float(wanted.sum()), 1e-9))).astype(np.int64)


def chances(pool: Pool, *, a_stratum: int) -> Floats:
    """Return with which chance each pair was drawn; 0 where it was not.

    a_stratum  pairs of a nationality and a year, or a few more: one at least of each cell
    """
    if not a_stratum:
        return np.zeros(len(pool.number))
    cell, cells = bands(pool.probability) + len(EDGES) * pool.is_below, 2 * len(EDGES)
    found = np.zeros(len(cell))
    _, of = np.unique(np.char.add(pool.nationality, pool.year.astype("U6")), return_inverse=True)
    for stratum in range(int(of.max(initial=-1)) + 1):
        here = np.flatnonzero(of == stratum)
        size = np.bincount(cell[here], minlength=cells)
        likely = np.bincount(cell[here], pool.probability[here], minlength=cells) / np.maximum(size, 1)
        for at, drawn in enumerate(shared_out(size, likely, a_stratum)):
            inside = here[cell[here] == at]
            found[inside[np.argsort(pool.number[inside], kind="stable")[:drawn]]] = drawn / max(len(inside), 1)
    return found
