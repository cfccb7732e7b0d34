"""The log of reads: chained, insert only, ids only."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from vereda.access.actions.readlog import log_event, log_read
from vereda.access.door import read_log_head, verify_read_log
from vereda.access.models import ReadRow
from vereda.access.rules.readlog import GENESIS, digest_of, hash_of, verify
from vereda.access.words import Event, Reader

pytestmark = [pytest.mark.storage, pytest.mark.django_db]

INES = Reader("a1", "Inés", "agent", "mx", "piedras-negras", "MX-COA")
ROWS = 7
COLUMNS = {
    "at": datetime(2020, 1, 1, tzinfo=UTC), "account": "other", "role": "coordinator", "device": "phone", "purpose": "rescue",
    "action": "export", "record_class": "K2", "subject": str(uuid4()), "digest": "0" * 64, "count": 99, "prev": "1" * 64,
    "hash": "2" * 64,
}  # fmt: skip


@pytest.fixture
def filled() -> list[ReadRow]:
    """Seven rows of every kind; the triggers that refuse changes are taken away within this test's transaction."""
    for n in range(ROWS - 3):
        log_read(INES, "K1", subject=uuid4(), action="read" if n % 2 else "write")
    log_read(INES, "K1", subjects=[uuid4() for _ in range(3)])
    log_read(INES, "K8")
    log_event(Event.SIGNED_OUT, account="a1")
    return list(ReadRow.objects.order_by("seq"))


@pytest.fixture
def unguarded(filled) -> list[ReadRow]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in ("no_update", "no_delete", "at_head"):
                cursor.execute(f"DROP TRIGGER access_readrow_{name}")
        else:
            cursor.execute("ALTER TABLE access_readrow DISABLE TRIGGER USER")
    return filled


def test_what_is_written_verifies(filled):
    verdict = verify_read_log()
    assert verdict.ok
    assert (verdict.rows, verdict.head) == (ROWS, filled[-1].hash)
    assert read_log_head() == (ROWS, filled[-1].hash)


def test_an_empty_log_verifies():
    assert verify_read_log().ok
    assert read_log_head() == (0, GENESIS)


def test_the_hash_is_what_the_page_for_auditors_says_it_is(filled):
    """SHA-256 over canonical JSON and the hash before, computed here by hand."""
    one = filled[1]
    told = {
        "seq": 2, "at": one.at.astimezone(UTC).isoformat(timespec="microseconds"), "account": "a1", "role": "agent",
        "device": "desk", "purpose": "", "action": "read", "record_class": "K1", "subject": one.subject, "digest": "", "count": 1,
    }  # fmt: skip
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"))
    assert one.hash == hashlib.sha256((canonical + filled[0].hash).encode()).hexdigest()


def test_a_list_is_one_row_with_the_digest_of_its_ids_in_any_order(filled):
    ids = [uuid4() for _ in range(20)]
    log_read(INES, "K1", subjects=ids)
    row = ReadRow.objects.get(seq=ROWS + 1)
    assert (row.count, row.subject, row.digest) == (20, "", digest_of(reversed(ids)))
    log_read(INES, "K1", subjects=[])
    assert ReadRow.objects.get(seq=ROWS + 2).digest == hashlib.sha256(b"").hexdigest(), "an empty list was shown as well"


@pytest.mark.parametrize("seq", [1, 4, ROWS])
@pytest.mark.parametrize("column", list(COLUMNS))
def test_a_change_in_any_column_of_any_row_is_found_and_named(unguarded, column, seq):
    """SEC-041"""
    ReadRow.objects.filter(seq=seq).update(**{column: COLUMNS[column]})
    verdict = verify_read_log()
    assert not verdict.ok
    assert verdict.first_bad == (seq if column != "hash" or seq < ROWS else ROWS)


@pytest.mark.parametrize("seq", [1, 4])
def test_a_missing_row_is_named(unguarded, seq):
    ReadRow.objects.filter(seq=seq).delete()
    assert (verify_read_log().first_bad, verify_read_log().what) == (seq, "gap")


def test_a_tail_cut_off_is_found_by_the_head_that_was_copied_outside(unguarded):
    head = read_log_head()
    ReadRow.objects.filter(seq=ROWS).delete()
    assert verify_read_log().ok, "the chain alone cannot know"
    assert (verify_read_log(head).first_bad, verify_read_log(head).what) == (ROWS, "tail")


def test_two_rows_that_changed_places_are_found(unguarded):
    two, three = unguarded[1], unguarded[2]
    ReadRow.objects.filter(seq=2).delete()
    ReadRow.objects.filter(seq=3).delete()
    for row, seq in ((two, 3), (three, 2)):
        row.seq = seq
        row.save(force_insert=True)
    assert verify_read_log().first_bad == 2


def test_a_row_slipped_in_is_found(unguarded):
    for row in reversed(unguarded[3:]):
        ReadRow.objects.filter(seq=row.seq).update(seq=row.seq + 1)
    slipped = unguarded[2]
    slipped.seq = 4
    slipped.save(force_insert=True)
    assert verify_read_log().first_bad == 4


def test_a_chain_rebuilt_with_the_right_algorithm_is_found_by_the_head_outside(unguarded):
    head, prev = read_log_head(), GENESIS
    for row in unguarded:
        told = {field.name: getattr(row, field.name) for field in ReadRow._meta.fields} | {"account": "somebody-else"}
        made = hash_of(told, prev)
        ReadRow.objects.filter(seq=row.seq).update(account="somebody-else", prev=prev, hash=made)
        prev = made
    assert verify_read_log().ok
    assert (verify_read_log(head).first_bad, verify_read_log(head).what) == (ROWS, "head")


def test_a_row_that_cannot_be_read_is_bad_and_not_an_error():
    assert verify([{"seq": 1, "prev": GENESIS, "hash": "x", "at": "yesterday"}]).what == "unreadable"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_readrow SET purpose = 'rescue' WHERE seq = 2",
        "DELETE FROM access_readrow WHERE seq = 2",
        "DELETE FROM access_readrow",
    ],
)
def test_the_database_itself_refuses_changes(filled, statement):
    with pytest.raises(DatabaseError, match="insert_only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify_read_log().ok


def test_the_database_refuses_to_empty_or_replace(filled):
    statement = "TRUNCATE access_readrow"
    if connection.vendor == "sqlite":
        names = [field.column for field in ReadRow._meta.fields]
        quoted = ", ".join(f'"{name}"' for name in names)
        statement = f"INSERT OR REPLACE INTO access_readrow ({quoted}) SELECT {quoted} FROM access_readrow WHERE seq = 2"
    with pytest.raises(DatabaseError, match="insert_only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ReadRow.objects.count() == ROWS


def test_a_row_goes_with_the_transaction_of_what_it_tells(filled):
    """SEC-040: what is rolled back was not shown."""
    with transaction.atomic():
        log_read(INES, "K1", subject=uuid4())
        transaction.set_rollback(True)
    assert read_log_head()[0] == ROWS
    log_read(INES, "K1", subject=uuid4())
    assert verify_read_log().ok


@pytest.mark.django_db(transaction=True)
def test_many_readers_at_once_make_one_chain(transactional_db):
    def read(n: int) -> None:
        try:
            for _ in range(5):
                log_read(INES, "K1", subject=f"s{n}")
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(read, range(6)))
    assert (verify_read_log().ok, verify_read_log().rows) == (True, 30)


def test_rows_hold_ids_and_never_a_name(filled):
    """SEC-042"""
    text = " ".join(str(value) for row in ReadRow.objects.values_list() for value in row)
    assert "Inés" not in text
