"""What is compiled for a million cells (Numba). Loaded inside the functions that need it: that takes half a second.

The first call on a machine compiles for a second or two; later starts read what was compiled from a cache beside this file.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from vereda.rescue.planning.checks import Floats

BLOCK = 4096  # cells summed at a time: a sum of sums keeps its last digits


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:  # Any: Numba takes whatever arrays come
    """Compile a function of arrays; sums may be taken in any order. Without a place for a cache it compiles at each start."""
    free = {"reassoc", "contract", "nsz"}
    try:
        return njit(function, cache=True, nogil=True, fastmath=free)
    except RuntimeError:  # neither this folder nor the user's may be written
        return njit(function, nogil=True, fastmath=free)


def missing(poc: Floats, pod: Floats, posterior: Floats) -> tuple[float, float]:
    """Fill `posterior` after a search that found nobody; return (sum of poc, what is left of it and of outside).

    Returns 0 for what is left, and fills nothing, if any value is not as it has to be. Flat arrays of equal length.
    """
    total, left, wrong = _left(poc, pod)
    outside = max(0.0, 1 - total)
    if wrong or not left + outside > 0:
        return total, 0.0
    _scaled(poc, pod, 1 / (left + outside), posterior)
    return total, left + outside


@compiled
def _left(poc: Floats, pod: Floats) -> tuple[float, float, int]:
    total, left, wrong = 0.0, 0.0, 0
    for start in range(0, poc.size, BLOCK):
        some, some_pod = poc[start : start + BLOCK], pod[start : start + BLOCK]  # indices from 0: else no vector instructions
        of_some, left_of_some = 0.0, 0.0
        for i in range(some.size):
            here, found = some[i], some_pod[i]
            wrong += not ((here >= 0) & (found >= 0) & (found <= 1))  # true also for what is no number; `and` would branch
            of_some += here
            left_of_some += here * (1 - found)
        total += of_some
        left += left_of_some
    return total, left, wrong


@compiled
def _scaled(poc: Floats, pod: Floats, scale: float, posterior: Floats) -> None:
    for i in range(poc.size):
        posterior[i] = poc[i] * (1 - pod[i]) * scale


def water(value: Floats, per_rate: Floats, effort: float) -> tuple[float, float]:
    """Do what `allocation._water` does, for many areas: each round is two passes over what is still in."""
    lowest, extra = _water(value.copy(), per_rate.copy(), effort)
    return float(lowest), float(extra)


@compiled
def _water(value: Floats, cost: Floats, effort: float) -> tuple[float, float]:
    count, lowest = value.size, value.min()
    while True:
        needed, costs = 0.0, 0.0
        for i in range(count):
            needed += (value[i] - lowest) * cost[i]
            costs += cost[i]
        if needed < effort:
            return lowest, (effort - needed) / costs
        level = lowest + (needed - effort) / costs
        most = value[:count].max()
        if level >= most:  # rounding, where one area outweighs all: stay with the greatest
            level = np.nextafter(most, -np.inf)
        kept, least = 0, most
        for i in range(count):
            if value[i] > level:
                least = min(least, value[i])
                value[kept], cost[kept] = value[i], cost[i]
                kept += 1
        count, lowest = kept, least
