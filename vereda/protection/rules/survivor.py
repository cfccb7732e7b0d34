"""The hours that matter for who survived sexual violence. How many, and how far that is verified, say the rows of the country.

Nobody is told that it is too late: an hour that has passed says 'go all the same'. Care never depends on a report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from vereda.countries.door import Deadline
from vereda.protection.errors import EventAhead
from vereda.protection.rules.registered import rows

RULE = "SURVIVOR_HOURS"


@dataclass(frozen=True)
class Window:
    """One line.

    hours        how many from what happened [hours]; None: care without a last hour, or a country without a figure
    until        last instant; None: without hours, or when it happened is not known
    is_past      go all the same: `after` says so
    is_verified  whether a source was read and somebody signed it; else the screen says 'sin verificar'
    """

    code: str
    label_es: str
    label_en: str
    hours: int | None
    until: datetime | None
    is_past: bool
    after_es: str
    after_en: str
    basis: str
    status: str
    is_verified: bool


def windows(deadlines: Mapping[str, Deadline], country: str, *, event_at: datetime | None, now: datetime) -> list[Window]:
    """Return the lines in the order in which they press.

    deadlines  rows of the country by code;  country: ISO 3166 alpha-2 of the pack
    event_at   when it happened (aware); None: not said, and nobody asks
    Raises EventAhead when it lies after `now`.
    """
    if event_at is not None and event_at > now:
        raise EventAhead
    found = [_window(row, deadlines.get(f"{country.upper()}-{row['deadline']}"), event_at, now) for row in rows("survivor")]
    return sorted(found, key=lambda one: (one.hours is None, one.hours or 0))


def _window(row: Mapping[str, str], deadline: Deadline | None, event_at: datetime | None, now: datetime) -> Window:
    hours = deadline.amount if deadline and row["deadline"] and deadline.unit == "hours" else None
    until = _later(event_at, hours) if event_at is not None and hours is not None else None
    return Window(
        code=row["code"],
        label_es=row["label_es"],
        label_en=row["label_en"],
        hours=hours,
        until=until,
        is_past=until is not None and now.astimezone(UTC) > until.astimezone(UTC),
        after_es=row["after_es"],
        after_en=row["after_en"],
        basis=deadline.legal_basis if deadline and hours is not None else "",
        status=deadline.status.value if deadline and hours is not None else row["status"],
        is_verified=_is_verified(deadline) if hours is not None else False,
    )


def _later(at: datetime, hours: int) -> datetime:
    """Return an instant so many real hours later, in the same zone: in the night in which clocks are changed a day has 25."""
    return (at.astimezone(UTC) + timedelta(hours=hours)).astimezone(at.tzinfo)


def _is_verified(deadline: Deadline | None) -> bool:
    return bool(deadline and deadline.is_verified and deadline.reviewed_by and deadline.reviewed_on)
