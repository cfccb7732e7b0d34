"""Where within an answer the last help lay: of those who say 'this month' on a day, what share was helped since the period began.

A help `gap` days ago is as likely as people were met that day, times a law (gap + 1) ** -bend within the answer. The counts are
known; the law is not: its bend is read from how much rarer the farther answers are, and drawn widely around that. Pure.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]

SPANS = ((0, 7), (8, 30), (31, 365))
"""Days back that 'week', 'month' and 'year' mean, both inclusive."""
LONGEST = 365
BENDS = np.arange(-1.0, 3.51, 0.25)
SPREAD = 0.75
"""How far the bend may be from what the answers say, to either side: 0 is evenly, 2 falls off steeply. Own proposal."""
MIDDLES = [float(np.log(np.sqrt((low + 1) * (high + 1)))) for low, high in SPANS]
LEAST, MOST = 0.0, 2.5


def before(met: Floats, first: int, last: int, begins: int) -> Floats:
    """Return the share of each answer whose last help lay before the period [bend, answer, day of the period].

    met     people met a day, smoothed; index 0 at least 365 days before `first`
    first, last  days of the period, as indices of `met`; begins: where the period begins (first <= days <= last)
    """
    days = np.arange(first, last + 1)
    found = np.empty((len(BENDS), len(SPANS), len(days)))
    for at, (low, high) in enumerate(SPANS):
        gaps = np.arange(low, high + 1)
        law = (gaps + 1.0) ** -BENDS[:, None]
        then = met[days[:, None] - gaps]
        whole = law @ then.T
        inside = law @ (then * (gaps <= (days - begins)[:, None])).T
        found[:, at] = 1 - np.divide(inside, whole, out=np.zeros_like(whole), where=whole > 0)
    return found


def between(after: Floats, bend: Floats) -> Floats:
    """Return what was worked out for BENDS [bend, answer] at other bends [draw, answer]."""
    place = np.clip((bend - BENDS[0]) / (BENDS[1] - BENDS[0]), 0, len(BENDS) - 1)
    under = np.minimum(place.astype(int), len(BENDS) - 2)
    answer = np.arange(after.shape[1])
    return after[under, answer] * (1 - place + under) + after[under + 1, answer] * (place - under)


def bends(shares: Floats, room: Floats) -> Floats:
    """Return the bend within each answer, as the answers beside it say [..., 3].

    shares  of people by answer: week, month, year [..., 3]
    room    people met in the days of that answer, over people met on the day itself [3]
    """
    rate = np.log(np.maximum(shares, 1e-4) / np.maximum(room, 1e-9))
    near = (rate[..., 0] - rate[..., 1]) / (MIDDLES[1] - MIDDLES[0])
    far = (rate[..., 1] - rate[..., 2]) / (MIDDLES[2] - MIDDLES[1])
    return np.clip(np.stack([near / 2, (near + far) / 2, far], axis=-1), LEAST, MOST)


def room(met: Floats, days: NDArray[np.int64], weights: Floats) -> Floats:
    """Return people met in the days of each answer, over those met on the day of asking: the mean over who was asked."""
    up_to = np.concatenate([[0.0], np.cumsum(met)])
    near = np.convolve(met, np.ones(15) / 15, mode="same")[days]
    windows = [(up_to[days - low + 1] - up_to[days - high]) / np.maximum(near, 1e-9) for low, high in SPANS]
    return np.array([np.average(np.minimum(one, 1e4), weights=weights) for one in windows])
