"""What the page of practice shows: whether the group practises, until when, and for how long one may begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vereda.access import door as access
from vereda.desk.dates import clock
from vereda.desk.rooms.history import names_of, who_is
from vereda.practice import real_of

HOURS = (1, 2, 4, 8, 12)
USUAL = "2"


@dataclass(frozen=True)
class On:
    """A practice that goes on."""

    by: str
    since: str
    until: str


def practice_on(country: str, group: str, now: datetime) -> On | None:
    """Return what a group practises now."""
    rows = access.practices_of(country, real_of(group), now)
    if not rows:
        return None
    row = rows[0]
    return On(who_is(row.begun_by, names_of([row.begun_by])), clock(row.begun_at), clock(row.until))


def lengths(now: datetime) -> list[tuple[str, str]]:
    """Return for how many hours a practice may be begun, each with the hour at which it ends."""
    return [(str(hours), _length(hours, now + timedelta(hours=hours))) for hours in HOURS]


def _length(hours: int, until: datetime) -> str:
    said = ngettext("%(n)d hora", "%(n)d horas", hours) % {"n": hours}
    return _("{length}, hasta las {hour}").format(length=said, hour=clock(timezone.localtime(until)))


def end_of(typed: str, now: datetime) -> datetime | None:
    """Return when a practice of the chosen length ends, None for a length that is not offered."""
    return now + timedelta(hours=int(typed)) if typed in {str(hours) for hours in HOURS} else None
