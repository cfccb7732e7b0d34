"""All that a post must see and may have missed, the loudest first: each area of the day is asked in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

from vereda.access.door import holds
from vereda.desk.rooms import (
    call_number,
    danger_notices,
    dangers,
    duty_notices,
    duty_parts,
    gathering_notices,
    ground,
    guidance_notices,
    incidents,
    interference,
    missing_notices,
    missions,
    paper,
    passing,
    points,
    protection_notices,
    referrals,
    remains,
    reports,
    supplies,
    warnings,
)
from vereda.desk.rooms.noticed import Asked, Level, Notice, Notices, Part, Parts

NOTICES: tuple[Notices, ...] = (
    duty_notices.notices,
    dangers.notices,
    warnings.notices,
    danger_notices.lines,
    missions.notices,
    remains.notices,
    missing_notices.notices,
    protection_notices.notices,
    incidents.notices,
    ground.notices,
    interference.notices,
    gathering_notices.notices,
    paper.notices,
    passing.notices,
    call_number.notices,
    points.notices,
    reports.notices,
    supplies.notices,
    guidance_notices.notices,
)
"""Who is asked for notices: one function an area, in the order in which equally loud ones are shown."""

PARTS: tuple[Parts, ...] = (
    duty_parts.parts,
    dangers.parts,
    remains.parts,
    missing_notices.parts,
    referrals.parts,
    incidents.parts,
    warnings.parts,
    ground.parts,
    gathering_notices.parts,
    paper.parts,
    passing.parts,
    points.parts,
    supplies.parts,
    reports.parts,
)
"""Who is asked for parts of the hand-over, in the order in which they are read."""

CLOSED: Mapping[str | Promise, Callable[[str], bool]] = {missing_notices.TITLE: missing_notices.may_see}
"""Parts of a hand-over that not everybody on duty may read, by their title, and which role may."""

LOUDNESS = tuple(Level)


class Titled(Protocol):
    """A part of a sheet."""

    @property
    def title(self) -> str: ...


def notices(asked: Asked) -> list[Notice]:
    """Return what is to be seen at a post by who asks, loudest first."""
    found = [notice for ask in NOTICES for notice in ask(asked) if notice.need is None or holds(asked.role, *notice.need)]
    return sorted(found, key=lambda notice: LOUDNESS.index(notice.level))


def parts(asked: Asked) -> list[Part]:
    """Return the parts of a hand-over that have something to say."""
    return [part for ask in PARTS for part in ask(asked) if part.lines]


def readable[P: Titled](written: Sequence[P], role: str) -> list[P]:
    """Return the parts of a sheet that a role may read: who wrote it may have held more."""
    shut = {said for title, may in CLOSED.items() if not may(role) for said in _in_all_languages(title)}
    return [part for part in written if part.title not in shut]


def _in_all_languages(title: str | Promise) -> Iterator[str]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield str(title)
