"""Writing the read log: one row for a record that is opened, one row with a digest for a list. Never content."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction

from vereda.access.models import ReadRow
from vereda.access.rules.readlog import GENESIS, digest_of, hash_of
from vereda.access.words import Action, Event, Reader, RecordClass
from vereda.logbook.door import one_writer

LOCK = 0x7665726564610009  # of the read log alone; 'vereda' in ASCII, then a number of our own


def log_read(
    reader: Reader,
    record_class: RecordClass | str,
    action: Action | str = Action.READ,
    subject: UUID | str | None = None,
    subjects: Iterable[UUID | str] | None = None,
) -> int:
    """Append one row in the transaction of the caller, and return its seq. If it fails, nothing may be shown.

    subject   the one record that is opened
    subjects  the records of a list, which become a digest and a number
    """
    shown = None if subjects is None else [str(one) for one in subjects]
    return _append(
        account=reader.account,
        role=reader.role,
        device=reader.device,
        purpose=reader.purpose or "",
        action=str(action),
        record_class=str(record_class),
        subject="" if subject is None else str(subject),
        digest="" if shown is None else digest_of(shown),
        count=len(shown) if shown is not None else int(subject is not None),
    )


def log_event(event: Event, *, account: str, device: str = "desk") -> int:
    """Append a sign-in, a sign-out or a wrong password, and return its seq."""
    return _append(
        account=account,
        role="",
        device=device,
        purpose="",
        action=event.value,
        record_class=RecordClass.K10.value,
        subject=account,
        digest="",
        count=0,
    )


def _append(**told: str | int) -> int:
    # One writer: its turn and IMMEDIATE on SQLite (settings/databases.py), a lock until commit on PostgreSQL.
    with one_writer(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        seq, prev = ReadRow.objects.order_by("-seq").values_list("seq", "hash").first() or (0, GENESIS)
        row: dict[str, object] = {"seq": seq + 1, "at": datetime.now(UTC), **told}
        ReadRow(**row, prev=prev, hash=hash_of(row, prev)).save(force_insert=True)
    return seq + 1
