"""Rows that are inserted many at once are those that a save would have made, whatever their columns."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, models, transaction

from vereda.logbook import registry
from vereda.logbook.inserting import insert
from vereda.logbook.models import Box, Dispute, ExactPoint, HeldEntry, Link, LogEntry, Place, State
from vereda.logbook.words import FieldClass

pytestmark = [pytest.mark.storage, pytest.mark.django_db]

OWN = [LogEntry, Box, Place, HeldEntry, State, Dispute, ExactPoint, Link]
READ_MODELS = sorted({model for fold in registry.folds() for model in fold.models}, key=lambda model: model.__name__)
BY_KIND: dict[str, Any] = {
    "UUIDField": UUID("01890000-0000-7000-8000-0123456789ab"),
    "DateField": date(2024, 1, 29),
    "DateTimeField": datetime(2024, 1, 29, 19, 20, 5, 250_000, UTC),
    "BinaryField": bytes(range(200)),
    "JSONField": {"ñ": [1, None, "\\x"]},
    "BooleanField": True,
    "FloatField": -100.520_123,
    "TextField": 'ñandú\n\t\\N "x"',
}


def _value(field: models.Field) -> Any:
    kind = field.get_internal_type()
    if kind.endswith("CharField"):
        return "ñ\\N\t"[: field.max_length]
    return BY_KIND.get(kind, 7)


def _fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if field is not model._meta.auto_field]


@pytest.mark.parametrize("model", [*OWN, *READ_MODELS], ids=lambda model: model.__name__)
def test_every_column_comes_back(model: type[models.Model]) -> None:
    row = {field.attname: _value(field) for field in _fields(model)}
    insert(model, [row])
    (found,) = model._default_manager.values(*row)
    assert {name: bytes(value) if isinstance(value, memoryview) else value for name, value in found.items()} == row


@pytest.mark.parametrize("model", [*OWN, *READ_MODELS], ids=lambda model: model.__name__)
def test_what_is_not_known_stays_so(model: type[models.Model]) -> None:
    row = {field.attname: None if field.null else _value(field) for field in _fields(model)}
    insert(model, [row])
    (found,) = model._default_manager.values(*row)
    assert [name for name, value in found.items() if value is None] == [name for name, value in row.items() if value is None]


def test_words_of_a_closed_list_are_stored_as_their_text() -> None:
    row = {field.attname: _value(field) for field in _fields(Box)}
    insert(Box, [{**row, "cls": FieldClass.FREE_TEXT}])
    assert Box.objects.get().cls == "free_text"


def test_an_id_that_is_there_stops_them_all() -> None:
    rows = [{"entry": UUID(int=number), "block": 1, "position": number} for number in (1, 2, 1)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Place, rows)
    assert not Place.objects.exists()


def test_a_column_that_is_missing_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        insert(Place, [{"entry": UUID(int=1), "block": 1}])


def test_no_rows_are_no_work(django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        insert(Place, [])
