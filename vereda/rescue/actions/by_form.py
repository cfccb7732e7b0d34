"""An alert from a form that is open to everybody, or from a machine of others: recorded once, with a code for who told of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from vereda.logbook.door import Author, block_of, record_all
from vereda.logbook.schema import Channel, uuid7
from vereda.rescue.actions.alert import Told, alert_draft
from vereda.rescue.actions.code import code_draft
from vereda.rescue.rules.code import code_of, said


def receive_by_form(told: Told, *, by: Author, at: datetime, entry: UUID, random: bytes) -> str:
    """Record an alert and its code in one block, and return the code as it is said. Raises NothingTold.

    entry   id of the entry: of the same form sent twice nothing is written, and the same code is said
    random  16 secret bytes of which the code is made
    """
    if block_of(entry) is not None:
        return said(code_of(random))
    alert = uuid7(int(at.timestamp() * 1000))
    draft = replace(alert_draft(told, by=by, at=at, channel=Channel.DESK), subject=alert, id=entry, seen=())
    code, kept = code_draft(alert=alert, by=by, at=at, seen=[entry], random=random)
    try:
        record_all([draft, kept])
    except IntegrityError:  # the same form at the same moment: the other one wrote it
        if block_of(entry) is None:
            raise
    return code
