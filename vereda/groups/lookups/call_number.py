"""What pages ask of the numbers that a migrant may ring."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from vereda.countries.door import pack
from vereda.groups.lookups.roster import planned
from vereda.groups.models import CallNumber
from vereda.groups.rules.call_number import Missing, Rung, missing
from vereda.practice import PREFIX, is_practice

DAY = timedelta(days=1)


def call_number(group: str, country: str) -> CallNumber | None:
    """Return the number of a group, the one kept last of several that two desks kept apart."""
    return CallNumber.objects.filter(country=country, group=group).order_by("-subject").first()


def call_number_one(subject: UUID, group: str, country: str) -> CallNumber | None:
    """Return a number of the group."""
    return CallNumber.objects.filter(subject=subject, country=country, group=group).first()


def call_number_lacks(row: CallNumber, now: datetime) -> list[Missing]:
    """Return why a number is not shown now; empty: it is. A practised one never is."""
    if is_practice(row.group):
        return list(Missing)
    here = now.astimezone(ZoneInfo(pack(row.country).groups[row.group].zone))
    duties = planned(row.group, row.country, here.date() - DAY, here.date())
    return missing(Rung(row.verified_at, row.tested_at), duties, now)


def numbers_to_show(country: str, now: datetime, groups: Iterable[str] | None = None) -> list[CallNumber]:
    """Return the numbers that a migrant may be given now, by group; `groups` None: of the whole country.

    Of a group it is the one kept last or none: while that one waits to be tried, the one before it is not given instead.
    """
    rows = CallNumber.objects.filter(country=country).exclude(group__startswith=PREFIX)
    rows = rows if groups is None else rows.filter(group__in=list(groups))
    latest = {row.group: row for row in rows.order_by("group", "subject") if row.group in pack(country).groups}
    return [row for row in latest.values() if row.tested_at and not call_number_lacks(row, now)]
