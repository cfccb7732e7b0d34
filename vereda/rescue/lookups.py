"""What the board asks of missions."""

from __future__ import annotations

from uuid import UUID

from vereda.rescue.models import Mission


def mission(subject: UUID, group: str, country: str) -> Mission | None:
    """Return a mission of the group."""
    return Mission.objects.filter(subject=subject, group=group, country=country).first()


def open_missions(group: str, country: str) -> list[Mission]:
    """Return the group's open missions, the oldest first."""
    return list(Mission.objects.filter(group=group, country=country, closed_at__isnull=True).order_by("opened_at"))
