"""The second world, where 16 in 100 have forgotten help of this year: nearly as many as assumed. None tells others' as ours."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bench.counted import second
from bench.counted.world import MONTH, YEAR, Known


def known(seed: int, parties: int = second.PEOPLE) -> Known:
    """Return two years of it."""
    return second.known(seed, parties, replace(second.WAYS, remembered=_remembered))


def _remembered(random: np.random.Generator, last: float, before: float) -> float:
    if last == np.inf or (MONTH < last <= YEAR and random.random() < 0.16):
        return np.inf
    return last * random.lognormal(0.05, 0.15)
