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
    """Do what `allocation._water` does, for many areas: a round is one pass that reads, and copies nothing."""
    level, inside = float(value.min()), -1
    while True:
        needed, costs, count = _above(value, per_rate, level)
        if count == inside:
            break
        inside = count
        level = min(level + (needed - effort) / costs, float(value.max()))  # rounding, where one area outweighs all
    lowest = float(_lowest(value, level))
    needed, costs, _ = _above(value, per_rate, lowest)
    return lowest, max(0.0, float((effort - needed) / costs))


@compiled
def _above(value: Floats, cost: Floats, level: float) -> tuple[float, float, int]:
    needed, costs, count = 0.0, 0.0, 0
    for i in range(value.size):
        inside = value[i] >= level
        needed += (value[i] - level) * cost[i] if inside else 0.0
        costs += cost[i] if inside else 0.0
        count += inside
    return needed, costs, count


@compiled
def _lowest(value: Floats, level: float) -> float:
    least = np.inf
    for i in range(value.size):
        least = min(least, value[i] if value[i] >= level else np.inf)
    return least
