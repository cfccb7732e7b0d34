"""What follows at once when entries were taken in: what a person struck is destroyed, who took a session's
code in is put on its list, what was looked at is written down.

A face composes this over several modules; whoever takes entries in from outside calls it with what was accepted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone

from vereda.access.door import author_of, log_device_reads, operator
from vereda.encounters.door import finish_strikes
from vereda.logbook.door import told_of
from vereda.training import door as training


def after_received(accepted: Iterable[str]) -> None:
    """Act on entries that were accepted for the first time (their ids); called again with the same ones it changes nothing."""
    ids = list(accepted)
    if not ids:
        return
    told, now = told_of(ids), timezone.now()
    finish_strikes(now=now, among=told)
    _settle_arrivals(told, now)
    log_device_reads(ids)


def _settle_arrivals(told: set[UUID], now: datetime) -> None:
    """Put who took the code of a session into a phone on its list: this machine looks at the code, as the desk does."""
    if sessions := sorted(training.with_claims(told)):
        by = author_of(replace(operator(), device="desk"))
        training.settle(sessions, by=by, at=now.astimezone(ZoneInfo(by.zone)))
