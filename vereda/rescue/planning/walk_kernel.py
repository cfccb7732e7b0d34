"""The compiled heart of `walk`: many walkers, each with random numbers of its own, so that order and threads change nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

BLOCK = 256  # walkers that take a step one after the other: what they need stays near the processor
TURN_BITS = np.uint64(54)  # of a random number of 64 are dropped: 1,024 turns


def _cached(function: Callable[..., Any]) -> Callable[..., Any]:  # Any: Numba takes whatever arrays come
    """Compile a function, once for this machine; without a place for a cache, once for each start."""
    try:
        return njit(function, cache=True, nogil=True)
    except RuntimeError:  # neither this folder nor the user's may be written
        return njit(function, nogil=True)


@njit(inline="always")
def _whole(place):  # type: ignore[no-untyped-def]
    """Return the cell that a place lies in; unsigned, so that no index needs a look whether it counts from the end."""
    return np.uint64(np.int64(place + 0.5))


@_cached
def stride(  # type: ignore[no-untyped-def]
    rows, columns, toward_r, toward_c, state, gradient, turns, speeds, level, per_slope, steps, per_cell, aim_r, aim_c, pull
):
    """Let walkers take steps, in place.

    rows, columns       places [cells, n]; a walker that has left the terrain stays at no number
    toward_r, toward_c  headings as unit vectors [n]; state: random state of each [uint64, not 0]
    gradient            rise by row and column [-, rows × columns × 2]; no number where nobody walks
    turns               (cosine, sine) of turns of equal share [1,024 × 2]; speeds: by slope [m/s]; level: knot of slope zero
    per_cell            cells that one metre a second makes in a step; aim: unit vector walked towards; pull: of it in a step
    """
    last_row, last_column, top = gradient.shape[0] - 0.5, gradient.shape[1] - 0.5, speeds.size - 1
    for begin in range(0, rows.size, BLOCK):
        end = min(begin + BLOCK, rows.size)
        for _ in range(steps):
            for i in range(begin, end):
                r, c = rows[i], columns[i]
                if r != r:
                    continue
                x = state[i]  # xorshift, Marsaglia 2003
                x ^= x << np.uint64(13)
                x ^= x >> np.uint64(7)
                x ^= x << np.uint64(17)
                state[i] = x
                turn = x >> TURN_BITS
                cosine, sine = turns[turn, 0], turns[turn, 1]
                hr, hc = toward_r[i], toward_c[i]
                dr = hr * cosine - hc * sine
                dc = hr * sine + hc * cosine
                if pull > 0.0:
                    dr += pull * aim_r
                    dc += pull * aim_c
                    shorter = 1.0 / np.sqrt(dr * dr + dc * dc)
                    dr *= shorter
                    dc *= shorter
                row, column = _whole(r), _whole(c)
                slope = gradient[row, column, 0] * dr + gradient[row, column, 1] * dc
                knot = np.uint64(min(max(np.int64(slope * per_slope + level), 0), top))
                far = speeds[knot] * per_cell
                r += dr * far
                c += dc * far
                if not (-0.5 < r < last_row and -0.5 < c < last_column):
                    rows[i], columns[i] = np.nan, np.nan
                    continue
                there = gradient[_whole(r), _whole(c), 0]
                if there != there:  # a barrier: they stay, and turn round
                    toward_r[i], toward_c[i] = -dr, -dc
                    continue
                rows[i], columns[i], toward_r[i], toward_c[i] = r, c, dr, dc
