"""The first words of each session, the last of a lost phone, and what happens when many come at once."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any
from uuid import UUID

import orjson
import pytest
from django.test import Client
from django.utils import timezone

from vereda.access.door import reader_for_command, revoke_device
from vereda.access.tests.cast import Cast
from vereda.client import greeting
from vereda.client.tests.phone import Phone, body_of
from vereda.encounters.models import Encounter
from vereda.logbook import door
from vereda.logbook.models import HeldEntry, LogEntry
from vereda.logbook.nodekeys import node_keys, this_node
from vereda.logbook.signatures import verify_p1363
from vereda.logbook.tests.pens import NOTE, WHERE, meeting

pytestmark = pytest.mark.django_db
CHALLENGE = b64encode(bytes(range(32))).decode()


@pytest.fixture
def phone(cast: Cast) -> Phone:
    return Phone(cast)


def hello(phone: Phone, **more: object) -> Any:  # Any: Django's test response
    return phone.post(orjson.dumps({"challenge": CHALLENGE, "app": greeting.APP_LEAST, **more}), to="hello")


def revoke(phone: Phone) -> None:
    revoke_device(device=UUID(phone.device), reason="lost", by=reader_for_command(None, None), at=timezone.now())


def test_the_server_proves_itself_by_signing_what_the_phone_asked(phone: Phone) -> None:
    """SEC-030: the proof is of this device, this challenge and this life of the server; another server cannot give it."""
    told = hello(phone).json()
    signed = f"vereda/hello/1|{CHALLENGE}|{told['at']}|{phone.device}|{told['epoch']}".encode()
    key = this_node().signing
    assert verify_p1363(key, b64decode(told["proof"]), signed)
    assert not verify_p1363(key, b64decode(told["proof"]), signed.replace(phone.device.encode(), b"x"))
    assert told["node"] == this_node().id
    nodes = told["nodes"]
    assert verify_p1363(key, b64decode(nodes["signature"]), b"vereda/nodes/1\n" + nodes["text"].encode())
    assert [one["role"] for one in orjson.loads(nodes["text"])["nodes"]] == ["headquarters"]


def test_hello_tells_where_the_phone_stands(phone: Phone, cast: Cast) -> None:
    phone.push(phone.write(meeting(4), 1))
    told = hello(phone, unsent=7).json()
    assert (told["epoch"], told["have_upto"], told["durable_upto"]) == (1, 1, 0)
    assert (told["expires_h"], told["app_least"]) == (72, greeting.APP_LEAST)
    assert told["agents"] == [str(cast.account("ines").pk)]
    assert len(told["reference"]) == 64


@pytest.mark.parametrize("challenge", ["", "x", b64encode(bytes(31)).decode(), b64encode(bytes(33)).decode(), "ñ" * 44])
def test_a_challenge_that_is_none_is_refused(phone: Phone, challenge: str) -> None:
    assert hello(phone, challenge=challenge).status_code == 422


@pytest.mark.storage
def test_sec_039_an_old_app_is_told_to_update_and_still_delivers(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    """SEC-039: 426 with all that it must know; what it has in its queue is taken."""
    monkeypatch.setattr(greeting, "APP_LEAST", 3)
    answer = hello(phone, app=2)
    assert (answer.status_code, answer.json()["code"], answer.json()["app_least"]) == (426, "client.app_too_old", 3)
    assert answer.json()["proof"]
    assert phone.push(phone.write(meeting(4), 1))["answers"][0]["status"] == "accepted"
    assert hello(phone, app=3).status_code == 200


@pytest.mark.storage
def test_sec_033_a_revoked_phone_is_ordered_to_wipe_by_every_call(phone: Phone) -> None:
    """SEC-033"""
    revoke(phone)
    calls = [phone.post(body_of(phone.seal(phone.write(meeting(4), 1))))]
    calls += [Client().get(f"/sync/v1/{name}", headers=phone.headers) for name in ("node", "reference", "pull?cursor=0")]
    for answer in calls:
        assert (answer.status_code, answer.json()) == (401, {"code": "access.device_revoked", "order": "wipe"})
    assert not Encounter.objects.exists()


def test_sec_033_the_order_to_wipe_is_proved_to_who_greets(phone: Phone) -> None:
    """SEC-033: of this challenge and this device, by the key that the phone knows from its enrolment."""
    serial = orjson.loads(hello(phone).json()["nodes"]["text"])["serial"]
    revoke(phone)
    answer = hello(phone, nodes=serial)
    told = answer.json()
    assert (answer.status_code, told["code"], told["order"]) == (401, "access.device_revoked", "wipe")
    assert (told["node"], told["nodes"]) == (this_node().id, None)
    signed = f"vereda/wipe/1|{CHALLENGE}|{phone.device}".encode()
    assert verify_p1363(this_node().signing, b64decode(told["proof"]), signed)
    assert not verify_p1363(this_node().signing, b64decode(told["proof"]), signed.replace(b"wipe", b"hello"))
    assert hello(phone).json()["nodes"]["text"]


def test_a_revoked_phone_delivers_its_queue_before_it_forgets_and_says_that_it_did(phone: Phone) -> None:
    """SEC-033: nothing is lost, nothing counts until a person looks at it, and the end is written down once."""
    known = phone.write(meeting(4), 1)
    phone.push(known)
    revoke(phone)
    told = phone.push(known, phone.write(meeting(2), 2, NOTE), to="last")
    assert [(one["status"], one["code"]) for one in told["answers"]] == [("known", ""), ("quarantined", "access.device_revoked")]
    assert told["have_upto"] == 2
    assert [row.people_met for row in Encounter.objects.all()] == [4]
    for _ in range(2):
        assert phone.post(b"{}", to="wiped").json() == {"noted": True}
    assert LogEntry.objects.filter(kind="access.device_wiped").count() == 1
    (held,) = HeldEntry.objects.all()
    door.decide(held.entry, accept=True, by=phone.by, at=timezone.now())
    assert sum(row.people_met for row in Encounter.objects.all()) == 6


@pytest.mark.storage
def test_sec_038_a_phone_that_says_it_is_lost_ends_at_once_and_what_it_carries_waits(phone: Phone) -> None:
    """SEC-038: the greeting is answered with a proved order; nothing is lost, nothing counts until a person looks at it."""
    known = phone.write(meeting(4), 1)
    phone.push(known)
    for _ in range(2):
        answer = hello(phone, lost=True)
        assert (answer.status_code, answer.json()["order"]) == (401, "wipe")
    signed = f"vereda/wipe/1|{CHALLENGE}|{phone.device}".encode()
    assert verify_p1363(this_node().signing, b64decode(answer.json()["proof"]), signed)
    assert LogEntry.objects.get(kind="access.device_reported_lost").author == phone.device
    assert hello(phone).status_code == 401, "it is not taken back"
    assert phone.post(body_of(phone.seal(phone.write(meeting(2), 2)))).status_code == 401
    told = phone.push(known, phone.write(meeting(2), 3), to="last")
    assert [(one["status"], one["code"]) for one in told["answers"]] == [
        ("known", ""),
        ("quarantined", "access.device_reported_lost"),
    ]
    assert [row.people_met for row in Encounter.objects.all()] == [4]
    assert phone.post(b"{}", to="wiped").json() == {"noted": True}
    assert LogEntry.objects.filter(kind="access.device_wiped").count() == 1


def test_a_phone_in_good_standing_that_says_wiped_changes_nothing(phone: Phone) -> None:
    phone.post(b"{}", to="wiped")
    assert not LogEntry.objects.filter(kind="access.device_wiped").exists()


def test_rel_015_a_token_that_ends_in_the_middle_of_a_queue_loses_nothing(phone: Phone) -> None:
    """REL-015: what was acknowledged is there, the rest is offered to `last`, and nothing is typed again."""
    queue = [phone.write(meeting(1), number) for number in range(6)]
    assert {one["status"] for one in phone.push(*queue[:3])["answers"]} == {"accepted"}
    revoke(phone)
    assert phone.post(body_of(*map(phone.seal, queue[3:]))).status_code == 401
    assert door.progress(phone.device) == (3, 0)
    told = phone.push(*queue[2:], to="last")
    assert [one["status"] for one in told["answers"]] == ["known", *["quarantined"] * 3]
    assert told["have_upto"] == 6


@pytest.mark.parametrize("path", ["push", "last", "hello", "wiped"])
def test_a_token_that_nobody_has_is_a_stranger(phone: Phone, path: str) -> None:
    answer = Client().post(f"/sync/v1/{path}", b"{}", content_type="application/json", headers={"Authorization": "Bearer x"})
    assert (answer.status_code, answer.json()) == (401, {"detail": "Unauthorized"})


def test_more_than_a_hundred_at_once_are_too_many(phone: Phone) -> None:
    answer = phone.post(body_of(*[phone.seal(phone.write(meeting(1), 1))] * 101))
    assert (answer.status_code, answer.json()["code"]) == (413, "logbook.batch_too_large")


def test_a_captured_request_tells_nothing_of_a_person(phone: Phone) -> None:
    """SEC-028: neither the place, nor the note, nor what kind of entry it is."""
    one = phone.write(meeting(4, language="es"), 1, WHERE, NOTE)
    body = body_of(phone.seal(one))
    for word in (
        b"ZAFIRO",
        b"islote",
        b"28.7",
        b"encounters",
        b"people_met",
        str(one.body.subject).encode(),
        phone.account.hex.encode(),
    ):
        assert word not in body
    assert node_keys().sealing.private_numbers().private_value.to_bytes(32, "big") not in body


def test_one_encounter_fits_into_four_kilobytes(phone: Phone) -> None:
    """REL-013, the body: with place and a note, and the answer to it."""
    body = body_of(phone.seal(phone.write(meeting(4), 1, WHERE, NOTE)))
    answer = phone.post(body)
    assert len(body) + len(answer.content) < 4096 - 600, "600 for the headers of both"
