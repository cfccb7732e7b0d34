"""Posters that may hang, and those that have to come down."""

from __future__ import annotations

from datetime import date

from vereda.tracing.models import MissingReport
from vereda.tracing.words import ConsentFor


def may_hang(row: MissingReport, on: date) -> bool:
    """Tell whether a poster may hang on a day, as far as who seeks and its end say."""
    agreed = ConsentFor.PUBLISH in row.consent and not row.withdrawn_at
    return agreed and row.poster_until is not None and row.poster_until >= on


def to_take_down(group: str, country: str, on: date) -> list[MissingReport]:
    """Return the reports whose posters hang though they may not: over, taken back, or without a yes any more."""
    rows = MissingReport.objects.filter(group=group, country=country, poster_until__isnull=False).order_by(
        "poster_until", "subject"
    )
    return [row for row in rows if not may_hang(row, on)]
