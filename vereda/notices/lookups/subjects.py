"""What every post must hold of notices, whoever wrote them: they belong to no group."""

from __future__ import annotations

from uuid import UUID

from vereda.notices.models import DangerNotice


def notice_subjects(country: str) -> set[UUID]:
    """Return the notices of a country. Their texts come with the library."""
    return set(DangerNotice.objects.filter(country=country).values_list("subject", flat=True))
