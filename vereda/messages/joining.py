"""Parts of a longer text wait here for one another, sealed, for half a minute at most; then what came is taken as it is."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from vereda.messages.gateways.gateway import Came
from vereda.messages.marks import key_for, mark
from vereda.messages.models import CamePart
from vereda.messages.reading.parts import TOTAL_MOST, join

WAITS = timedelta(seconds=30)  # its first words may be SOS
NONCE = 12


def joined(came: Came, *, now: datetime) -> Came | None:
    """Return a message that is whole: this one, or the one that this part completes; None while others are missing."""
    part = came.part
    if part is None or not 1 <= part.number <= part.total <= TOTAL_MOST:
        return replace(came, part=None)
    if part.total == 1:
        return replace(came, part=None)
    key = mark("parts", came.number, part.ref, str(part.total))
    with transaction.atomic():
        CamePart.objects.get_or_create(
            key=key, number=part.number, defaults={"total": part.total, "sealed": _sealed(came), "came_at": now}
        )
        rows = list(CamePart.objects.select_for_update().filter(key=key))
        return _take(rows) if len(rows) == part.total else None


def late_parts(*, now: datetime) -> list[str]:
    """Return the keys of texts whose other parts did not follow in time."""
    return sorted(set(CamePart.objects.filter(came_at__lte=now - WAITS).values_list("key", flat=True)))


def taken_together(key: str) -> Came | None:
    """Return, and forget, what came of a text in parts, inside the caller's transaction; None where somebody was faster."""
    return _take(CamePart.objects.select_for_update().filter(key=key))


def _take(rows: Iterable[CamePart]) -> Came | None:
    told = {row.number: (row, _opened(row)) for row in rows}
    CamePart.objects.filter(pk__in=[row.pk for row, _ in told.values()]).delete()
    read = {number: one for number, (_, one) in told.items() if one}
    if not read:
        return None  # somebody was faster, or the key of this machine was replaced meanwhile
    first = read[min(read)]
    total = next(iter(told.values()))[0].total
    sent = datetime.fromisoformat(first["sent_at"]) if first["sent_at"] else None
    text = join({number: one["text"] for number, one in read.items()}, total)
    return Came(first["number"], text, first["id"], sent_at=sent, may_lie=bool(first["may_lie"]))


def _sealed(came: Came) -> bytes:
    told = {
        "number": came.number,
        "text": came.text,
        "id": came.id,
        "sent_at": came.sent_at.isoformat() if came.sent_at else "",
        "may_lie": "1" if came.may_lie else "",
    }
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key_for("seal")).encrypt(nonce, json.dumps(told).encode(), None)


def _opened(row: CamePart) -> dict[str, str]:
    sealed = bytes(row.sealed)
    try:
        told: dict[str, str] = json.loads(AESGCM(key_for("seal")).decrypt(sealed[:NONCE], sealed[NONCE:], None))
    except InvalidTag:
        return {}
    return told
