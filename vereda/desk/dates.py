"""Hours and days as a person at the post says them; the zone is the one that `frame.room` set."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def clock(instant: datetime | None) -> str:
    """Return the hour at the post: '19:20'."""
    return timezone.localtime(instant).strftime("%H:%M") if instant else ""


def shortday(day: date | datetime | None) -> str:
    """Return a day in few signs: '29 ene'; with the year when it is not this one."""
    if day is None:
        return ""
    local = timezone.localtime(day).date() if isinstance(day, datetime) else day
    same = local.year == timezone.localdate().year
    return formats.date_format(local, _("j b") if same else _("j b Y"))


def weekday(day: date | datetime) -> str:
    """Return a day with its name: 'lunes 29 de enero'; of an instant, the day that it was at the post."""
    local = timezone.localtime(day) if isinstance(day, datetime) else day
    return formats.date_format(local, _("l j \\d\\e F"))


def lasting(span: timedelta) -> str:
    """Return how long: '32 min', '1 h 20 min', '2 días'."""
    minutes = max(0, int(span.total_seconds() // 60))
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    if minutes < 48 * 60:
        hours, rest = divmod(minutes, 60)
        return _("{hours} h {minutes} min").format(hours=hours, minutes=rest) if rest else _("{hours} h").format(hours=hours)
    days = minutes // (24 * 60)
    return ngettext("%(n)d día", "%(n)d días", days) % {"n": days}
