"""Beginning and ending a practice: entries in the name of the shadow group, so that every node and desk of the group knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from vereda.access.entries import PracticeBegun, PracticeEnded
from vereda.access.errors import PracticeHourWrong, PracticeNeedsGroup
from vereda.access.practices import practices_of
from vereda.access.reach import author_of
from vereda.access.rules.practices import may_last
from vereda.access.words import Reader
from vereda.logbook.door import Author, in_turn, record
from vereda.practice import is_practice, real_of, shadow_of


def begin_practice(*, until: datetime, by: Reader, at: datetime) -> UUID:
    """Begin to practise in the reader's group until an hour; return the practice, which is the one that is on where there is one.

    Raises PracticeHourWrong, PracticeNeedsGroup.
    """
    if not by.group or is_practice(by.group):
        raise PracticeNeedsGroup
    if not may_last(at, until):
        raise PracticeHourWrong
    with in_turn("practice", f"{by.country} {by.group}"):
        on = practices_of(by.country, by.group, at)
        return on[0].subject if on else record(PracticeBegun(until=until), by=_author(by), at=at).subject


def end_practices(*, by: Reader, at: datetime) -> int:
    """End what a group practises, for everybody in it; return how many practices went on."""
    group = real_of(by.group)
    with in_turn("practice", f"{by.country} {group}"):
        on = practices_of(by.country, group, at)
        for row in on:
            record(PracticeEnded(), by=_author(by), at=at, subject=row.subject)
    return len(on)


def _author(by: Reader) -> Author:
    return author_of(replace(by, group=shadow_of(by.group)))
