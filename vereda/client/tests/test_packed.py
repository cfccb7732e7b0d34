"""What comes compressed is opened no further than it may be large; what a phone has is not told again."""

from __future__ import annotations

import gzip
from typing import Any

import orjson
import pytest
from django.test import Client

from vereda.access.tests.cast import Cast
from vereda.client.pushing import BODY_MOST
from vereda.client.tests.phone import Phone, body_of
from vereda.client.tests.test_greeting import hello
from vereda.encounters.models import Encounter
from vereda.logbook.tests.pens import meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(cast: Cast) -> Phone:
    return Phone(cast)


def push(phone: Phone, body: bytes) -> Any:  # Any: Django's test response
    headers = {"Authorization": f"Bearer {phone.token}", "Content-Encoding": "gzip"}
    return Client().post("/sync/v1/push", body, content_type="application/json", headers=headers)


def test_a_compressed_batch_is_taken_as_any_other(phone: Phone) -> None:
    body = body_of(phone.seal(phone.write(meeting(4), 1)))
    packed = gzip.compress(body)
    assert len(packed) < 0.8 * len(body)
    assert push(phone, packed).json()["answers"][0]["status"] == "accepted"
    assert Encounter.objects.get().people_met == 4


def test_a_bomb_is_not_opened(phone: Phone) -> None:
    bomb = gzip.compress(b" " * (50 * BODY_MOST))
    assert len(bomb) < BODY_MOST / 10
    assert push(phone, bomb).status_code == 413


def test_a_body_cut_anywhere_is_refused_whole(phone: Phone) -> None:
    packed = gzip.compress(body_of(phone.seal(phone.write(meeting(4), 1))))
    for at in (0, 1, 9, len(packed) // 2, len(packed) - 9, len(packed) - 1):
        answer = push(phone, packed[:at])
        assert (answer.status_code, answer.json()["code"]) == (422, "logbook.entry_invalid")
    assert push(phone, b"\x00" * 40).status_code == 422
    assert not Encounter.objects.exists()


def test_the_list_of_nodes_that_a_phone_has_is_not_told_again(phone: Phone) -> None:
    first = hello(phone).json()["nodes"]
    serial = orjson.loads(first["text"])["serial"]
    assert hello(phone, nodes=serial).json()["nodes"] is None
    assert hello(phone, nodes=serial - 1).json()["nodes"] == first
