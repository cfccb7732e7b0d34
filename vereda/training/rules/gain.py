"""What people learned: the same questions before and after, with how sure that is. Pure.

Percentages of 100. A gain is taken of who took both tests, and of nobody else: who left early would lift the mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from scipy.special import stdtrit  # quantiles of Student's t; scipy.stats takes a second to load

LEVEL = 0.95
ROSE, REACHED = 20, 80
"""[points], [of 100]: indicator 'share of trainees whose score rose by 20 points or reached 80' (facts, own)."""


@dataclass(frozen=True)
class Gain:
    """What a session taught.

    n           who took both tests
    before, after, mean   mean of the first, of the second, of the differences [points]
    low, high   bounds of the mean difference, 95 %, Student's t; None below two people
    normalised  mean gain as share of what could be gained, (after - before) / (100 - before); None where nothing could be
    reached     how many rose by 20 points or reached 80; reached_low, reached_high: its share, Wilson's interval [0..1]
    """

    n: int
    before: float
    after: float
    mean: float
    low: float | None
    high: float | None
    normalised: float | None
    reached: int
    reached_low: float
    reached_high: float


def percent(right: int, asked: int) -> float:
    """Return a score of 100. asked: at least 1."""
    return 100 * right / asked


def gain(pairs: Iterable[tuple[float, float]]) -> Gain | None:
    """Return what was gained from (before, after) [of 100] of each who took both; None of nobody.

    Worked cases: tests/test_rules.py. Source of the normalised gain: Hake 1998, as background/protection 7.2 asks for it.
    """
    kept = list(pairs)
    if not kept:
        return None
    rises = [after - before for before, after in kept]
    before, after = fmean(one for one, _after in kept), fmean(one for _before, one in kept)
    low, high = interval(rises)
    reached = sum(1 for first, second in kept if second - first >= ROSE or second >= REACHED)
    reached_low, reached_high = wilson(reached, len(kept))
    normalised = (after - before) / (100 - before) if before < 100 else None
    return Gain(len(kept), before, after, fmean(rises), low, high, normalised, reached, reached_low, reached_high)


def interval(values: Sequence[float]) -> tuple[float, float] | tuple[None, None]:
    """Return the bounds of a mean, 95 %, Student's t with n - 1 degrees; nothing below two values."""
    n = len(values)
    if n < 2:
        return None, None
    half = float(stdtrit(n - 1, (1 + LEVEL) / 2)) * stdev(values) / sqrt(n)
    return fmean(values) - half, fmean(values) + half


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the bounds of a share, 95 %, Wilson 1927. n: at least 1."""
    z = 1.959963984540054
    share = hits / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)
