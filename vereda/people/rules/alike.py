"""Which records are opened to be compared with somebody who is sought: names that sound alike, the rarer the sooner. Pure.

Recall first: nobody is left out for one name that differs, nor for a code that somebody got wrong. What is opened is weighed by
`matching/sought.py`; here it is only put into an order, by what stands in the blind index and in clear.
"""

from __future__ import annotations

from math import log2

LEAST_BORNE = 16
"""A name that fewer bear counts as borne by so many, and above it powers of two are told apart: whether one person who may not be
compared bears it moves nothing. Own proposal."""
LEAST_AMONG = 2_000
"""Of fewer people no name is common: in a group of ten, two who are called alike say little of how rare it is. Own proposal."""
SAME_NATIONALITY, OTHER_NATIONALITY = 2.6, -5.4
SAME_SEX, OTHER_SEX = 0.9, -5.2
SAME_BAND = 1.5
"""What a code in clear adds [bits]: the first four as the stored model weighs them, the last an own proposal."""

type Codes = tuple[str, str, str]
"""nationality, sex, age band; 'XX', 'U', 'U' where it is not known."""


def share(borne: int, among: int) -> float:
    """Return how large a part of people bears a name [0 to 1], no closer than it may be known."""
    return min(1.0, (1 << (max(borne, LEAST_BORNE) - 1).bit_length()) / max(among, LEAST_AMONG))


def rarity(borne: int, among: int) -> float:
    """Return what a name says that `borne` of `among` people bear [bits, never below 0]."""
    return -log2(share(borne, among))


def by_codes(sought: Codes, other: Codes) -> float:
    """Return what codes in clear add to names [bits]; what is not known adds nothing, and another band of ages is not against."""
    (nation, sex, band), (their_nation, their_sex, their_band) = sought, other
    found = 0.0
    if "XX" not in (nation, their_nation):
        found += SAME_NATIONALITY if nation == their_nation else OTHER_NATIONALITY
    if "U" not in (sex, their_sex):
        found += SAME_SEX if sex == their_sex else OTHER_SEX
    return found + (SAME_BAND if band == their_band != "U" else 0.0)
