"""What every answer of /sync/v1 is made of."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpResponse
from ninja import Schema

from vereda.logbook.door import head, progress


class Contact(Schema):
    """What every contact tells: which life of this server it is, and how far this device's entries are here and safe."""

    epoch: int
    have_upto: int
    durable_upto: int


class Refusal(Schema):
    code: str
    details: dict[str, Any] = {}  # Any: the details of a FieldError


class Stranger(Schema):
    """The one answer to a token that nobody has."""

    detail: str


class Ended(Schema):
    """The answer to a revoked device: deliver to `last`, wipe, say `wiped`."""

    code: str
    order: str


NOBODY = Stranger | Ended
REVOKED = {"code": "access.device_revoked", "order": "wipe"}


def raw(payload: object, status: int = 200) -> HttpResponse:
    """Return JSON that orjson wrote: half the time of an intake answer was in the standard library's writer."""
    return HttpResponse(orjson.dumps(payload), content_type="application/json", status=status)


def epoch() -> int:
    """Return which life of this server it is: one more after each restore."""
    last = head()
    return last.epoch if last else 1


def contact(device: str) -> dict[str, int]:
    """Return what every contact tells a device."""
    have, durable = progress(device)
    return {"epoch": epoch(), "have_upto": have, "durable_upto": durable}
