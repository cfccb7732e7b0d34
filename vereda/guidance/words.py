"""The closed words of guidance: what keeps a text or a number from being published, and who may wait how long."""

from __future__ import annotations

from enum import StrEnum


class Lacks(StrEnum):
    """What a text needs before it may reach a migrant without the band, in the order in which it is put right."""

    TEXT = "text"  # nobody wrote it in this language
    WITHDRAWN = "withdrawn"  # taken back, and not written anew since
    SOURCE = "source"  # no source was read, or longer ago than 12 months
    REVIEWER = "reviewer"  # no second person checked this version
    EXPIRED = "expired"  # the check is over
    NUMBER = "number"  # it names a number that may not be given today
    PLACE = "place"  # it names a helper that may not be shown today
    NAME = "name"  # it names by a code that the pack does not have


class NumberLacks(StrEnum):
    """What a number needs before it may be given."""

    SOURCE = "source"  # no source was read for it
    REVIEWER = "reviewer"  # no named person within 12 months
    RUNG = "rung"  # nobody rang it in 90 days
    UNANSWERED = "unanswered"  # rung last without an answer


class Kept(StrEnum):
    """How a text stands in a language, in one word for a list."""

    PUBLISHED = "published"
    OLDER = "older"  # an older version is published, the newest waits for its check
    PREVIEW = "preview"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"


ENDS_SOON_DAYS = 30

SHORT_SIGNS, SPOKEN_SIGNS, FULL_SIGNS = 320, 1200, 6000
"""So many letters an entry holds at most, with placeholders as they are written; whether a short text fits is another matter."""

TOLD_MOST, TOPICS_MOST = 10_000, 60
"""So many people, and so many topics, one telling may name."""
