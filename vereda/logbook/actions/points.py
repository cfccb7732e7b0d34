"""The one table of exact places, and until when it may hold them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

import orjson

from vereda.logbook import registry
from vereda.logbook.entries import Whereabouts
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
    ExactPoint.objects.bulk_create(
        [
            point_row(str(one.body.id), str(one.body.subject), Whereabouts.model_validate(box.fields))
            for one in entries
            for box in one.boxes
            if box.ref.cls == FieldClass.WHEREABOUTS
            and box.fields is not None
            and KeyName(UUID(box.ref.owner).hex, box.ref.cls) in keys
        ],
        batch_size=500,
    )


def point_row(entry: str, subject: str, where: Whereabouts) -> ExactPoint:
    """Return the row of one exact place."""
    return ExactPoint(
        entry=UUID(entry),
        subject=UUID(subject),
        lon=where.lon,
        lat=where.lat,
        accuracy_m=where.accuracy_m,
        place=where.place or "",
    )
