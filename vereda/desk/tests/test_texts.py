"""Numbers of ours on the desk: set by the coordinator, sealed, tried out; what is not set is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vereda.access.tests.cast import Cast, text
from vereda.messages.models import OutText, StaffNumber
from vereda.settings import environment

pytestmark = pytest.mark.django_db
SHOWN = {"number": "878 111 2233", "warned:post": "on", "warned:coordinator": "on"}


def test_that_no_gateway_is_set_is_said(cast: Cast):
    assert "No hay pasarela configurada: los mensajes de texto no se envían" in text(cast.client("rafael").get("/mensajes/"))


def test_the_coordinator_keeps_numbers_and_takes_them_off(cast: Cast):
    from vereda.desk.web.new_encounter import fresh_token

    rafael, token = cast.client("rafael"), fresh_token()
    for _ in range(2):
        form = {**SHOWN, "form": token, "account": str(cast.account("ines").pk)}
        assert rafael.post("/mensajes/numero/", form).status_code == 302
    page = text(rafael.get("/mensajes/"))
    assert page.count("Inés Carrillo · 8781112233") == 1
    assert "A la coordinación: a los 3 minutos" in page
    rafael.post(f"/mensajes/numero/{StaffNumber.objects.get().subject}/quitar/")
    assert StaffNumber.objects.count() == 0


def test_what_is_wrong_is_said_and_kept(cast: Cast):
    rafael = cast.client("rafael")
    answer = rafael.post("/mensajes/numero/", {**SHOWN, "number": "878 111", "name": "Guardia de la central"})
    assert answer.status_code == 422
    assert 'value="Guardia de la central"' in answer.content.decode()
    assert rafael.post("/mensajes/numero/", SHOWN).status_code == 422
    assert StaffNumber.objects.count() == 0


def test_a_test_message_is_queued_where_there_is_a_gateway(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    here = replace(environment.env(), sms_url="http://127.0.0.1:1/{to}{text}")
    rafael = cast.client("rafael")
    rafael.post("/mensajes/numero/", {**SHOWN, "name": "Guardia"})
    address = f"/mensajes/numero/{StaffNumber.objects.get().subject}/prueba/"
    assert "no se envían" in text(rafael.post(address, follow=True))
    monkeypatch.setattr("vereda.messages.gateways.chosen.env", lambda: here)
    rafael.post(address)
    assert OutText.objects.get().words.startswith("VEREDA: mensaje de prueba")
    assert "por enviar" in text(rafael.get("/mensajes/"))


def test_agents_and_other_groups_see_no_numbers_and_change_none(cast: Cast):
    cast.client("rafael").post("/mensajes/numero/", {**SHOWN, "name": "Guardia"})
    subject = StaffNumber.objects.get().subject
    for who in ("ines", "nadia", "graciela", "julia"):
        client = cast.client(who)
        for answer in (
            client.get("/mensajes/"),
            client.post("/mensajes/numero/", {**SHOWN, "name": "x"}),
            client.post(f"/mensajes/numero/{subject}/quitar/"),
            client.post(f"/mensajes/numero/{subject}/prueba/"),
        ):
            assert answer.status_code in (403, 404), who
    assert StaffNumber.objects.count() == 1


def test_an_administrator_keeps_the_numbers_of_headquarters(cast: Cast):
    alma = cast.client("alma")
    alma.post("/mensajes/numero/", {"number": "55 1111 2233", "name": "Guardia", "warned:headquarters": "on"})
    assert StaffNumber.objects.get().group == "central"
    assert "Guardia · 5511112233" in text(alma.get("/mensajes/"))
    assert "5511112233" not in text(cast.client("rafael").get("/mensajes/"))
