"""A bad line and a bad disk: what is lost is sent again, what is cut is refused whole, what cannot be written now is said so.

REL-003, REL-004, REL-021, REL-023, REL-024 of docs/requirements.csv.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from vereda.access.tests.cast import Cast
from vereda.client.pushing import batch_of
from vereda.client.tests.phone import Phone
from vereda.client.tests.phone import body_of as sealed_body
from vereda.encounters.models import Encounter
from vereda.logbook import door, files
from vereda.logbook.errors import EntryInvalid
from vereda.logbook.files import PIECE_MOST, open_file, seal_file
from vereda.logbook.models import Block, LogEntry
from vereda.logbook.tests.pens import meeting
from vereda.logbook.writing import Plain, Prepared

LOST = 0.3  # of the requests, and of the answers


@pytest.fixture
def phone(cast: Cast) -> Phone:
    return Phone(cast)


def body_of(phone: Phone, *entries: Prepared) -> bytes:
    return sealed_body(*map(phone.seal, entries))


def encounters() -> int:
    return LogEntry.objects.filter(kind="encounters.recorded").count()


# The line -----------------------------------------------------------------------------------------------------------------


@pytest.mark.storage
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_rel_003_of_thirty_percent_lost_both_ways_nothing_is_missing_and_nothing_double(phone: Phone, seed: int) -> None:
    """REL-003: a phone keeps what was not acknowledged and sends it again, in batches of another size."""
    chance = Random(seed)
    queue = [phone.write(meeting(number % 5 + 1), number) for number in range(20)]
    people = sum(number % 5 + 1 for number in range(20))
    waiting, tries = list(queue), 0
    while waiting:
        tries += 1
        assert tries < 500
        batch = waiting[: chance.randint(1, 6)]
        if chance.random() < LOST:
            continue  # the request
        answers = phone.push(*batch)["answers"]
        if chance.random() < LOST:
            continue  # the answer: the phone does not know that all of it is there
        done = {answer["id"] for answer in answers if answer["status"] in ("accepted", "known")}
        assert len(done) == len(batch)
        waiting = [one for one in waiting if str(one.body.id) not in done]
    assert encounters() == len(queue)
    assert sum(row.people_met for row in Encounter.objects.all()) == people
    assert door.progress(phone.device) == (len(queue), 0)
    assert door.verify().holds


@pytest.mark.django_db
def test_rel_004_a_batch_cut_anywhere_is_refused_whole_and_goes_through_when_it_is_sent_again(phone: Phone) -> None:
    """REL-004: every byte."""
    body = body_of(phone, phone.write(meeting(3), 1))
    blocks = Block.objects.count()
    for end in range(len(body)):
        with pytest.raises(EntryInvalid):
            batch_of(body[:end])
    for end in (*range(0, len(body), 60), len(body) - 1):
        assert phone.post(body[:end]).status_code == 422, end
    assert (Block.objects.count(), encounters()) == (blocks, 0)
    assert phone.post(body).json()["answers"][0]["status"] == "accepted"
    assert encounters() == 1


@pytest.mark.storage
@pytest.mark.django_db
@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_a_photo_cut_in_a_piece_is_not_shown_and_goes_on_from_there(phone: Phone, home: Path, share: float) -> None:
    """REL-004"""
    attachment, sealed = seal_file(bytes(range(256)) * 300, "image/jpeg")
    note = Plain(cls="free_text", fields={"text": "foto", "attachments": [attachment.model_dump()]})  # type: ignore[arg-type]  # a StrEnum's text
    phone.push(phone.write(meeting(), 1, note))
    cut = int(PIECE_MOST * share)

    def put(offset: int, piece: bytes, last: bool = False) -> Any:  # Any: Django's test response
        url = f"/sync/v1/files/{attachment.sha256}?offset={offset}&last={last}"
        return Client().put(url, piece, content_type="application/octet-stream", headers=phone.headers)

    put(0, sealed[:cut])  # the line breaks here; its answer is lost
    with pytest.raises(files.FileNotHere):
        open_file(attachment)
    here = put(0, b"").json()["here"]
    assert here == cut
    while here < len(sealed):
        end = here + PIECE_MOST
        here = put(here, sealed[here:end], last=end >= len(sealed)).json()["here"]
    assert open_file(attachment) == bytes(range(256)) * 300


# The disk -----------------------------------------------------------------------------------------------------------------


@contextmanager
def locked() -> Iterator[None]:
    """Let another program write for as long as the test wants, and wait for it 0.2 s in place of 20."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=200")
    with closing(sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout=20000")


@contextmanager
def full() -> Iterator[None]:
    """Give the database not one page more."""
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count=1073741823")


@contextmanager
def read_only() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=ON")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only=OFF")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("trouble", [locked, full, read_only])
def test_what_cannot_be_written_now_is_refused_in_words_and_taken_later(phone: Phone, trouble: Callable[[], Any]) -> None:
    """REL-024, REL-021, REL-023, on SQLite: 503 with a time to wait, reading goes on, and no start anew is needed."""
    batch = [phone.write(meeting(2, lines=[]), number) for number in range(40)]
    with trouble():
        answer = phone.post(body_of(phone, *batch))
        assert (answer.status_code, answer.json()["code"]) == (503, "logbook.cannot_write_now")
        assert int(answer.headers["Retry-After"]) > 0
        assert Client().get("/sync/v1/node", headers=phone.headers).status_code == 200
        assert encounters() == 0
    assert {told["status"] for told in phone.push(*batch)["answers"]} == {"accepted"}
    assert encounters() == len(batch)
    assert door.verify().holds
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.django_db
def test_a_disk_without_room_for_a_photo_says_so_and_keeps_what_is_there(
    phone: Phone, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REL-021"""
    attachment, sealed = seal_file(bytes(50_000), "image/jpeg")
    note = Plain(cls="free_text", fields={"text": "foto", "attachments": [attachment.model_dump()]})  # type: ignore[arg-type]  # a StrEnum's text
    phone.push(phone.write(meeting(), 1, note))
    url = f"/sync/v1/files/{attachment.sha256}"

    def put(offset: int, piece: bytes, last: bool = False) -> Any:  # Any: Django's test response
        address = f"{url}?offset={offset}&last={last}"
        return Client().put(address, piece, content_type="application/octet-stream", headers=phone.headers)

    put(0, sealed[:PIECE_MOST])
    with monkeypatch.context() as broken:

        def fail(_: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        broken.setattr(files.os, "fsync", fail)
        answer = put(PIECE_MOST, sealed[PIECE_MOST:], last=True)
        assert (answer.status_code, answer.json()["code"]) == (503, "logbook.cannot_write_now")
    here = put(0, b"").json()["here"]
    assert put(here, sealed[here:], last=True).json()["complete"] is True
    assert open_file(attachment) == bytes(50_000)
