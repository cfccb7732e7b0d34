"""What follows at once when entries were taken in: what a person struck is destroyed, what was looked at is written down.

A face composes this over several modules; whoever takes entries in from outside calls it with what was accepted.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from vereda.access.door import log_device_reads
from vereda.encounters.door import finish_strikes
from vereda.logbook.door import told_of


def after_received(accepted: Iterable[str]) -> None:
    """Act on entries that were accepted for the first time (their ids); called again with the same ones it changes nothing."""
    ids = list(accepted)
    if not ids:
        return
    finish_strikes(now=timezone.now(), among=told_of(ids))
    log_device_reads(ids)
