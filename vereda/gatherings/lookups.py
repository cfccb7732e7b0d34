"""What pages and phones ask of counts and caravans."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from vereda.gatherings.models import CaravanPart, Gathering
from vereda.gatherings.words import What
from vereda.practice import is_practice


def gathering(subject: UUID, group: str, country: str) -> Gathering | None:
    """Return a distribution or a reception of the group."""
    return Gathering.objects.filter(subject=subject, group=group, country=country).first()


def open_gatherings(group: str, country: str) -> list[Gathering]:
    """Return what the group has open, the oldest first."""
    rows = Gathering.objects.filter(group=group, country=country, closed_at__isnull=True, is_withdrawn=False)
    return list(rows.order_by("opened_at"))


def gatherings_since(group: str, country: str, since: datetime, what: What | None = None) -> list[Gathering]:
    """Return what the group opened since then, and what is open; the latest first."""
    rows = Gathering.objects.filter(group=group, country=country)
    if what is not None:
        rows = rows.filter(what=what)
    recent = rows.filter(opened_at__gte=since) | rows.filter(closed_at__isnull=True, is_withdrawn=False)
    return list(recent.order_by("-opened_at", "subject"))


def caravan(subject: UUID, group: str, country: str) -> CaravanPart | None:
    """Return the group's part of a caravan."""
    return CaravanPart.objects.filter(subject=subject, group=group, country=country).first()


def caravans(group: str, country: str) -> list[CaravanPart]:
    """Return the caravans of which the group has a part: those that are with it first, then the latest."""
    rows = CaravanPart.objects.filter(group=group, country=country)
    return sorted(rows, key=lambda row: (row.left_at is not None, -row.opened_at.timestamp()))


def parts_of(key: str, country: str, group: str) -> list[CaravanPart]:
    """Return the parts of all groups that share a key, as far as they are here; who may look is decided before.

    group  of who asks: in a practice one sees practised parts, and else real ones
    """
    rows = CaravanPart.objects.filter(key=key, country=country).order_by("opened_at", "subject")
    return [row for row in rows if is_practice(row.group) == is_practice(group)]
