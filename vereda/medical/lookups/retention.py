"""Which records of first aid were kept as long as the country's table says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from vereda.countries.door import installed, pack
from vereda.logbook.door import last_received
from vereda.medical.models import FirstAid

RETENTION = "first_aid"
"""How the country's table of retention names first aid."""


def kept_too_long(now: datetime) -> Iterator[UUID]:
    """Yield the records in which nothing was written for the days of the table."""
    for country in installed():
        since = pack(country).kept_since(RETENTION, now)
        if since is None:
            continue
        there = list(FirstAid.objects.filter(country=country).values_list("subject", flat=True))
        latest = last_received(there)
        yield from (subject for subject in there if subject in latest and latest[subject] < since)
