"""Who writes waits for whom: on SQLite the threads of one process in turn, on PostgreSQL the writers of one subject."""

from __future__ import annotations

import threading
from uuid import UUID

import pytest
from django.db import connection, transaction

from vereda.logbook.actions import chaining
from vereda.logbook.door import one_writer
from vereda.logbook.ids import uuid7

pytestmark = [pytest.mark.storage, pytest.mark.django_db(transaction=True)]


def _enters_while_another_has_the_turn() -> bool:
    """Return whether a thread without a transaction gets in while this one has the turn."""
    entered = threading.Event()

    def other() -> None:
        with one_writer():
            entered.set()
        connection.close()

    with one_writer():
        thread = threading.Thread(target=other)
        thread.start()
        got_in = entered.wait(60 if connection.vendor == "postgresql" else 0.1)  # long where it is to come
    thread.join()
    return got_in


def test_one_thread_after_the_other() -> None:
    assert _enters_while_another_has_the_turn() == (connection.vendor == "postgresql")


def test_inside_a_transaction_nobody_waits_for_the_turn() -> None:
    """It holds SQLite's own lock: whoever has the turn is waiting for it."""
    with transaction.atomic(), chaining._turn, one_writer():
        assert connection.in_atomic_block


def test_the_turn_is_free_again_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), one_writer():
        raise ZeroDivisionError
    assert not chaining._turn.locked()


def _locks_while_others_hold(mine: list[UUID], theirs: list[UUID], wait_s: float) -> bool:
    """Return whether a second writer gets the locks of its subjects while this one holds those of others."""
    locked = threading.Event()

    def other() -> None:
        with transaction.atomic():
            chaining.lock_subjects(str(one) for one in theirs)
            locked.set()
        connection.close()

    with transaction.atomic():
        chaining.lock_subjects(str(one) for one in mine)
        thread = threading.Thread(target=other)
        thread.start()
        got_them = locked.wait(wait_s)
    thread.join()
    return got_them


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        (range(100), range(100, 200), True),  # two phones
        (range(100), range(99, 199), False),  # one subject in common
        (range(1000), range(1000, 1002), False),  # an import takes them all
        (range(2), range(2, 1002), False),
    ],
)
def test_writers_of_other_subjects_do_not_wait(mine: range, theirs: range, together: bool) -> None:
    """SQLite writes one transaction at a time, whatever its subjects."""
    subjects = [uuid7(number) for number in range(1002)]
    expected = together and connection.vendor == "postgresql"
    wait_s = 60 if expected else 0.2  # long where they are to be had
    assert _locks_while_others_hold([subjects[i] for i in mine], [subjects[i] for i in theirs], wait_s) is expected
