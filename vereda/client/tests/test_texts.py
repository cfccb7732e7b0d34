"""A service brings a text message: by its token, once, and only a number of ours raises an alarm."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.test import Client

from vereda.access.tests.cast import Cast
from vereda.client import texts as incoming
from vereda.logbook.door import Author, history
from vereda.messages import door as texts
from vereda.messages.door import Came
from vereda.messages.models import OutText, ReceivedText, StaffNumber
from vereda.messages.tests.test_gateways import Service, service  # noqa: F401  a service on loopback, as a fixture
from vereda.rescue import door as rescue
from vereda.rescue.models.alert import Alert
from vereda.safety.models.danger import Danger
from vereda.settings import environment

pytestmark = pytest.mark.django_db
TOKEN = "un-token-bastante-largo"
SHOWN = {"Authorization": f"Token {TOKEN}"}


@pytest.fixture
def set_up(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Have a token, a group whose gateway it is, and Inés' number."""
    here = replace(environment.env(), sms_token=TOKEN, sms_group="piedras-negras")
    monkeypatch.setattr("vereda.client.texts.env", lambda: here)
    by = Author(account=str(cast.account("rafael").pk), group="piedras-negras", country="mx", zone="America/Matamoros")
    ines = str(cast.account("ines").pk)
    texts.keep_number(number="+52 878 111 2233", account=ines, name="", warned=[], by=by, at=datetime.now(UTC))
    return cast


def bring(**fields: str):
    return Client().post("/sync/v1/texts", fields, headers=SHOWN)


def test_our_number_raises_the_alarm_of_that_officer_once(set_up: Cast):
    for _ in range(2):
        answer = bring(**{"from": "528781112233", "text": "Peligro", "id": "17"})
        assert answer.status_code == 200
    assert answer.json() == {"taken": False}
    row = Danger.objects.get()
    assert (row.who, row.group, row.channel) == (str(set_up.account("ines").pk), "piedras-negras", "sms")
    assert "Inés Carrillo" in set_up.client("rafael").get("/hoy/").content.decode()


def test_a_strangers_message_raises_none_and_is_shown_to_the_post_as_such(set_up: Cast):
    bring(**{"from": "8681110000", "text": "PELIGRO Obsidiana"})
    assert Danger.objects.count() == 0
    row, rafael = ReceivedText.objects.get(), set_up.client("ines")
    assert (row.account, row.group) == ("", "piedras-negras")
    board = rafael.get("/hoy/").content.decode()
    assert "un número que nadie aquí conoce" in board
    assert "Obsidiana" not in board
    assert "PELIGRO Obsidiana" in rafael.get(f"/mensajes/{row.subject}/").content.decode()
    assert set_up.client("nadia").get(f"/mensajes/{row.subject}/").status_code == 404
    assert set_up.client("nadia").post(f"/mensajes/{row.subject}/atendido/").status_code == 404
    rafael.post(f"/mensajes/{row.subject}/atendido/")
    assert "un número que nadie aquí conoce" not in rafael.get("/hoy/").content.decode()


def test_another_word_of_ours_is_kept_and_raises_none(set_up: Cast):
    bring(**{"from": "8781112233", "text": "ya vamos de regreso"})
    assert (Danger.objects.count(), ReceivedText.objects.get().account) == (0, str(set_up.account("ines").pk))


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Token otro"}, {"Authorization": "Bearer "}])
def test_who_shows_no_token_is_told_nothing_and_nothing_is_kept(set_up: Cast, headers: dict[str, str]):
    answer = Client().post("/sync/v1/texts", {"from": "8781112233", "text": "PELIGRO"}, headers=headers)
    assert (answer.status_code, Danger.objects.count()) == (403, 0)


def test_without_a_token_in_the_settings_nobody_is_let_in(cast: Cast):
    assert Client().get("/sync/v1/texts?from=1&text=x&token=").status_code == 403


def test_kannel_by_address_and_rapidpro_in_json_are_understood(set_up: Cast):
    answer = Client().get(f"/sync/v1/texts?token={TOKEN}&sender=8681110000&message=hola&id=1")
    assert answer.json() == {"taken": True}
    told = {"contact": {"urn": "tel:+528781112233", "name": "x"}, "input": {"text": "PELIGRO"}}
    answer = Client().post("/sync/v1/texts", told, content_type="application/json", headers=SHOWN)
    assert (answer.json(), Danger.objects.count()) == ({"taken": True}, 1)
    for body in (b"[", b"[1]", b'{"text": {"x": 1}}'):
        assert Client().post("/sync/v1/texts", body, content_type="application/json", headers=SHOWN).status_code == 422


def test_a_flood_is_turned_away(set_up: Cast):
    codes = [bring(**{"from": "8681110000", "text": f"x{n}", "id": str(n)}).status_code for n in range(62)]
    assert (codes[0], codes[-1]) == (200, 429)


def test_whoever_floods_in_the_name_of_an_officers_number_does_not_silence_the_alarm(set_up: Cast):
    for n in range(60):
        bring(**{"from": "8781112233", "text": f"x{n}", "id": str(n)})
    assert bring(**{"from": "8781112233", "text": "x", "id": "60"}).status_code == 429
    assert bring(**{"from": "8781112233", "text": "PELIGRO", "id": "61"}).status_code == 200
    assert Danger.objects.get().who == str(set_up.account("ines").pk)
    assert bring(**{"from": "8781112233", "text": "PELIGRO", "id": "62"}).status_code == 429, "it is open, and rings"
    assert bring(**{"from": "8681110000", "text": "PELIGRO", "id": "63"}).status_code == 200, "another number is not held up"


def test_what_lies_in_the_modem_is_acted_on(set_up: Cast, monkeypatch: pytest.MonkeyPatch):
    class Modem:
        def fetch(self) -> list[Came]:
            return [Came("+528781112233", "PELIGRO", id="a"), Came("+528781112233", "PELIGRO", id="a")]

    monkeypatch.setattr("vereda.client.texts.texts.gateway", lambda: Modem())
    assert incoming.fetch(now=datetime.now(UTC)) == 1
    assert Danger.objects.count() == 1


def test_without_a_group_headquarters_sees_that_one_came_and_no_words(set_up: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("vereda.client.texts._own_group", lambda: "central")
    bring(**{"from": "8681110000", "text": "Obsidiana"})
    graciela = set_up.client("graciela")
    page = graciela.get("/central/").content.decode()
    assert "De un número que nadie aquí conoce" in page
    assert "Obsidiana" not in page
    subject = ReceivedText.objects.get().subject
    assert graciela.get(f"/mensajes/{subject}/").status_code in (403, 404)
    assert re.search(rf"/central/mensajes/{subject}/atendido/", page)
    graciela.post(f"/central/mensajes/{subject}/atendido/")
    assert ReceivedText.objects.get().handled_at


# SOS ------------------------------------------------------------------------------------------------------------------------


class Line:
    """A service of text messages at the other end: what it was told."""

    def __init__(self) -> None:
        self.went: list[tuple[str, str]] = []

    def send(self, number: str, text: str) -> None:
        self.went.append((number, text))

    def fetch(self) -> list[Came]:
        return []


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Line:
    made = Line()
    monkeypatch.setattr("vereda.messages.actions.gateway", lambda: made)
    return made


def test_sos_of_a_stranger_is_an_alert_and_is_answered_once_with_a_code_and_no_promise(set_up: Cast, line: Line):
    for n, text in enumerate(("SOS 28.7001, -100.5230 somos 4", "SOS somos 4", "ya sin agua")):
        bring(**{"from": "+528681110000", "text": text, "id": str(n)})
    alert = Alert.objects.get()
    assert (alert.group, alert.came_by, alert.read_at) == ("piedras-negras", "message", None)
    texts.send_waiting(now=datetime.now(UTC))
    ((number, said),) = line.went
    assert number == "+528681110000"
    assert said.startswith("Demostracion: no se fie de esto."), "the pack's number has no reviewer: it is not given"
    assert "911" not in said
    code = rescue.typed_code(said.split("aviso: ")[1])
    assert rescue.state_of_code(code, "mx", datetime.now(UTC)) == "open"
    row = OutText.objects.get()
    assert (row.words, row.state) == ("", "sent"), "the code stays nowhere"
    page = set_up.client("ines").get(f"/alertas/{alert.subject}/").content.decode()
    assert "ya sin agua" in page
    assert "+528681110000" in page
    assert ReceivedText.objects.count() == 2, "what is written after the first is shown as a text that came, too"
    assert set_up.client("nadia").get(f"/alertas/{alert.subject}/").status_code == 404


def test_over_http_on_loopback_a_service_brings_the_sos_and_takes_the_answer(
    set_up: Cast,
    service: str,  # noqa: F811  the fixture
    monkeypatch: pytest.MonkeyPatch,
):
    here = replace(environment.env(), sms_url=f"{service}/send?to={{to}}&text={{text}}")
    monkeypatch.setattr("vereda.messages.gateways.chosen.env", lambda: here)
    bring(**{"from": "+528681110000", "text": "SOS 28.7001, -100.5230"})
    assert texts.send_waiting(now=datetime.now(UTC)) == 1
    ((_method, path, _headers, _body),) = Service.told
    told = parse_qs(urlsplit(path).query)
    assert told["to"] == ["+528681110000"]
    code = rescue.typed_code(told["text"][0].split("aviso: ")[1])
    assert rescue.state_of_code(code, "mx", datetime.now(UTC)) == "open"


def test_a_verified_number_is_given_first(set_up: Cast, line: Line, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("vereda.client.texts.rescue.emergency", lambda country, on: rescue.Emergency("911", True))
    bring(**{"from": "8681110000", "text": "SOS"})
    texts.send_waiting(now=datetime.now(UTC))
    assert line.went[0][1].startswith("LLAME AL 911.")


def test_at_a_gateway_of_nobody_the_point_says_whose_it_is_and_without_one_headquarters_is_rung_at_once(
    set_up: Cast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("vereda.client.texts._own_group", lambda: "central")
    bring(**{"from": "8681110000", "text": "SOS 14.90, -92.26"})
    bring(**{"from": "8681110001", "text": "SOS no sabemos donde"})
    assert {row.group for row in Alert.objects.all()} == {"tapachula", "central"}
    assert rescue.ring_unread(now=datetime.now(UTC)) == 1
    page = set_up.client("graciela").get("/central/").content.decode()
    assert "Alertas que el puesto no leyó a tiempo" in page
    assert "no sabemos" not in page


def test_an_agent_who_writes_sos_is_named_as_who_told_of_it(set_up: Cast, line: Line):
    bring(**{"from": "8781112233", "text": "SOS familia sin agua en la torre 14"})
    (told,) = [one for one in history(Alert.objects.get().subject) if one.kind == "rescue.alert_received"]
    assert (told.reported_by, told.channel) == (str(set_up.account("ines").pk), "sms")


def test_answers_to_strangers_leave_room_for_alarms_of_ours(set_up: Cast, line: Line):
    now = datetime.now(UTC)
    entry = uuid4()
    OutText.objects.bulk_create(
        OutText(
            key=str(n), country="mx", group="x", number=entry, is_answer=True, words="", state="sent", made_at=now, done_at=now
        )
        for n in range(60)
    )
    bring(**{"from": "8681110000", "text": "SOS"})
    row = texts.warned_at(["piedras-negras"], "mx", []) or list(StaffNumber.objects.all())
    texts.queue(row, "alarma", key="k", now=now)
    assert texts.send_waiting(now=now) == 1
    assert [text for _number, text in line.went] == ["alarma"]
