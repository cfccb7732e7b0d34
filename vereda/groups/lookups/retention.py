"""What of groups was kept as long as the country's table says: sheets of hand-overs, names of who helped and left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from vereda.countries.door import installed, pack
from vereda.groups.models import Handover, LentStaff, Volunteer
from vereda.logbook.door import last_received


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield the hand-overs, volunteers and lent staff whose words go now, or went already."""
    for country in installed():
        if since := pack(country).kept_since("handover", now):
            yield from Handover.objects.filter(country=country, given_at__lt=since).values_list("subject", flat=True)
        if since := pack(country).kept_since("staff_without_account", now):
            yield from _quiet(_gone(country, since), since)


def _gone(country: str, since: datetime) -> Iterator[UUID]:
    """Those who left, or whose last day is so long ago that nobody expects them."""
    over = Q(country=country, until_on__lt=since.date())
    yield from Volunteer.objects.filter(over | Q(country=country, has_left=True)).values_list("subject", flat=True)
    yield from LentStaff.objects.filter(over | Q(country=country, is_back=True)).values_list("subject", flat=True)


def _quiet(subjects: Iterable[UUID], since: datetime) -> Iterator[UUID]:
    yield from (subject for subject, last in last_received(subjects).items() if last < since)
