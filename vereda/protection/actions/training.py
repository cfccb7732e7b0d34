"""The mark of training: who may ask about signs of trafficking. Access knows no courses, and this stands for one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from vereda.access.door import Role, held_by
from vereda.logbook.door import Author, Receipt, record
from vereda.protection.entries.training import MARK, ScreenerStopped, ScreenerTrained
from vereda.protection.errors import NotACaseWorker, TrainingEnds

LONGEST = timedelta(days=731)
"""For which a training holds at most: the program's own proposal."""


def note_trained(account: str, *, until_on: date, by: Author, at: datetime) -> Receipt:
    """Record that an account was trained to screen. Raises NotACaseWorker, TrainingEnds."""
    if not any(held.role is Role.CASE_WORKER and held.country == by.country for held in held_by(account)):
        raise NotACaseWorker
    if not at.date() <= until_on <= at.date() + LONGEST:
        raise TrainingEnds
    return record(ScreenerTrained(account=account, until_on=until_on), subject=_mark_of(account), by=by, at=at)


def stop_screener(account: str, *, by: Author, at: datetime) -> Receipt:
    """Record that an account may screen no more."""
    return record(ScreenerStopped(account=account), subject=_mark_of(account), by=by, at=at)


def _mark_of(account: str) -> UUID:
    """Return the subject of the mark of an account: the same on every machine."""
    return uuid5(UUID(account), MARK)
