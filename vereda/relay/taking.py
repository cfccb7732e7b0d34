"""Taking in what posts and sticks bring: every envelope once, by what its device signed, whoever carries it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from vereda.client.door import after_received
from vereda.logbook.door import receive_sealed
from vereda.relay.bundle import Brought, read_file

LATER = {"logbook.device_not_known", "logbook.for_other_server", "logbook.envelope_damaged"}
"""Refusals that say nothing of what is inside; its sender keeps it and brings it again."""


def take_up(batch: Sequence[Any], *, now: datetime) -> list[dict[str, Any]]:  # Any: JSON
    """Take in envelopes that a post brings, also a revoked one: what phones signed is theirs. Return an answer to each."""
    answers = receive_sealed(batch, device=None, now=now)
    after_received([one.id for one in answers if one.status == "accepted"])
    return [{"id": one.id, "status": "later" if one.code in LATER else str(one.status), "code": one.code} for one in answers]


def read_brought(content: bytes, *, now: datetime | None = None) -> Brought:
    """Take in a file on a stick. Raises FileDamaged, FileNotOurs, FileNotKnown."""
    return read_file(content, lambda batch: take_up(batch, now=now or timezone.now()))
