"""What every post must hold of the library, whoever wrote it: it belongs to no group."""

from __future__ import annotations

from uuid import UUID

from vereda.guidance.models.text import CorrectedNumber, GuidanceText


def library_subjects(country: str) -> set[UUID]:
    """Return the texts and numbers of which anything was written."""
    texts = GuidanceText.objects.filter(country=country).values_list("subject", flat=True)
    return {*texts, *CorrectedNumber.objects.filter(country=country).values_list("subject", flat=True)}
