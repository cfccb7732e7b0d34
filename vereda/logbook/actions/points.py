"""The one table of exact places, and until when it may hold them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson
from django.db import connection

from vereda.logbook import registry
from vereda.logbook.entries import Whereabouts
from vereda.logbook.inserting import Row, insert
from vereda.logbook.keystore import KeyName
from vereda.logbook.models import ExactPoint, State
from vereda.logbook.rules.fold import Folded
from vereda.logbook.words import FieldClass
from vereda.logbook.writing import Prepared


class _Open:
    """A mission that has not ended."""


OPEN: Final = _Open()


def end_of(holder: str) -> datetime | _Open | None:
    """Return when a subject that holds places (a mission) ended, OPEN while it has not, None when it is not here."""
    row = State.objects.filter(subject=holder).first()
    if row is None:
        return None
    fold = registry.fold_of(row.kind)
    if row.is_erased or fold.ends_at is None:
        return None
    return fold.ends_at(Folded.from_json(orjson.loads(row.folded)).state) or OPEN


def keep(entries: Sequence[Prepared], keys: dict[KeyName, bytes]) -> None:
    """Write the exact places whose keys were kept."""
    insert(
        ExactPoint,
        [
            point_row(one.body.id, one.body.subject, Whereabouts.model_validate(box.fields))
            for one in entries
            for box in one.boxes
            if box.ref.cls == FieldClass.WHEREABOUTS and box.fields is not None and KeyName.of(box.ref.owner, box.ref.cls) in keys
        ],
    )


def point_row(entry: UUID, subject: UUID, where: Whereabouts) -> Row:
    """Return the row of one exact place."""
    return {
        "entry": entry,
        "subject": subject,
        "lon": where.lon,
        "lat": where.lat,
        "accuracy_m": where.accuracy_m,
        "place": where.place or "",
    }


def scrub() -> None:
    """Leave nothing of deleted exact places in the write-ahead log (SQLite) or in dead rows (PostgreSQL).

    Inside somebody's transaction nothing is done: the next run of the job does it.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"VACUUM {connection.ops.quote_name(ExactPoint._meta.db_table)}")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
