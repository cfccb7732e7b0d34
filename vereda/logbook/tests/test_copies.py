"""Backups and the way back: a damaged one is found before it is used, a restored one is what it was, phones fill the rest.

REL-011, REL-028, REL-029, REL-030 of docs/requirements.csv. What was erased stays erased: test_erasure.py.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.db import connection

from vereda.encounters.models import Encounter
from vereda.logbook import door
from vereda.logbook.errors import BackupDamaged, KeysDoNotFit, KeyStoreMissing, RestoreRefused
from vereda.logbook.files import keep_file, open_file, seal_file
from vereda.logbook.models import Block, Box, LogEntry, Place
from vereda.logbook.nodekeys import forget_open_keys, key_store
from vereda.logbook.tests.pens import NOTE, NOW, WHERE, Pen, author, delivered, meeting, subject_number
from vereda.logbook.writing import Plain
from vereda.settings.environment import env

pytestmark = [pytest.mark.storage, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("trusting", "home")]
Again = Callable[[], None]


def send(pen: Pen, first: int, last: int) -> None:
    """Have a phone write and deliver encounters `first` to `last`."""
    for number in range(first, last + 1):
        one = pen.write(meeting(number), subject_number(number), boxes=[WHERE, NOTE])
        door.receive([delivered(one)], device=pen.device, now=NOW)


def counted() -> list[int]:
    return [model.objects.count() for model in (LogEntry, Box, Place, Block)]


def test_a_restored_installation_is_what_it_was(tmp_path: Path, restore_database: Again) -> None:
    """REL-028: rows, chain and files; the block that begins the new epoch is all that is added."""
    attachment, sealed = seal_file(bytes(70_000), "image/jpeg")
    keep_file(attachment, sealed)
    pen = Pen("phone-1")
    photo = Plain(cls="free_text", fields={"text": "foto", "attachments": [attachment.model_dump()]})  # type: ignore[arg-type]  # a StrEnum's text
    door.receive([delivered(pen.write(meeting(), subject_number(50), boxes=[photo]))], device="phone-1", now=NOW)
    send(pen, 1, 5)
    made = door.back_up_data(tmp_path, now=NOW)
    assert made is not None
    before, rows, head = door.digest_of_read_models(), counted(), door.head()
    restore_database()
    shutil.rmtree(env().home / "files")
    done = door.restore(made.path, now=NOW)
    assert done.proof.holds
    assert door.digest_of_read_models() == before
    assert counted() == [*rows[:3], rows[3] + 1]
    assert Block.objects.get(number=made.last).hash == head.hash
    assert open_file(attachment) == bytes(70_000)


def test_a_backup_made_while_others_write_is_whole_up_to_its_block(tmp_path: Path, restore_database: Again) -> None:
    """REL-028"""
    send(Pen("phone-1"), 1, 4)
    ended = threading.Event()

    def write() -> None:
        pen, number = Pen("phone-2"), 100
        try:
            while not ended.is_set() and number < 250:
                send(pen, number, number)
                number += 1
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = door.back_up_data(tmp_path, now=NOW)
    finally:
        ended.set()
        writer.join()
    assert made is not None
    restore_database()
    done = door.restore(made.path, now=NOW)
    assert done.proof.holds
    assert done.block == made.last + 1
    assert LogEntry.objects.count() == made.last, "one entry a block"


def test_rel_011_a_server_of_yesterday_gets_from_the_phones_what_it_lost(tmp_path: Path, restore_database: Again) -> None:
    """REL-011: the epoch tells a phone to send from what is here, and the end is as if nothing had happened."""
    pen = Pen("phone-1")
    send(pen, 1, 3)
    made = door.back_up_data(tmp_path, now=NOW)
    assert made is not None
    send(pen, 4, 6)
    before = door.digest_of_read_models()
    assert door.progress("phone-1") == (6, 0)
    restore_database()
    assert door.restore(made.path, now=NOW).epoch == 2
    have, _ = door.progress("phone-1")
    assert have == 3
    lost = [delivered(one) for one in pen.known.values() if (one.body.device_seq or 0) > have]
    answers = door.receive(lost, device="phone-1", now=NOW)
    assert {answer.status for answer in answers} == {"accepted"}
    assert door.digest_of_read_models() == before
    assert door.progress("phone-1")[0] == 6
    assert door.verify().holds


def test_rel_011_two_restores_of_one_backup_are_two_epochs(tmp_path: Path, restore_database: Again) -> None:
    """REL-011: a phone that knew the first sees that the second is another."""
    send(Pen("phone-1"), 1, 3)
    made = door.back_up_data(tmp_path, now=NOW)
    assert made is not None
    first = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
    found = []
    for minutes in (0, 5):
        restore_database()
        found.append(door.restore(made.path, now=first + timedelta(minutes=minutes)).epoch)
    assert 1 < found[0] < found[1]
    assert door.verify(external=[(found[0], made.last + 1, "0" * 64)]).notes, "the first one's head stands for what it had"


def test_a_damaged_backup_is_found_by_verify_and_refused_by_restore(tmp_path: Path, restore_database: Again) -> None:
    """REL-029: a flipped bit anywhere, a cut end, another file in its place."""
    send(Pen("phone-1"), 1, 6)
    made = door.back_up_data(tmp_path, now=NOW)
    keys = door.back_up_keys(tmp_path, now=NOW)
    assert made is not None
    whole, chance = made.path.read_bytes(), Random(29)
    door.verify_backup(made.path)
    places = {0, 20, 60, 100, 150, 200, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(60))}
    damaged = [whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :] for at in sorted(places)]
    damaged += [whole[: int(len(whole) * share)] for share in (0, 0.01, 0.5, 0.99)] + [
        b"age-encryption.org/v1\n",
        keys.read_bytes()[:900],
    ]
    for content in damaged:
        made.path.write_bytes(content)
        with pytest.raises(BackupDamaged):
            door.verify_backup(made.path)
    restore_database()
    with pytest.raises(BackupDamaged):
        door.restore(made.path, now=NOW)
    assert not LogEntry.objects.exists()
    made.path.write_bytes(whole)
    assert door.restore(made.path, now=NOW).proof.holds


# Keys ---------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def filled(home: Path) -> Path:
    """Give an installation in which something was sealed; returns its folder of keys."""
    door.record(meeting(2), by=author("ines", "desk"), at=NOW, now=NOW, boxes=[WHERE, NOTE])
    door.check_keys()
    return home / "keys"


def test_a_new_installation_has_nothing_to_fit(home: Path) -> None:
    door.check_keys()


@pytest.mark.parametrize("name", ["master", "sealing.pem", "signing.pem"])
def test_a_lost_key_stops_the_start_and_is_named(filled: Path, name: str) -> None:
    """REL-027, REL-030: no new key hides the loss."""
    (filled / name).unlink()
    forget_open_keys()
    with pytest.raises(KeyStoreMissing, match=f"keys/{name}"):
        door.check_keys()
    assert not (filled / name).exists()


@pytest.mark.parametrize("name", ["master", "signing.pem"])
def test_another_key_in_its_place_stops_the_start_and_is_named(filled: Path, name: str, tmp_path: Path) -> None:
    """REL-027"""
    (filled / name).rename(tmp_path / name)
    forget_open_keys()
    door.verify()  # makes the missing one, as a start did before keys were checked
    with pytest.raises(KeysDoNotFit, match=f"keys/{name}"):
        door.check_keys()
    (tmp_path / name).replace(filled / name)
    forget_open_keys()
    door.check_keys()
    assert Encounter.objects.get().people_met == 2


def test_a_lost_key_store_stops_the_start(filled: Path) -> None:
    """REL-030: the file is gone; where the store is a database, its server is."""
    place = "KEYSTORE_URL" if env().keystore_url else "keys/subjects"
    if env().keystore_url:
        key_store().store.close()
    else:
        forget_open_keys()
        for path in filled.glob("subjects*"):
            path.unlink()
    with pytest.raises(KeyStoreMissing, match=place):
        door.check_keys()


def test_a_restore_without_any_keys_is_refused_before_anything_is_written(
    filled: Path, tmp_path: Path, restore_database: Again
) -> None:
    made = door.back_up_data(tmp_path, now=NOW)
    assert made is not None
    restore_database()
    (filled / "master").unlink()
    forget_open_keys()
    with pytest.raises(RestoreRefused, match="--keys"):
        door.restore(made.path, now=NOW)
    assert not Block.objects.exists()
