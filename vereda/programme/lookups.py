"""Reading programmes: all of a country, one as it stands, and what the program counts for its indicators."""

from __future__ import annotations

from uuid import UUID

from vereda.programme.errors import ProgrammeUnknown
from vereda.programme.models import ProgrammeRow
from vereda.programme.rules.told import Programme, told


def programmes(country: str) -> list[tuple[UUID, Programme]]:
    """Return the programmes that are kept here, the latest first."""
    rows = ProgrammeRow.objects.filter(country=country).order_by("-from_on", "subject")
    return [(row.subject, found) for row in rows if (found := told(row.fields))]


def programme(subject: UUID, country: str) -> Programme:
    """Return one as it stands. Raises ProgrammeUnknown."""
    row = ProgrammeRow.objects.filter(subject=subject, country=country).first()
    found = told(row.fields) if row else None
    if found is None:
        raise ProgrammeUnknown
    return found
