"""A file arrives in pieces over a bad line, opens for its box alone, and goes when the box's key goes."""

from __future__ import annotations

from pathlib import Path

import pytest

from vereda.logbook import door
from vereda.logbook.errors import FileDamaged, FileNotHere, PieceOutOfPlace
from vereda.logbook.files import PIECE_MOST, drop_files_but, keep_file, open_file, seal_file, take_piece
from vereda.logbook.tests.pens import NOW, Pen, author, delivered, meeting, subject_number
from vereda.logbook.writing import Plain

CONTENT = b"\xff\xd8" + bytes(range(256)) * 400  # 100 kB


@pytest.fixture(autouse=True)
def _own(home: Path) -> None:
    """Each test has files of its own."""


def test_a_file_in_pieces_resumes_where_it_stopped() -> None:
    attachment, sealed = seal_file(CONTENT, "image/jpeg")
    name, pieces = attachment.sha256, [sealed[i : i + PIECE_MOST] for i in range(0, len(sealed), PIECE_MOST)]
    assert take_piece(name, 0, pieces[0]) == PIECE_MOST
    assert take_piece(name, 0, pieces[0]) == PIECE_MOST, "the same piece again changes nothing"
    with pytest.raises(PieceOutOfPlace) as told:
        take_piece(name, 2 * PIECE_MOST, pieces[2])
    assert told.value.details["here"] == PIECE_MOST
    for number, piece in enumerate(pieces[1:], 1):
        take_piece(name, number * PIECE_MOST, piece)
    with pytest.raises(FileNotHere):
        open_file(attachment)
    door.finish_file(name)
    assert open_file(attachment) == CONTENT


def test_a_damaged_file_is_dropped_and_asked_again() -> None:
    attachment, sealed = seal_file(CONTENT[:100], "image/jpeg")
    take_piece(attachment.sha256, 0, sealed[:-1] + bytes([sealed[-1] ^ 1]))
    with pytest.raises(FileDamaged):
        door.finish_file(attachment.sha256)
    assert take_piece(attachment.sha256, 0, sealed) == len(sealed)


def test_a_name_that_is_no_digest_reaches_no_file() -> None:
    with pytest.raises(FileNotHere):
        take_piece("../../etc/passwd", 0, b"x")


def test_only_named_files_stay() -> None:
    one, sealed = seal_file(CONTENT, "image/jpeg")
    keep_file(one, sealed)
    assert drop_files_but([one.sha256]) == 0
    assert drop_files_but([]) == 1


@pytest.mark.storage
@pytest.mark.django_db
@pytest.mark.usefixtures("trusting")
def test_a_file_goes_when_its_encounter_is_erased() -> None:
    attachment, sealed = seal_file(CONTENT, "image/jpeg")
    note = Plain(cls="free_text", fields={"text": "herida", "attachments": [attachment.model_dump()]})  # type: ignore[arg-type]  # a StrEnum's text
    entry = Pen("phone-1").write(meeting(), subject_number(1), boxes=[note])
    door.receive([delivered(entry)], device="phone-1", now=NOW)
    keep_file(attachment, sealed)
    door.keep_retention(now=NOW)
    assert open_file(attachment) == CONTENT
    digest = door.digest_of_read_models()
    door.rebuild()
    assert door.digest_of_read_models() == digest
    door.erase(subject_number(1), by=author("ines"), at=NOW, now=NOW)
    door.keep_retention(now=NOW)
    with pytest.raises(FileNotHere):
        open_file(attachment)


@pytest.mark.storage
@pytest.mark.django_db
def test_a_changed_file_is_found_by_verify(home: Path) -> None:
    attachment, sealed = seal_file(CONTENT, "image/jpeg")
    keep_file(attachment, sealed)
    assert door.verify().holds
    (home / "files" / attachment.sha256).write_bytes(sealed[:-1])
    assert attachment.sha256 in door.verify().wrong
