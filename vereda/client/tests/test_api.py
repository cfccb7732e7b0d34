"""What a device gets from /sync/v1: every entry answered, nothing taken from strangers, files in pieces."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from vereda.access.tests.cast import Cast
from vereda.client.tests.phone import Phone, body_of
from vereda.encounters.models import Encounter
from vereda.logbook.files import PIECE_MOST, open_file, seal_file
from vereda.logbook.tests.pens import meeting
from vereda.logbook.writing import Plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(cast: Cast) -> Phone:
    return Phone(cast)


def test_what_a_phone_sends_is_counted_once_and_its_progress_told(phone: Phone) -> None:
    first = phone.write(meeting(4), 1, Plain(cls="free_text", fields={"text": "nota"}))  # type: ignore[arg-type]  # a StrEnum's text
    told = phone.push(first)
    assert [one["status"] for one in told["answers"]] == ["accepted"]
    assert (told["epoch"], told["have_upto"], told["durable_upto"]) == (1, 1, 0)
    assert [one["status"] for one in phone.push(first)["answers"]] == ["known"]
    assert Encounter.objects.get().people_met == 4


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>portal</html>", b"[]", b'{"entries": 3}', b'{"entries": "x"}'],
)
def test_a_broken_batch_is_refused_with_what_was_expected(phone: Phone, body: bytes) -> None:
    answer = phone.post(body)
    assert answer.status_code == 422
    assert answer.json()["code"] == "logbook.entry_invalid"


@pytest.mark.parametrize("one", [b"3", b"null", b"{}", b'{"body": "x"}', b'{"id": 7}'])
def test_what_is_no_envelope_is_refused_and_its_neighbour_taken(phone: Phone, one: bytes) -> None:
    good = body_of(phone.seal(phone.write(meeting(4), 1)))
    answers = phone.post(good[: -len(b"]}")] + b"," + one + b"]}").json()["answers"]
    assert [answer["status"] for answer in answers] == ["accepted", "refused"]
    assert answers[1]["code"] == "logbook.entry_invalid"


def test_json_nested_ten_thousand_deep_is_refused(phone: Phone) -> None:
    assert phone.post(b"[" * 10_000 + b"]" * 10_000).status_code == 422


def test_a_batch_that_is_too_large_says_so(phone: Phone) -> None:
    assert phone.post(b"[" + b"1," * 2_500_000 + b"1]").status_code == 413


def test_a_stranger_is_told_nothing(phone: Phone) -> None:
    for headers in ({}, {"Authorization": "Bearer nobody"}):
        assert Client().post("/sync/v1/push", b"{}", content_type="application/json", headers=headers).status_code == 401
        assert Client().get("/sync/v1/node", headers=headers).status_code == 401


def test_a_phone_delivers_nothing_that_another_wrote(phone: Phone, cast: Cast) -> None:
    other = Phone(cast, label="Teléfono 2")
    (answer,) = phone.deliver(other.seal(other.write(meeting(), 3)))["answers"]
    assert (answer["status"], answer["code"]) == ("refused", "logbook.signature_wrong")


def test_a_node_tells_its_public_keys(phone: Phone) -> None:
    told = Client().get("/sync/v1/node", headers=phone.headers).json()
    assert bytes.fromhex(told["sealing_key"])
    assert bytes.fromhex(told["signing_key"])


def test_a_photo_comes_after_its_entry_in_pieces(phone: Phone) -> None:
    attachment, sealed = seal_file(bytes(50_000), "image/jpeg")
    url = f"/sync/v1/files/{attachment.sha256}"

    def put(offset: int, piece: bytes, last: bool = False) -> Any:  # Any: Django's test response
        return Client().put(
            f"{url}?offset={offset}&last={last}", piece, content_type="application/octet-stream", headers=phone.headers
        )

    assert put(0, sealed[:10]).status_code == 404, "no entry names it yet"
    note = Plain(cls="free_text", fields={"text": "foto", "attachments": [attachment.model_dump()]})  # type: ignore[arg-type]  # a StrEnum's text
    phone.push(phone.write(meeting(), 1, note))
    assert put(0, sealed[:PIECE_MOST]).json() == {"here": PIECE_MOST, "complete": False}
    assert put(40_000, sealed[40_000:]).json()["details"]["here"] == PIECE_MOST
    assert put(PIECE_MOST, sealed[PIECE_MOST:], last=True).json()["complete"] is True
    assert open_file(attachment) == bytes(50_000)


def test_the_interface_is_described() -> None:
    told = Client().get("/sync/v1/openapi.json").json()
    assert {f"/sync/v1/{name}" for name in ("hello", "push", "last", "wiped", "node", "files/{name}")} <= set(told["paths"])
