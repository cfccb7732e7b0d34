"""The compiled heart of `reach`: shortest travel times outward from the sources, each direction with its own slope.

The terrain comes as one flat array with a margin that is no number; so are barriers. Whatever touches one is no way: each
comparison with it is false, and no cell needs to look where the grid ends. Cells wait in a ring of buckets of time (Dial 1969),
so that no heap is sorted; a cell whose time falls is moved, so that it stands in one bucket only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

NOT_WAITING = np.int32(-(2**31))
RING = 4096  # buckets; what lies further ahead waits in one more, and is sorted in once a round
MASK = RING - 1
COUNT = RING + 1  # where the number of cells that wait is kept, behind the heads of the buckets
PER_SLOPE = 1000.0  # knots of the table of paces by unit of slope


def _cached(function: Callable[..., Any]) -> Callable[..., Any]:  # Any: Numba takes whatever arrays come
    """Compile a function, once for this machine; without a place for a cache, once for each start."""
    try:
        return njit(function, cache=True, nogil=True)
    except RuntimeError:  # neither this folder nor the user's may be written
        return njit(function, nogil=True)


@njit(inline="always")
def _pace(slope, table, level):  # type: ignore[no-untyped-def]
    """Return s/m by the table, straight between its knots; inf where steeper than the table or no number."""
    at = slope * PER_SLOPE + level
    if at >= 0.0 and at < table.size - 1:
        knot = int(at)
        return table[knot] + (at - knot) * (table[knot + 1] - table[knot])
    return np.inf


@njit(inline="always")
def _take(cell, heads, after, before):  # type: ignore[no-untyped-def]
    """Take a cell out of the bucket it waits in."""
    left, right = before[cell], after[cell]
    if left < 0:
        heads[~left] = right
    else:
        after[left] = right
    if right >= 0:
        before[right] = left
    before[cell] = NOT_WAITING
    heads[COUNT] -= 1


@njit(inline="always")
def _put(cell, slot, heads, after, before):  # type: ignore[no-untyped-def]
    """Let a cell wait in a bucket, before the others."""
    first = heads[slot]
    after[cell] = first
    if first >= 0:
        before[first] = cell
    before[cell] = ~np.int32(slot)
    heads[slot] = cell
    heads[COUNT] += 1


@njit(inline="always")
def _offer(cell, at, best, limit, now, per_s, heads, after, before):  # type: ignore[no-untyped-def]
    """Keep a time if it is better than the one a cell has, and let the cell wait for its turn."""
    if at < best[cell] and at <= limit:
        best[cell] = at
        if before[cell] != NOT_WAITING:
            _take(cell, heads, after, before)
        bucket = np.int64(at * per_s)
        _put(cell, bucket & MASK if bucket < now + RING else RING, heads, after, before)


@njit(inline="always")
def _ground(factor, cell):  # type: ignore[no-untyped-def]
    """Return the time factor of a cell; 1 where all ground is alike."""
    return 1.0 if factor is None else factor[cell]


@njit(inline="always")
def _sort_in(heads, after, before, best, now, per_s):  # type: ignore[no-untyped-def]
    """Move what waits beyond the ring into it where its turn has come near."""
    cell = heads[RING]
    heads[RING] = np.int32(-1)
    while cell >= 0:
        following = after[cell]
        heads[COUNT] -= 1
        bucket = np.int64(best[cell] * per_s)
        _put(cell, bucket & MASK if bucket < now + RING else RING, heads, after, before)
        cell = following


@njit(inline="always")
def _by_straights(  # type: ignore[no-untyped-def]
    cell,
    at,
    z,
    factor,
    table,
    level,
    far,
    first,
    second,
    share,
    per_m,
    length,
    least,
    best,
    limit,
    now,
    per_s,
    heads,
    after,
    before,
):
    """Offer the four cells beside this one its time and the way there."""
    for k in range(4):
        end = cell + far[k]
        if best[end] > at + least[k]:
            lasts = length[k] * _pace((z[end] - z[cell]) * per_m[k], table, level)
            lasts *= (_ground(factor, cell) + _ground(factor, end)) * 0.5
            _offer(end, at + lasts, best, limit, now, per_s, heads, after, before)


@njit(inline="always")
def _by_corners(  # type: ignore[no-untyped-def]
    cell,
    at,
    z,
    factor,
    table,
    level,
    far,
    first,
    second,
    share,
    per_m,
    length,
    least,
    best,
    limit,
    now,
    per_s,
    heads,
    after,
    before,
):
    """Offer the four across a corner; none unless both cells beside it are ground: no barrier has gaps."""
    for k in range(4, 8):
        end = cell + far[k]
        if best[end] > at + least[k]:
            corners = z[cell + first[k, 0]] + z[cell + second[k, 0]]
            lasts = length[k] * _pace((z[end] - z[cell]) * per_m[k], table, level) + corners * 0.0
            lasts *= (_ground(factor, cell) + _ground(factor, end)) * 0.5
            _offer(end, at + lasts, best, limit, now, per_s, heads, after, before)


@njit(inline="always")
def _by_knights(  # type: ignore[no-untyped-def]
    cell,
    at,
    z,
    factor,
    table,
    level,
    far,
    first,
    second,
    share,
    per_m,
    length,
    least,
    best,
    limit,
    now,
    per_s,
    heads,
    after,
    before,
):
    """Offer the eight a knight's move away: two pieces, with the ground in the middle between the cells passed."""
    for k in range(8, 16):
        end = cell + far[k]
        if best[end] > at + least[k]:
            a, b = cell + first[k, 0], cell + second[k, 0]
            middle, ground = (z[a] + z[b]) * 0.5, (_ground(factor, a) + _ground(factor, b)) * 0.5
            lasts = _pace((middle - z[cell]) * per_m[k] * 2.0, table, level) * (_ground(factor, cell) + ground)
            lasts += _pace((z[end] - middle) * per_m[k] * 2.0, table, level) * (ground + _ground(factor, end))
            lasts *= length[k] * 0.25
            _offer(end, at + lasts, best, limit, now, per_s, heads, after, before)


@njit(inline="always")
def _by_threes(  # type: ignore[no-untyped-def]
    cell,
    at,
    z,
    factor,
    table,
    level,
    far,
    first,
    second,
    share,
    per_m,
    length,
    least,
    best,
    limit,
    now,
    per_s,
    heads,
    after,
    before,
):
    """Offer the sixteen that are three cells away: three pieces, with the ground between the cells passed."""
    for k in range(16, far.size):
        end = cell + far[k]
        if best[end] > at + least[k]:
            height, ground, lasts = z[cell], _ground(factor, cell), 0.0
            for m in range(3):
                height_to, ground_to = z[end], _ground(factor, end)
                if m < 2:
                    a, b = cell + first[k, m], cell + second[k, m]
                    height_to = z[a] + share[k, m] * (z[b] - z[a])
                    ground_to = _ground(factor, a) + share[k, m] * (_ground(factor, b) - _ground(factor, a))
                lasts += _pace((height_to - height) * per_m[k] * 3.0, table, level) * (ground + ground_to)
                height, ground = height_to, ground_to
            lasts *= length[k] / 6.0
            _offer(end, at + lasts, best, limit, now, per_s, heads, after, before)


@_cached
def travel(z, factor, sources, source_s, table, level, cell_m, sign, limit, per_s, far, lengths, first, second, share):  # type: ignore[no-untyped-def]
    """Return the shortest time to each cell [s, flat as z]; inf: no way, or longer than the limit.

    z         elevation with a margin of no number [m, flat]; factor: time factor of the same shape, or None
    sources   cells [int64, m]; source_s: their times at the start [s, m]
    table     pace by slope [s/m]; level: knot of slope zero; sign: 1 away from the sources, -1 towards them
    per_s     buckets by second: one over the least time that a straight move can take
    far       of each move: offset of the cell it ends in [int32, k]; lengths [cells, k]; straight, corners, knight's, long ones
    first, second, share   of each move and inner end of a piece: the two cells it lies between, and where [k, 2]
    """
    best = np.full(z.size, np.inf)
    after = np.full(z.size, np.int32(-1))
    before = np.full(z.size, NOT_WAITING)
    heads = np.full(RING + 2, np.int32(-1))
    heads[COUNT] = 0
    now = np.int64(source_s.min() * per_s)
    for one in range(sources.size):
        _offer(np.int32(sources[one]), source_s[one], best, limit, now, per_s, heads, after, before)
    # No move takes less than this: a cell that is nearer already needs no look at the slope, and half of all are.
    length, per_m = lengths * cell_m, sign / (lengths * cell_m)
    least = lengths / (per_s * (1.0 + 1e-9))
    while heads[COUNT] > 0:
        cell = heads[now & MASK]
        if cell < 0:
            now += 1
            if now & MASK == 0:
                _sort_in(heads, after, before, best, now, per_s)
            continue
        _take(cell, heads, after, before)
        at = best[cell]
        _by_straights(
            cell,
            at,
            z,
            factor,
            table,
            level,
            far,
            first,
            second,
            share,
            per_m,
            length,
            least,
            best,
            limit,
            now,
            per_s,
            heads,
            after,
            before,
        )
        _by_corners(
            cell,
            at,
            z,
            factor,
            table,
            level,
            far,
            first,
            second,
            share,
            per_m,
            length,
            least,
            best,
            limit,
            now,
            per_s,
            heads,
            after,
            before,
        )
        _by_knights(
            cell,
            at,
            z,
            factor,
            table,
            level,
            far,
            first,
            second,
            share,
            per_m,
            length,
            least,
            best,
            limit,
            now,
            per_s,
            heads,
            after,
            before,
        )
        _by_threes(
            cell,
            at,
            z,
            factor,
            table,
            level,
            far,
            first,
            second,
            share,
            per_m,
            length,
            least,
            best,
            limit,
            now,
            per_s,
            heads,
            after,
            before,
        )
    return best
