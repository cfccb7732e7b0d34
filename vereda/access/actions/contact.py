"""What a phone says of itself at each contact, and what was looked at on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from vereda.access.actions.readlog import log_read
from vereda.access.entries import ReadOnDevice
from vereda.access.lookups import held_by
from vereda.access.models import Contact
from vereda.access.words import Action, Reader

TOUCH = timedelta(minutes=1)  # a contact is written at most once a minute, unless what the phone says changed


def note_contact(*, device: UUID | str, at: datetime, app: int | None = None, unsent: int | None = None) -> None:
    """Keep when a device spoke, its version, and how many entries it says are still on it. None: it did not say."""
    known = Contact.objects.filter(device=device).first()
    app = app if app is not None else (known.app if known else None)
    unsent = unsent if unsent is not None else (known.unsent if known else None)
    if known and (known.app, known.unsent) == (app, unsent) and at - known.at < TOUCH:
        return
    Contact.objects.update_or_create(device=device, defaults={"at": at, "app": app, "unsent": unsent})


class Received(Protocol):
    """What is asked of an accepted entry."""

    @property
    def kind(self) -> str: ...
    @property
    def author(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def device(self) -> str: ...
    @property
    def payload(self) -> Mapping[str, Any]: ...  # Any: JSON


def log_device_reads(accepted: Iterable[Received]) -> int:
    """Write what agents looked at on a phone into the log of reads, and return how many rows.

    accepted  bodies of entries that were taken in for the first time; other kinds are passed over
    The row has the time of its arrival, like every row; when the look was is in the entry.
    """
    rows = 0
    for body in accepted:
        if body.kind != ReadOnDevice.kind:
            continue
        for look in ReadOnDevice.model_validate(body.payload).looks:
            reader = Reader(
                body.author,
                "",
                _role(body),
                body.country,
                group=body.group,
                purpose=look.purpose,
                device=body.device,
            )
            log_read(reader, look.record_class, Action.READ, subject=look.record)
            rows += 1
    return rows


def _role(body: Received) -> str:
    return next((one.role for one in held_by(body.author) if (one.country, one.group) == (body.country, body.group)), "")
