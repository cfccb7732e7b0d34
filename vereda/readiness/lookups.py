"""Reading what was marked of a country's checklist."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from vereda.readiness.models import ReadinessRow
from vereda.readiness.rules.checklist import MANDATE
from vereda.readiness.words import Mark


def marked(country: str) -> Mapping[str, Mapping[str, Any]]:  # Any: folded state
    """Return what was marked, by step."""
    row = ReadinessRow.objects.filter(country=country).first()
    return row.steps if row else {}


def mandate_days(country: str) -> tuple[date, ...]:
    """Return the day of the mandate, where somebody wrote it down with its document."""
    found = marked(country).get(MANDATE)
    return (date.fromisoformat(found["on"]),) if found and found["mark"] == Mark.DONE and found["document"] else ()
