"""Making all read models anew from entries, boxes and keys: what comes out equals what was there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from django.db import connection, transaction
from django.db import models as orm
from django.utils import timezone

from vereda.logbook import folding, registry
from vereda.logbook.actions.chaining import file_rows, name_rows
from vereda.logbook.actions.points import point_row
from vereda.logbook.actions.practised import clear_practice
from vereda.logbook.entries import Whereabouts
from vereda.logbook.inserting import insert
from vereda.logbook.lookups import open_boxes
from vereda.logbook.models import Box, ExactPoint, HeldEntry, LogEntry, NamedFile, NameToken, State
from vereda.logbook.words import FieldClass

PART = 500


def rebuild(*, now: datetime | None = None) -> int:
    """Drop every read model and fold all subjects from zero; returns how many subjects. Practices that are over stay empty.

    One transaction: whoever reads meanwhile sees the old tables, and a killed rebuild changes nothing.
    """
    with transaction.atomic():
        for model in _filled(read_models()):
            model.objects.all().delete()
        count = 0
        for part in _subjects():
            folding.refold(part)
            count += len(part)
        clear_practice(now=now or timezone.now())
        for boxes in _boxes(FieldClass.WHEREABOUTS):
            _keep_points(boxes)
        index_all_names()
        for boxes in _boxes(FieldClass.FREE_TEXT):
            _keep_files(boxes)
    return count


def index_all_names() -> None:
    """Put the names of every identity box that still opens into the blind index."""
    for boxes in _boxes(FieldClass.IDENTITY):
        _keep_names(boxes)


def read_models() -> list[Any]:  # Any: models of other modules
    """Return every table that is folded from entries."""
    offered = [model for fold in registry.folds() for model in fold.models]
    return [*folding.DISPOSABLE, ExactPoint, NameToken, NamedFile, *dict.fromkeys(offered)]


def digest_of_read_models() -> str:
    """Return the SHA-256 over all rows of all read models, without row numbers: equal digests are equal read models."""
    total, models = sha256(), read_models()
    filled = set(_filled(models))
    for model in models:
        total.update(model._meta.label.encode())
        if model not in filled:
            continue
        fields = [field.attname for field in model._meta.concrete_fields if not isinstance(field, orm.AutoField)]
        rows = (
            orjson.dumps([_plain(value) for value in row], option=orjson.OPT_SORT_KEYS)
            for row in model.objects.values_list(*fields)
        )
        for row in sorted(rows):
            total.update(row)
    return total.hexdigest()


def digests_of(subjects: Collection[UUID]) -> dict[str, str]:
    """Return by subject the SHA-256 over all its rows in read models, without exact places and the blind index.

    Two nodes hold a subject alike when these are equal. Left out: what each node keys by itself, or forgets by its clock.
    """
    rows: dict[str, list[bytes]] = {str(one): [] for one in subjects}
    for model in _filled(read_models()):
        if model in (ExactPoint, NameToken, NamedFile):
            continue
        fields = [field.attname for field in model._meta.concrete_fields if not isinstance(field, orm.AutoField)]
        for row in model.objects.filter(subject__among=subjects).values_list(*fields):
            named = dict(zip(fields, map(_plain, row), strict=True))
            rows[str(named["subject"])].append(orjson.dumps([model._meta.label, named], option=orjson.OPT_SORT_KEYS))
    return {subject: sha256(b"".join(sorted(parts))).hexdigest() for subject, parts in rows.items()}


def _filled(models: Sequence[Any]) -> list[Any]:  # Any: models of other modules
    """Return those whose table has a row, asked at once: of some hundred tables most are empty."""
    asked = ", ".join(f"EXISTS (SELECT 1 FROM {connection.ops.quote_name(model._meta.db_table)})" for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return [model for model, has_rows in zip(models, cursor.fetchone(), strict=True) if has_rows]


def _subjects() -> Iterator[Sequence[str]]:
    """Yield the subjects of all entries in parts, in order."""
    last = UUID(int=0)
    while True:
        rows = LogEntry.objects.filter(subject__gt=last).order_by("subject").values_list("subject", flat=True).distinct()[:PART]
        part = list(rows)
        if not part:
            return
        yield [str(one) for one in part]
        last = part[-1]


def _boxes(cls: FieldClass) -> Iterator[list[Box]]:
    """Yield all boxes of a class that may still open, in parts."""
    held = set(HeldEntry.objects.values_list("entry", flat=True))
    last = 0
    while True:
        part = list(Box.objects.filter(cls=cls, id__gt=last).exclude(wrapped_key=b"").order_by("id")[:PART])
        if not part:
            return
        yield [box for box in part if box.entry not in held]
        last = part[-1].id


def _keep_points(boxes: Sequence[Box]) -> None:
    opened = open_boxes(boxes)
    subjects = dict(LogEntry.objects.filter(id__in=[box.entry for box in boxes]).values_list("id", "subject"))
    insert(
        ExactPoint,
        [
            point_row(box.entry, subjects[box.entry], Whereabouts.model_validate(opened[box.id]))
            for box in boxes
            if box.id in opened
        ],
    )


def _keep_names(boxes: Sequence[Box]) -> None:
    opened = open_boxes(boxes)
    groups = dict(LogEntry.objects.filter(id__in=[box.entry for box in boxes]).values_list("id", "group"))
    erased = set(State.objects.filter(is_erased=True).values_list("subject", flat=True))
    for box in boxes:
        if box.id in opened and box.owner not in erased:
            NameToken.objects.bulk_create(name_rows(str(box.owner), groups[box.entry], opened[box.id]))


def _keep_files(boxes: Sequence[Box]) -> None:
    opened = open_boxes(boxes)
    for box in boxes:
        if box.id in opened:
            NamedFile.objects.bulk_create(file_rows(box.entry, str(box.owner), box.cls, opened[box.id]))


def _plain(value: object) -> object:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value
