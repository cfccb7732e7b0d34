"""How an installation is known as a demonstration: by the fixed ids of three entries, which no other program writes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from vereda.groups.door import ShiftEnded, ShiftStarted
from vereda.logbook.door import Draft, block_of, head
from vereda.logbook.schema import uuid8

if TYPE_CHECKING:
    from vereda.demo.writing import Scribe


def _mark(name: str) -> UUID:
    """Return a fixed id. Its time is 1970: nothing that happened has such an id."""
    return uuid8(0, sha256(f"vereda.demo|{name}".encode()).digest())


FIRST, LAST, FILLED = _mark("year first"), _mark("year last"), _mark("filled")


def is_filled() -> bool:
    """Tell whether the first days were written here."""
    return block_of(FILLED) is not None


def is_free() -> bool:
    """Tell whether the logbook is empty, or holds one invented year and nothing else."""
    last = head()
    return last is None or (block_of(FIRST) == 1 and block_of(LAST) == last.number)


def shift(scribe: Scribe, group: str, name: str, day: date, mark: UUID | None = None) -> list[Draft]:
    """Return an ordinary morning shift of a group whose end carries the mark."""
    at = datetime(day.year, day.month, day.day, 7, tzinfo=scribe.plan.grounds[group].zone)
    by, subject = scribe.author(group, 0), scribe.names.of("shift", name, at)
    started, ended = scribe.names.of("shift started", name, at), mark or scribe.names.of("shift ended", name, at)
    members = [scribe.account(group, 0), scribe.account(group, 1)]
    return [
        Draft(payload=ShiftStarted(members=members), by=by, at=at, subject=subject, seen=(), id=started),
        Draft(payload=ShiftEnded(), by=by, at=at + timedelta(hours=8), subject=subject, seen=(started,), id=ended),
    ]
