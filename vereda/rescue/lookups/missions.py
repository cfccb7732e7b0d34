"""What pages ask of missions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from vereda.once import once
from vereda.practice import PREFIX
from vereda.rescue.models.mission import Mission


def mission(subject: UUID, group: str, country: str) -> Mission | None:
    """Return a mission of the group."""
    return Mission.objects.filter(subject=subject, group=group, country=country).first()


@once
def open_missions(group: str, country: str) -> list[Mission]:
    """Return the group's open missions, the oldest first."""
    return list(Mission.objects.filter(group=group, country=country, closed_at__isnull=True).order_by("opened_at"))


def missions_until(group: str, country: str, since: datetime, until: datetime) -> list[Mission]:
    """Return the missions of a group that were opened within some hours, or open in them."""
    rows = Mission.objects.filter(group=group, country=country, opened_at__lt=until)
    return list(rows.filter(Q(opened_at__gte=since) | Q(closed_at__isnull=True) | Q(closed_at__gte=since)).order_by("opened_at"))


def missions_named(subjects: Iterable[UUID]) -> dict[UUID, Mission]:
    """Return missions by their ids; who may see them was decided before."""
    return Mission.objects.in_bulk(list(subjects))


def missions_watched() -> list[Mission]:
    """Return every open mission of every group that is not practised, for the watch of headquarters."""
    return list(Mission.objects.filter(closed_at__isnull=True).exclude(group__startswith=PREFIX).order_by("opened_at", "subject"))


def missions_ended(group: str, country: str, since: datetime) -> list[Mission]:
    """Return the missions of the group that were closed since an instant, the latest first."""
    return list(Mission.objects.filter(group=group, country=country, closed_at__gte=since).order_by("-closed_at", "subject"))
