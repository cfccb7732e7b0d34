"""Whoever changes one entry is found, and the entry is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vereda.logbook import door
from vereda.logbook.models import Block, Box, LogEntry, Place
from vereda.logbook.tests.pens import NOTE, NOW, Pen, delivered, meeting, subject_number

pytestmark = [pytest.mark.storage, pytest.mark.django_db, pytest.mark.usefixtures("trusting")]
TABLES = ("logbook_logentry", "logbook_box", "logbook_block", "logbook_place")


@pytest.fixture
def chained() -> list[UUID]:
    """Three blocks of three entries; returns the ids in chain order."""
    pen, ids = Pen("phone-1"), []
    for block in range(3):
        written = [pen.write(meeting(block + 1), subject_number(block * 3 + n), boxes=[NOTE]) for n in range(3)]
        door.receive([delivered(one) for one in written], device="phone-1", now=NOW)
        ids += [one.body.id for one in written]
    return ids


@contextmanager
def at_the_console() -> Iterator[None]:
    """Do what somebody with the database's password can: take the triggers away. Everything is undone afterwards."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                cursor.execute(f"DROP TRIGGER {name[0]}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in TABLES:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("model", [LogEntry, Box, Block, Place])
def test_entries_refuse_change_and_deletion(chained: list[UUID], model: type[LogEntry]) -> None:
    column = model._meta.concrete_fields[1].attname
    for act in (
        lambda: model.objects.update(**{column: F(column)}),
        lambda: model.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
            act()


def test_entries_refuse_to_be_replaced_or_emptied(chained: list[UUID]) -> None:
    replace = "INSERT OR REPLACE INTO logbook_place (entry, block, position) SELECT entry, 9, 9 FROM logbook_place"
    statement = replace if connection.vendor == "sqlite" else "TRUNCATE logbook_logentry"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_untouched_chain_holds(chained: list[UUID]) -> None:
    proof = door.verify()
    assert proof.holds
    assert (proof.blocks, proof.entries) == (3, 9)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.integers(0, 8), place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_changed_bit_is_found_and_its_entry_named(chained: list[UUID], which: int, place: int, bit: int) -> None:
    entry = LogEntry.objects.get(id=chained[which])
    body = bytearray(entry.body)
    body[place % len(body)] ^= 1 << bit
    with at_the_console():
        LogEntry.objects.filter(id=entry.id).update(body=bytes(body))
        proof = door.verify()
    assert proof.entry == entry.id
    assert str(entry.id) in proof.wrong


@pytest.mark.parametrize(
    "column",
    ["kind", "version", "country", "group", "author", "device", "device_seq", "occurred_at", "local_on", "clock", "subject"],
)
def test_a_column_that_does_not_say_what_the_bytes_say_is_found(chained: list[UUID], column: str) -> None:
    entry, other = LogEntry.objects.get(id=chained[4]), LogEntry.objects.get(id=chained[8])
    new = {"country": "gt", "occurred_at": NOW.replace(year=2020), "local_on": NOW.date().replace(year=2020), "version": 3}
    value = new.get(
        column, f"{getattr(other, column)}"[:16] if column in {"kind", "group", "author", "device"} else getattr(other, column)
    )
    value = "changed" if column in {"kind", "group", "author", "device"} else value
    value = "f" * 16 if column == "clock" else value
    with at_the_console():
        LogEntry.objects.filter(id=entry.id).update(**{column: value})
        assert door.verify().entry == entry.id


@pytest.mark.parametrize("which", [0, 4, 8])
def test_a_missing_entry_is_named(chained: list[UUID], which: int) -> None:
    with at_the_console():
        LogEntry.objects.filter(id=chained[which]).delete()
        proof = door.verify()
    assert proof.entry == chained[which]
    assert "missing" in proof.wrong


def test_an_entry_taken_out_with_its_place_breaks_its_block(chained: list[UUID]) -> None:
    with at_the_console():
        LogEntry.objects.filter(id=chained[4]).delete()
        Place.objects.filter(entry=chained[4]).delete()
        assert not door.verify().holds


def test_an_inserted_entry_is_named(chained: list[UUID]) -> None:
    forged = Pen("phone-9").write(meeting(), subject_number(99))
    with at_the_console():
        row = LogEntry.objects.get(id=chained[0])
        row.id, row.body, row.digest = forged.body.id, forged.raw, forged.digest
        row.save(force_insert=True)
        assert door.verify().entry == forged.body.id


def test_two_exchanged_entries_are_found(chained: list[UUID]) -> None:
    with at_the_console():
        Place.objects.filter(entry=chained[0]).update(position=77)
        Place.objects.filter(entry=chained[1]).update(position=0)
        Place.objects.filter(entry=chained[0]).update(position=1)
        assert "exchanged" in door.verify().wrong


def test_a_changed_or_missing_box_is_named(chained: list[UUID]) -> None:
    for act in (lambda rows: rows.update(sealed=b"other"), lambda rows: rows.delete()):
        with at_the_console():
            act(Box.objects.filter(entry=chained[4]))
            assert door.verify().entry == chained[4]


def test_a_cut_tail_is_found_by_the_head_kept_outside(chained: list[UUID]) -> None:
    head = door.head()
    assert head is not None
    outside = [(head.epoch, head.number, head.hash)]
    with at_the_console():
        LogEntry.objects.filter(id__in=chained[6:]).delete()
        Box.objects.filter(entry__in=chained[6:]).delete()
        Place.objects.filter(block=3).delete()
        Block.objects.filter(number=3).delete()
        assert door.verify().holds
        assert "missing" in door.verify(external=outside).wrong


def test_a_chain_rebuilt_with_all_its_arithmetic_right_is_found_by_the_head_outside(chained: list[UUID]) -> None:
    head = door.head()
    assert head is not None
    with at_the_console():
        Block.objects.filter(number=3).delete()
        from vereda.logbook.actions.chaining import append_block

        placed = list(Place.objects.filter(block=3).order_by("position").values_list("entry", flat=True))
        digests = dict(LogEntry.objects.filter(id__in=placed).values_list("id", "digest"))
        Place.objects.filter(block=3).delete()
        append_block([(id_, bytes(digests[id_])) for id_ in placed], now=NOW.replace(year=2025))
        assert door.verify().holds
        assert not door.verify(external=[(1, 3, head.hash)]).holds
