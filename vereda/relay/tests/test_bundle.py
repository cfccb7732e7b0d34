"""A file on a stick: whole or refused, once however often it is brought; a phone's own queue line by line."""

from __future__ import annotations

import gzip
import tracemalloc

import orjson
import pyrage
import pytest

from vereda.client.tests.phone import Phone
from vereda.logbook.door import identity
from vereda.logbook.models import LogEntry
from vereda.logbook.tests.pens import meeting
from vereda.relay.bundle import BUNDLE
from vereda.relay.errors import FileDamaged, FileNotKnown, FileNotOurs
from vereda.relay.taking import read_brought

pytestmark = [pytest.mark.storage, pytest.mark.django_db]


@pytest.fixture
def lines(cast) -> list[bytes]:
    phone = Phone(cast)
    return [phone.seal(phone.write(meeting(people), people)).to_bytes() for people in (1, 2, 3)]


def packed(lines: list[bytes], count: int | None = None) -> bytes:
    about = orjson.dumps({"vereda": BUNDLE, "count": len(lines) if count is None else count})
    return pyrage.encrypt(gzip.compress(b"\n".join([about, *lines])), [identity().to_public()])


def test_a_bundle_is_taken_once_however_often_it_is_brought(lines):
    assert read_brought(packed(lines)).by_answer == {"accepted": 3}
    again = read_brought(packed(lines))
    assert (again.by_answer, again.fresh) == ({"known": 3}, 0)
    assert LogEntry.objects.filter(kind="encounters.recorded").count() == 3


@pytest.mark.parametrize("at", [30, 150, -200, -1])
def test_a_bundle_with_one_changed_byte_takes_nothing_along(lines, at):
    content = bytearray(packed(lines))
    content[at] ^= 1
    with pytest.raises((FileDamaged, FileNotOurs)):
        read_brought(bytes(content))
    assert not LogEntry.objects.filter(kind="encounters.recorded").exists()


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.99])
def test_a_bundle_that_was_cut_takes_nothing_along(lines, kept):
    content = packed(lines)
    with pytest.raises((FileDamaged, FileNotOurs)):
        read_brought(content[: int(len(content) * kept)])
    assert not LogEntry.objects.filter(kind="encounters.recorded").exists()


def test_a_bundle_that_lost_a_line_before_it_was_closed_is_refused(lines):
    with pytest.raises(FileDamaged):
        read_brought(packed(lines[:2], count=3))


def test_a_file_for_another_headquarters_is_not_ours(lines):
    other = pyrage.x25519.Identity.generate()
    with pytest.raises(FileNotOurs):
        read_brought(pyrage.encrypt(b"x", [other.to_public()]))


def test_of_a_phones_file_the_good_lines_are_taken_and_the_others_named(lines):
    content = b"\n".join([lines[0], b'{"cut": ', lines[1], b"", lines[2][:-40]])
    told = read_brought(content)
    assert told.by_answer == {"accepted": 2}
    assert told.damaged_lines == [2, 5]
    assert read_brought(b"\n".join(lines)).by_answer == {"known": 2, "accepted": 1}


def test_a_line_that_was_changed_is_refused_by_its_signature(lines):
    values = orjson.loads(lines[0])
    values["group"] = "tapachula"
    told = read_brought(orjson.dumps(values))
    assert told.by_answer == {"refused": 1}
    assert told.codes == {"logbook.signature_wrong": 1}


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"encounter_id,at\n1,2\n", b"[]", b"%PDF-1.4"])
def test_what_is_no_file_of_ours_says_so(db, content):
    with pytest.raises(FileNotKnown):
        read_brought(content)


def test_a_bundle_that_opens_to_something_else_is_refused(db):
    for plain in (b"no gzip", gzip.compress(b"[]\n"), gzip.compress(b"not json"), gzip.compress(b"")):
        with pytest.raises(FileDamaged):
            read_brought(pyrage.encrypt(plain, [identity().to_public()]))


def test_a_small_file_that_opens_to_a_very_large_one_is_not_opened(db):
    bomb = pyrage.encrypt(gzip.compress(bytes(64_000_000)), [identity().to_public()])
    tracemalloc.start()
    with pytest.raises(FileDamaged):
        read_brought(bomb)
    assert tracemalloc.get_traced_memory()[1] < 8_000_000
    tracemalloc.stop()
