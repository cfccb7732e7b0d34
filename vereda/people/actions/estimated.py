"""What was estimated of a period is kept until its counts change: a read model that no backup takes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from vereda.people.models import PeriodEstimated


def keep_period(
    country: str, from_on: date, to_on: date, *, state: str, told: dict[str, Any], took_ms: int, now: datetime
) -> PeriodEstimated:  # Any: JSON
    """Keep what was estimated in the place of what was before; nobody waits for it any more."""
    made = {"state": state, "told": told, "took_ms": took_ms, "made_at": now, "wanted_at": None}
    return PeriodEstimated.objects.update_or_create(country=country, from_on=from_on, to_on=to_on, defaults=made)[0]


def want_period(country: str, from_on: date, to_on: date, *, now: datetime) -> None:
    """Note that somebody waits for the estimates of a period."""
    row, _is_new = PeriodEstimated.objects.get_or_create(country=country, from_on=from_on, to_on=to_on)
    if row.wanted_at is None:
        PeriodEstimated.objects.filter(pk=row.pk).update(wanted_at=now)
