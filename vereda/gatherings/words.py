"""The closed words of gatherings: what is counted, how nobody is counted twice, how a crowd was estimated."""

from __future__ import annotations

from enum import StrEnum


class What(StrEnum):
    """What a count is of."""

    DISTRIBUTION = "distribution"
    RECEPTION = "reception"


class Method(StrEnum):
    """How the counters of one count avoid counting a person twice; chosen when it is opened, and said on every screen."""

    LANES = "lanes"  # each counter has a lane of its own, and counts nobody outside it
    TOKENS = "tokens"  # each counter hands out numbered tokens of an own range; who has one was counted


class Arriving(StrEnum):
    """By what an announced group comes."""

    BUS = "bus"
    FLIGHT = "flight"
    TRAIN = "train"
    FOOT = "foot"
    OTHER = "other"


class HeadMethod(StrEnum):
    """How the number of a caravan was found: a number without its method is a rumour."""

    TAPPED = "tapped"
    ROWS = "rows"  # rows times people in a row
    ORGANISERS = "organisers"
    PHOTO = "photo"
    OTHER = "other"


COUNT_MOST = 100_000
"""Of one entry. A bundle of taps holds some tens; a desk may type in what a sheet says."""

EACH_MOST = 50
"""Of one item, what each person gets without being asked."""
