"""What a phone says of itself at each contact, and what was looked at on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from vereda.access.actions.readlog import log_read
from vereda.access.entries import ReadOnDevice
from vereda.access.lookups import held_by
from vereda.access.models import Contact
from vereda.access.words import Action, Reader
from vereda.logbook.door import bodies_of_kind

TOUCH = timedelta(minutes=1)  # a contact is written at most once a minute, unless what the phone says changed


def note_contact(*, device: UUID | str, at: datetime, app: int | None = None, unsent: int | None = None) -> None:
    """Keep when a device spoke, its version, and how many entries it says are still on it. None: it did not say."""
    known = Contact.objects.filter(device=device).first()
    app = app if app is not None else (known.app if known else None)
    unsent = unsent if unsent is not None else (known.unsent if known else None)
    if known and (known.app, known.unsent) == (app, unsent) and at - known.at < TOUCH:
        return
    Contact.objects.update_or_create(device=device, defaults={"at": at, "app": app, "unsent": unsent})


def log_device_reads(accepted: Iterable[UUID | str]) -> int:
    """Write what agents looked at on a phone into the log of reads, and return how many rows.

    accepted  ids of entries that were taken in for the first time; those of other kinds are passed over
    The row has the time of its arrival, like every row; when the look was is in the entry.
    """
    rows = 0
    for body in bodies_of_kind(ReadOnDevice.kind, accepted):
        role = next((one.role for one in held_by(body.author) if (one.country, one.group) == (body.country, body.group)), "")
        reader = Reader(body.author, "", role, body.country, group=body.group, device=body.device)
        for look in ReadOnDevice.model_validate(body.payload).looks:
            log_read(reader.with_purpose(look.purpose), look.record_class, Action.READ, subject=look.record)
            rows += 1
    return rows
