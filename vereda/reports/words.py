"""The closed words of the daily report: why a number was changed, what a question is about, how it was answered."""

from __future__ import annotations

from enum import StrEnum

TOTAL = "TOTAL"
"""Stands where a category stands: the total that somebody said, which should be the sum of the parts."""

LOCATED, MISSING_REPORTS = "LOCATED", "MISSING_REPORTS"
"""Codes of the pack that belong together: who was found is somebody whom others had missed. Asked about where both are there."""


class Why(StrEnum):
    """Why somebody says another number than the one below."""

    ON_PAPER = "on_paper"  # happened, and is not in the system yet
    TWICE = "twice"
    WRONG_CATEGORY = "wrong_category"
    WRONG_DAY = "wrong_day"
    BY_TELEPHONE = "by_telephone"  # the one below said so by telephone or radio
    OTHER = "other"


class About(StrEnum):
    """What a question is about; the same codes name what a report is flagged for."""

    SILENT = "silent"
    LATE = "late"
    DOUBLED = "doubled"
    ODD = "odd"
    REPEATED = "repeated"
    SUM = "sum"
    LOCATED = "located"
    LOGBOOK = "logbook"
    OTHER = "other"


class Reply(StrEnum):
    """How a question was answered, beside what was said in words."""

    STANDS = "stands"
    CHANGED = "changed"  # another report was sent, or will be


class What(StrEnum):
    """What a switch turns on or off for a group."""

    SERVICE = "service"
    CATEGORY = "category"


class Kind(StrEnum):
    """What of an operation's days may be left out of it."""

    PATROL = "patrol"
    ENCOUNTER = "encounter"
