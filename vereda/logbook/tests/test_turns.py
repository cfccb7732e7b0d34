"""On SQLite the threads of one process write in turn; who already writes waits for nobody."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from vereda.logbook.actions import chaining
from vereda.logbook.door import one_writer

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
        got_in = entered.wait(0.1)
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
