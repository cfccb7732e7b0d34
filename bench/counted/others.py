"""The second world, where of those never helped by us 13 in 100 tell the help of others as ours: nearly as many as is assumed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bench.counted import second
from bench.counted.world import Known


def known(seed: int, parties: int = second.PEOPLE) -> Known:
    """Return two years of it."""
    return second.known(seed, parties, replace(second.WAYS, remembered=_remembered))


def _remembered(random: np.random.Generator, last: float, before: float) -> float:
    if last == np.inf:
        return float(random.choice([3, 20, 100])) if random.random() < 0.13 else np.inf
    return second._remembered(random, last, before)
