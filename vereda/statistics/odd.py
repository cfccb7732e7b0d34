"""Whether a month is far from what a group counts in other months: robust, so that one odd month does not hide the next. Pure.

Distances are taken between logarithms, since groups differ a hundredfold in size and seasons multiply. The scale is the median
absolute deviation, and `FAR` the cut for it that Iglewicz and Hoaglin (1993) propose. That both must be far, the months before
and the same month a year before, and the other constants, are our own proposal. How often it rings on invented years:
docs/headquarters/flags.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median

FAR = 3.5
TO_SIGMA = 1.4826  # of a normal distribution, the standard deviation over the median absolute deviation
LEAST_SCALE = 0.18  # a fifth up or down is no news, however even a group's months were
LEAST_COUNT = 30
LEAST_MONTHS, MOST_MONTHS = 6, 12


@dataclass(frozen=True, slots=True)
class Odd:
    """A month that is far off: its number, what is usual, and the band that it left."""

    number: int
    usual: int
    low: int
    high: int


def odd(number: int, before: Sequence[int], year_before: int | None = None) -> Odd | None:
    """Return how a month is odd; None where it is not, or too little is known.

    number       count of the month
    before       counts of the months before it, the latest last; at most twelve are looked at, six must be there
    year_before  count of the same month a year before; None: not known
    """
    months = [log(1 + one) for one in before[-MOST_MONTHS:]]
    if len(months) < LEAST_MONTHS or max(number, *before[-MOST_MONTHS:]) < LEAST_COUNT:
        return None
    middle = median(months)
    reach = FAR * max(TO_SIGMA * median(abs(one - middle) for one in months), LEAST_SCALE)
    here = log(1 + number)
    if abs(here - middle) <= reach or max(number, _count(middle)) < LEAST_COUNT:
        return None
    if year_before is not None and abs(here - log(1 + year_before)) <= reach:
        return None
    return Odd(number, _count(middle), _count(middle - reach), _count(middle + reach))


def _count(of_log: float) -> int:
    return max(0, round(exp(of_log) - 1))
