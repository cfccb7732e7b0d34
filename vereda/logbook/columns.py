"""Values of a folded state, which is JSON, as the columns of a read model hold them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID


def instant(at: str) -> datetime:
    """Return an ISO instant in UTC."""
    return datetime.fromisoformat(at).astimezone(UTC)


def instant_if(at: str | None) -> datetime | None:
    """Return an ISO instant in UTC, None where there is none."""
    return instant(at) if at else None


def day_if(on: str | None) -> date | None:
    """Return an ISO date, None where there is none."""
    return date.fromisoformat(on) if on else None


def id_if(id_: str | None) -> UUID | None:
    """Return an id, None where there is none."""
    return UUID(id_) if id_ else None
