"""Closed words of the library of laws."""

from __future__ import annotations

from enum import StrEnum


class When(StrEnum):
    """Whether an article held on a day, as far as the library can tell."""

    HOLDS = "holds"  # its days are stated, and the day lies within them
    NOT_STATED = "not_stated"  # nothing speaks against it, and no source states its days
    NOT_YET = "not_yet"
    ENDED = "ended"


STANDING = frozenset({When.HOLDS, When.NOT_STATED})


class Gap(StrEnum):
    """Why a country has nothing beside a right on a day."""

    NO_ROW = "no_row"  # the library holds no article: it does not say that there is no right
    NOT_THEN = "not_then"  # the articles that it holds did not hold on that day


class Change(StrEnum):
    """What happened to an article between two days."""

    BEGAN = "began"
    ENDED = "ended"


class Show(StrEnum):
    """Which lines of a comparison are shown."""

    ALL = "all"
    GAPS = "gaps"
    CHANGES = "changes"
