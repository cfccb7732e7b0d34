"""What pages ask of places of the directory: what they said of themselves. No person; who may look is decided by access."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from vereda.countries.door import DirectoryEntry, Status, pack
from vereda.practice import PREFIX, is_practice
from vereda.referrals.entries.place import Hours
from vereda.referrals.models import Place
from vereda.referrals.rules.place import is_todays, subject_of
from vereda.referrals.words import SLEEPS, Seen


def place(country: str, code: str, group: str = "") -> Place | None:
    """Return what a place said. group: of the reader, who in practice sees what was practised and nothing else."""
    return _rows(country, group).filter(subject=subject_of(country, code, group)).first()


def places(country: str, group: str = "") -> dict[str, Place]:
    """Return what places said, by their codes."""
    return {row.place: row for row in _rows(country, group)}


def _rows(country: str, group: str) -> QuerySet[Place]:
    rows = Place.objects.filter(country=country)
    return rows.filter(group=group) if is_practice(group) else rows.exclude(group__startswith=PREFIX)


def in_directory(country: str, code: str) -> DirectoryEntry | None:
    """Return a place of the directory that is not closed."""
    row = pack(country).services_directory.get(code)
    return row if row is not None and row.status != Status.CLOSED else None


def shelters(country: str) -> list[DirectoryEntry]:
    """Return the houses of the directory in which people sleep, by city and name."""
    rows = [row for row in pack(country).services_directory.values() if row.kind in SLEEPS and row.status != Status.CLOSED]
    return sorted(rows, key=lambda row: (row.city, row.name, row.code))


def hours_of(row: Place | None) -> Hours | None:
    """Return when a place serves, as it said."""
    told = row.told if row else None
    return Hours.model_validate(told["hours"]) if told and told["hours"] else None


def seen_of(row: Place) -> Seen:
    """Return what it lets the posts see; numbers where it said nothing."""
    return Seen(row.told["seen"]) if row.told else Seen.NUMBERS


def has_count_of_today(row: Place | None, now: datetime) -> bool:
    """Tell whether it counted its free places within the hours for which a count is today's."""
    return row is not None and row.free is not None and is_todays(row.said_at, now)
