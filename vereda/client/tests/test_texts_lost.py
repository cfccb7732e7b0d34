"""Nothing that somebody wrote is lost: not when the machine dies in the midst, not by a message that no program understands."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client

from vereda.access.tests.cast import Cast
from vereda.client import texts as incoming
from vereda.client.tests.test_texts import SHOWN, Line, bring, line, set_up  # noqa: F401  fixtures
from vereda.logbook.door import history, open_box
from vereda.logbook.schema import FieldClass
from vereda.messages import door as texts
from vereda.messages.door import Came, Part
from vereda.messages.gateways.modem import ModemGateway
from vereda.messages.models import CameIn, CamePart, OutText, ReceivedText
from vereda.messages.tests.test_gateways import arrive, machine_of
from vereda.rescue.models.alert import Alert
from vereda.safety.models.danger import Danger

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("set_up")]
STRANGER = "+50255551234"
POISON = "veneno Obsidiana"
SOS = "SOS 28.7001, -100.5230"


class Dies(BaseException):
    """The machine goes out in the midst of a message: no program catches it."""


@pytest.fixture
def dies_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine go out after a call for help was read, and before its alert is written."""
    whole, told = incoming.rescue.alert_by_text, []

    def alert_by_text(**given):
        told.append(given)
        if len(told) == 1:
            raise Dies
        return whole(**given)

    monkeypatch.setattr("vereda.client.texts.rescue.alert_by_text", alert_by_text)


@pytest.fixture
def poisoned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one text at which a program of ours fails, with the words of the text in its complaint."""
    answer_to = incoming.guidance.answer_to

    def fails(text: str, *rest, **more):
        if text == POISON:
            raise ValueError(text)
        return answer_to(text, *rest, **more)

    monkeypatch.setattr("vereda.client.texts.guidance.answer_to", fails)


def words() -> list[str]:
    return [texts.words_of(row)[1] for row in ReceivedText.objects.order_by("came_at", "subject")]


def words_of_alert() -> str:
    (told,) = [row for row in history(Alert.objects.get().subject) if row.kind == "rescue.alert_received"]
    return str((open_box(told.id, FieldClass.FREE_TEXT) or {})["text"])


@pytest.mark.storage
@pytest.mark.usefixtures("dies_once")
def test_a_call_for_help_at_which_the_machine_died_is_new_when_it_is_brought_again():
    fields = {"from": STRANGER, "text": SOS, "id": "1"}
    with pytest.raises(Dies):
        bring(**fields)
    assert (CameIn.objects.count(), Alert.objects.count()) == (0, 0), "it was taken whole or not at all"
    assert bring(**fields).json() == {"taken": True}
    assert bring(**fields).json() == {"taken": False}
    assert Alert.objects.count() == 1


@pytest.mark.usefixtures("dies_once")
def test_what_the_machine_died_at_lies_on_the_card_of_the_modem_still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    machine_of(tmp_path).Terminate()
    for text, number in (("SOS somos tres", STRANGER), ("DERECHOS", "+50255550000")):
        arrive(tmp_path, text, number)
    phone = ModemGateway(str(tmp_path), connection="none", model="dummy", lock=tmp_path / "lock")
    monkeypatch.setattr("vereda.client.texts.texts.gateway", lambda: phone)
    now = datetime.now(UTC)
    with pytest.raises(Dies):
        incoming.fetch(now=now)
    assert incoming.fetch(now=now) == 2
    assert Alert.objects.count() == 1
    assert list(phone.fetch()) == []


@pytest.mark.storage
@pytest.mark.usefixtures("dies_once")
def test_the_parts_of_a_text_at_which_the_machine_died_wait_still():
    now = datetime.now(UTC)
    for number, text in ((1, SOS), (2, " sin agua")):
        incoming.take_in(Came(STRANGER, text, id=str(number), part=Part("7", number, 3)), now=now)
    with pytest.raises(Dies):
        incoming.fetch(now=now + timedelta(seconds=40))
    assert CamePart.objects.count() == 2
    assert incoming.fetch(now=now + timedelta(seconds=50)) == 1
    assert words_of_alert().startswith(f"{SOS} sin agua")


@pytest.mark.usefixtures("poisoned")
def test_a_message_that_no_program_understands_waits_for_a_person_and_holds_up_no_other(
    line: Line,  # noqa: F811  the fixture
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    came = [Came(STRANGER, POISON, id="1"), Came("+50255550000", SOS, id="2")]
    monkeypatch.setattr(line, "fetch", lambda: came)
    monkeypatch.setattr("vereda.client.texts.texts.gateway", lambda: line)
    now = datetime.now(UTC)
    with caplog.at_level(logging.WARNING):
        assert incoming.fetch(now=now) == 2
        assert incoming.fetch(now=now) == 0, "brought again it is known"
    assert Alert.objects.count() == 1
    assert words() == [POISON]
    (row,) = texts.waiting_texts("piedras-negras", "mx")
    assert texts.words_of(row)[0] == STRANGER
    assert "ValueError" in caplog.text
    assert not [secret for secret in ("Obsidiana", "veneno", "5555", "28.7") if secret in caplog.text]


@pytest.mark.parametrize(
    "text", [f"{SOS} \ud83d", f"{SOS} \udc4b\ud83d tres", f"{SOS}\r\n\x07\x00 tres", f"{SOS} \u202e\ufeff"], ids=ascii
)
def test_half_a_sign_and_signs_of_control_lose_no_call_for_help(text: str):
    body = json.dumps({"from": STRANGER, "text": text, "id": "1"})
    answer = Client().post("/sync/v1/texts", body, content_type="application/json", headers=SHOWN)
    assert answer.json() == {"taken": True}
    assert Alert.objects.get().municipality == "05025"
    assert words_of_alert().startswith(SOS)


def test_a_very_long_message_is_not_lost_for_its_length():
    body = json.dumps({"from": STRANGER, "text": f"{SOS} " + "ñ😀" * 30_000})
    answer = Client().post("/sync/v1/texts", body, content_type="application/json", headers=SHOWN)
    assert answer.json() == {"taken": True}
    assert words_of_alert().startswith(SOS)


@pytest.mark.parametrize("body", [b"", b"[" * 50_000, b'"' + b"x" * 2_000_000, b"\xff\xfe{", b'{"from": {"a": 1}, "text": [1]}'])
def test_a_body_that_is_none_is_refused_with_a_code(body: bytes):
    answer = Client().post("/sync/v1/texts", body, content_type="application/json", headers=SHOWN)
    assert (answer.status_code, answer.json()["code"]) == (422, "messages.number_missing")


@pytest.mark.parametrize("number", ["TELCEL", "911", "\ud83dx", "5" * 300])
def test_an_sos_of_a_number_that_nobody_can_answer_is_an_alert_all_the_same(line: Line, number: str):  # noqa: F811
    assert incoming.take_in(Came(number, SOS, id="1"), now=datetime.now(UTC))
    assert Alert.objects.count() == 1
    assert OutText.objects.count() == 0, "nobody reads an answer there"


@pytest.mark.storage
def test_what_an_officer_says_besides_the_alarm_is_kept_for_the_post_to_read(set_up: Cast):  # noqa: F811  the fixture
    bring(**{"from": "8781112233", "text": "PELIGRO km 14, nos siguen dos camionetas", "id": "1"})
    assert Danger.objects.count() == 1
    assert words() == ["PELIGRO km 14, nos siguen dos camionetas"]
    assert ReceivedText.objects.get().account == str(set_up.account("ines").pk)
    for n, text in enumerate((f"PELIGRO {Danger.objects.get().subject.hex}", "peligro!!")):
        bring(**{"from": "8781112233", "text": text, "id": f"bare-{n}"})
    assert (Danger.objects.count(), ReceivedText.objects.count()) == (1, 1), "the word alone says no more than the alarm"


@pytest.mark.storage
def test_a_number_of_a_menu_after_seven_days_gets_the_menu_again_and_waits_for_a_person(line: Line):  # noqa: F811
    now = datetime.now(UTC)
    incoming.take_in(Came(STRANGER, "DERECHOS", id="1"), now=now)
    late = now + timedelta(days=7, hours=1)
    texts.forget_talks(now=late)
    incoming.take_in(Came(STRANGER, "2", id="2"), now=late)
    texts.send_waiting(now=late)
    assert "no le entendimos. 1 Derechos 2 Peligros" in line.went[-1][1]
    assert [texts.words_of(row)[1] for row in texts.waiting_texts("piedras-negras", "mx")] == ["2"]
