"""What a phone says of itself at each contact, and what was looked at on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from vereda.access.actions.readlog import log_read
from vereda.access.entries import ReadOnDevice
from vereda.access.lookups import held_by
from vereda.access.models import Contact, LooksLogged
from vereda.access.words import Action, Reader
from vereda.logbook.door import bodies_of_kind, came_since, one_writer
from vereda.logbook.schema import Body

LATE = timedelta(days=3)  # for which the job looks back
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
    """Write what agents looked at on a phone into the log of reads, each look once, and return how many rows.

    accepted  ids of entries that count; those of other kinds, and those that were written before, are passed over
    The row has the time of its arrival, like every row; when the look was is in the entry.
    """
    return sum(_log(body) for body in bodies_of_kind(ReadOnDevice.kind, accepted))


def finish_device_reads(*, now: datetime) -> int:
    """Write the looks of entries that came in these days and were not written: the machine stopped in between, or they were held
    here and let in at another node. Returns how many rows."""
    return log_device_reads(came_since(ReadOnDevice.kind, now - LATE))


def _log(body: Body) -> int:
    role = next((one.role for one in held_by(body.author) if (one.country, one.group) == (body.country, body.group)), "")
    reader = Reader(body.author, "", role, body.country, group=body.group, device=body.device)
    with one_writer(), transaction.atomic():
        if not LooksLogged.objects.get_or_create(entry=body.id)[1]:
            return 0
        looks = ReadOnDevice.model_validate(body.payload).looks
        for look in looks:
            log_read(reader.with_purpose(look.purpose), look.record_class, Action.READ, subject=look.record)
    return len(looks)
