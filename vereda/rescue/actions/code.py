"""A code for a caller: made once, said once, kept as a keyed digest."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from vereda.logbook.door import Author, Draft, Plain, record_all
from vereda.logbook.schema import Channel, FieldClass
from vereda.rescue.entries.code import CallerCodeGiven
from vereda.rescue.errors.alert import AlertNotOpen
from vereda.rescue.lookups import alerts
from vereda.rescue.rules.code import BEGINS, code_of, digest_of, said


def give_code(*, alert: UUID, by: Author, at: datetime) -> str:
    """Record a new code for whoever called, and return it as it is said: the only time that it can be. Raises AlertNotOpen."""
    found = alerts.alert(alert, by.group, by.country)
    if found is None:
        raise AlertNotOpen
    code, draft = code_draft(alert=alert, by=by, at=at)
    record_all([draft])
    return code


def code_draft(
    *,
    alert: UUID,
    by: Author,
    at: datetime,
    channel: Channel = Channel.DESK,
    seen: list[UUID] | None = None,
    random: bytes | None = None,
) -> tuple[str, Draft]:
    """Return a new code as it is said, and the draft that keeps it, for whoever records it together with the alert.

    random  16 secret bytes, where the same form sent twice must say the same code
    """
    code, key = code_of(random or secrets.token_bytes(16)), secrets.token_hex(32)
    payload = CallerCodeGiven(begins=code[:BEGINS], digest=digest_of(key, code))
    boxes = [Plain(cls=FieldClass.CONTACT, fields={"key": key})]
    return said(code), Draft(payload=payload, subject=alert, by=by, at=at, boxes=boxes, channel=channel, seen=seen)
