"""Complaints about own staff at the desk: number, month, standing, for who answers for the country alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.complaints import lookups, reading, sealing
from vereda.complaints.door import keep
from vereda.complaints.models import Complaint
from vereda.complaints.sealing import Told

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=ZoneInfo("America/Mexico_City"))
KEYS = reading.new_keys()
SAID = "Me pidió dinero para dejarme subir"
SEES = ("adriana", "bruno")


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(lookups, "key_today", lambda country, on: KEYS.public)
    monkeypatch.setattr(lookups, "key_with", lambda country, fingerprint: KEYS.public)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def one(cast: Cast) -> sealing.Receipt:
    receipt = sealing.receipt_of(sealing.new_code())
    sealed = sealing.seal(Told(text=SAID), receipt, KEYS.public, "mx")
    assert keep(sealed, subject=receipt.subject, key=KEYS.public.fingerprint, country="mx", at=NOW) == 1
    return receipt


def test_who_answers_for_the_country_sees_a_number_a_month_and_a_word(cast: Cast, one: sealing.Receipt):
    for name in SEES:
        answer = cast.client(name).get("/quejas/")
        page = text(answer)
        assert "1 queja" in page
        assert "noviembre de 2026 Abierta" in page
        assert SAID not in page
        assert str(one.subject) not in answer.content.decode()
        assert 'href="/quejas/"' in answer.content.decode()
    assert ReadRow.objects.filter(record_class="K8").count() == len(SEES)


def test_to_everybody_else_there_is_no_such_page_and_nothing_tells_of_one(cast: Cast, one: sealing.Receipt):
    for name in set(cast.accounts) - set(SEES):
        client = cast.client(name)
        for address in ("/quejas/", "/quejas/cerradas.json"):
            assert client.get(address).status_code in (302, 403, 404), (name, address)
        assert client.post("/quejas/respuestas/", {}).status_code in (302, 403, 404), name
    for name in ("nadia", "ines", "rafael"):
        for address in ("/hoy/", "/casos/", "/leyes/", "/encuentros/"):
            assert "queja cerrada" not in text(cast.client(name).get(address))


def test_the_sealed_file_goes_out_is_logged_and_the_signed_answer_comes_back(cast: Cast, one: sealing.Receipt):
    adriana = cast.client("adriana")
    answer = adriana.get("/quejas/cerradas.json")
    assert answer["Content-Disposition"].startswith("attachment")
    assert SAID.encode() not in answer.content
    country, found = reading.carried_in(answer.content, "x")
    assert reading.read(found[0], KEYS, country)[0].text == SAID
    assert ReadRow.objects.filter(record_class="K8", action="export").count() == 1
    words = reading.words_file("mx", [reading.say(found[0], KEYS, "mx", text="Gracias", closes=True)])
    sent = adriana.post("/quejas/respuestas/", {"file": SimpleUploadedFile("respuestas.json", words)})
    assert sent["Location"] == "/quejas/"
    page = text(adriana.get("/quejas/"))
    assert "Entró 1 palabra" in page
    assert "noviembre de 2026 Cerrada" in page
    assert "Gracias" not in page


@pytest.mark.parametrize("wrong", ["forged", "other", "broken", "none", "country"])
def test_what_the_body_did_not_sign_changes_nothing(cast: Cast, one: sealing.Receipt, wrong: str):
    [there] = lookups.carried("mx")
    thief = reading.new_keys()
    forged = reading.Word(
        subject=there.subject,
        sealed=b"",
        closes=True,
        signature=sealing.sign_word(b"", True, country="mx", subject=there.subject, private=thief.signing),
    )
    good = reading.say(there, KEYS, "mx", closes=True)
    content = {
        "forged": reading.words_file("mx", [good, forged]),
        "other": reading.carried_file("mx", [there]),
        "broken": b"{",
        "country": reading.words_file("gt", [good]),
    }.get(wrong)
    said = {"forged": "La firma no es la del organismo", "none": "Elija el archivo"}.get(wrong, "no es un archivo de quejas")
    adriana = cast.client("adriana")
    sent = adriana.post("/quejas/respuestas/", {"file": SimpleUploadedFile("x.json", content)} if content else {})
    assert sent["Location"] == "/quejas/"
    assert said in text(adriana.get("/quejas/"))
    assert Complaint.objects.get().standing == "open"
