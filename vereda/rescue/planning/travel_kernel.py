"""The compiled heart of `reach`: shortest travel times outward from the sources, each direction with its own slope.

The terrain comes as one flat array with a margin that is no number; so are barriers. Whatever touches one is no way: each
comparison with it is false, and no cell needs to look where the grid ends. Cells wait as bits of a map, and of each span of time
those whose turn has come are taken row by row: neighbours are near each other in memory, and nothing is sorted or linked. A cell
whose time falls after its turn waits again, so the times are the shortest ones whatever the span.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

PER_SLOPE = 1000.0  # knots of the table of paces by unit of slope
U = np.uint64  # no index needs a look whether it counts from the end
ONE = U(1)
DE_BRUIJN = U(0x03F79D71B4CB0A89)  # each six bits of it in a row occur once: they tell which power of two it was multiplied by
WHICH = np.zeros(64, np.uint64)
WHICH[[((int(DE_BRUIJN) << bit) & (2**64 - 1)) >> 58 for bit in range(64)]] = np.arange(64)


def _cached(function: Callable[..., Any]) -> Callable[..., Any]:  # Any: Numba takes whatever arrays come
    """Compile a function, once for this machine; without a place for a cache, once for each start."""
    try:
        return njit(function, cache=True, nogil=True)
    except RuntimeError:  # neither this folder nor the user's may be written
        return njit(function, nogil=True)


@njit(inline="always")
def _lowest(bits):  # type: ignore[no-untyped-def]
    """Return which the lowest bit is that is set."""
    return WHICH[((bits & (~bits + ONE)) * DE_BRUIJN) >> U(58)]


@njit(inline="always")
def _wait(cell, waits, groups):  # type: ignore[no-untyped-def]
    """Let a cell wait: a bit for it among 64 cells, and one for those among 4,096."""
    waits[cell >> U(6)] |= ONE << (cell & U(63))
    groups[cell >> U(12)] |= ONE << ((cell >> U(6)) & U(63))


@njit(inline="always")
def _pace(slope, table, level):  # type: ignore[no-untyped-def]
    """Return s/m by the table, straight between its knots; inf where steeper than the table or no number."""
    at = slope * PER_SLOPE + level
    if at >= 0.0 and at < table.size - 1:
        knot = U(at)
        return table[knot] + (at - knot) * (table[knot + ONE] - table[knot])
    return np.inf


@njit(inline="always")
def _ground(factor, cell):  # type: ignore[no-untyped-def]
    """Return the time factor of a cell; 1 where all ground is alike."""
    return 1.0 if factor is None else factor[cell]


@njit(inline="always")
def _lasts(cell, end, k, z, factor, table, level, parts, first, second, share, per_m, half):  # type: ignore[no-untyped-def]
    """Return how long a move lasts [s]: part by part, each between two cells passed; no number or inf where it is no way."""
    height, ground, lasts = z[cell], _ground(factor, cell), 0.0
    if parts[k] == 1:  # both cells beside a corner have to be ground: no barrier has gaps
        lasts += (z[U(np.int64(cell) + first[k, 0])] + z[U(np.int64(cell) + second[k, 0])]) * 0.0
    for m in range(parts[k] - 1):
        a, b = U(np.int64(cell) + first[k, m]), U(np.int64(cell) + second[k, m])
        height_to = z[a] + share[k, m] * (z[b] - z[a])
        ground_to = 1.0 if factor is None else factor[a] + share[k, m] * (factor[b] - factor[a])
        lasts += _pace((height_to - height) * per_m[k], table, level) * (ground + ground_to)
        height, ground = height_to, ground_to
    lasts += _pace((z[end] - height) * per_m[k], table, level) * (ground + _ground(factor, end))
    return lasts * half[k]


@njit(inline="always")
def _begun(sources, source_s, limit, best, waits, groups):  # type: ignore[no-untyped-def]
    """Let the sources wait; return when the first has its turn."""
    soonest = np.inf
    for one in range(sources.size):
        if source_s[one] < best[sources[one]] and source_s[one] <= limit:
            best[sources[one]] = source_s[one]
            _wait(U(sources[one]), waits, groups)
            soonest = min(soonest, source_s[one])
    return soonest


@njit(inline="always")
def _offered(  # type: ignore[no-untyped-def]
    cell, at, z, factor, table, level, limit, least_s, far, parts, first, second, share, per_m, half, best, waits, groups
):
    """Offer each cell around the time over this one, and let it wait if that is better; return the soonest such time."""
    soonest = np.inf
    for k in range(far.size):
        end = U(np.int64(cell) + far[k])
        if best[end] > at + least_s[k]:
            there = at + _lasts(cell, end, k, z, factor, table, level, parts, first, second, share, per_m, half)
            if there < best[end] and there <= limit:
                best[end] = there
                _wait(end, waits, groups)
                soonest = min(soonest, there)
    return soonest


@_cached
def travel(  # type: ignore[no-untyped-def]
    z, factor, sources, source_s, table, level, sign, limit, span_s, least_s, far, length, parts, first, second, share
):
    """Return the shortest time to each cell [s, flat as z]; inf: no way, or longer than the limit.

    z         elevation with a margin of no number [m, flat]; factor: time factor of the same shape, or None
    sources   cells [int64, m]; source_s: their times at the start [s, m]
    table     pace by slope [s/m]; level: knot of slope zero; sign: 1 away from the sources, -1 towards them
    span_s    time whose cells are taken at once [s]: if no move is shorter, each cell is taken once; else some again
    least_s   what each move takes at least [s, k]: a cell that is nearer already needs no look at the slope
    far       of each move: offset of the cell it ends in [k]; its length [m, k]; parts: how many pieces of slope it has [k]
    first, second, share   of each move and inner end of a part: the two cells it lies between, and where [k, 2]
    """
    best = np.full(z.size, np.inf)
    waits = np.zeros(z.size // 64 + 1, np.uint64)
    groups = np.zeros(waits.size // 64 + 1, np.uint64)
    per_m, half = sign / length * parts, length / (2.0 * parts)  # of one part
    soonest = _begun(sources, source_s, limit, best, waits, groups)
    while soonest < np.inf:
        until = max((np.floor(soonest / span_s) + 1.0) * span_s, np.nextafter(soonest, np.inf))
        soonest = np.inf
        for group in range(groups.size):
            some = groups[group]
            while some:
                word = (U(group) << U(6)) + _lowest(some)
                some &= some - ONE
                bits = waits[word]
                while bits:
                    cell = (word << U(6)) + _lowest(bits)
                    bits &= bits - ONE
                    if best[cell] >= until:
                        soonest = min(soonest, best[cell])
                        continue
                    waits[word] ^= ONE << (cell & U(63))
                    offered = _offered(
                        cell,
                        best[cell],
                        z,
                        factor,
                        table,
                        level,
                        limit,
                        least_s,
                        far,
                        parts,
                        first,
                        second,
                        share,
                        per_m,
                        half,
                        best,
                        waits,
                        groups,
                    )
                    soonest = min(soonest, offered)
                if not waits[word]:
                    groups[group] &= ~(ONE << (word & U(63)))
    return best
