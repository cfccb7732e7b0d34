"""The page of a complaint about own staff: only what came sealed is kept, and nothing open has a way in, a log or an answer."""

from __future__ import annotations

import logging
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
import time_machine
from django.test import Client

from vereda.access.tests.cast import Cast, text
from vereda.complaints import lookups, reading, sealing
from vereda.complaints.models import Complaint
from vereda.complaints.sealing import Told
from vereda.logbook.models import LogEntry
from vereda.public import complaint as room
from vereda.public import page as framed
from vereda.public.limits import Limit
from vereda.public.web import complaint as view

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 17, 43, tzinfo=ZoneInfo("America/Mexico_City"))
KEYS = reading.new_keys()
SAID = "Me pidió dinero para dejarme subir"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(view, "SENT", Limit(20, 600))
    monkeypatch.setattr(view, "ASKED", Limit(60, 600))
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookups, "key_today", lambda country, on: KEYS.public)
    monkeypatch.setattr(lookups, "key_with", lambda country, fingerprint: KEYS.public)


def fields(code: str, **changed: str) -> dict[str, str]:
    receipt = sealing.receipt_of(code)
    sealed = sealing.seal(Told(text=SAID), receipt, KEYS.public, "mx")
    told = {"subject": str(receipt.subject), "key": KEYS.public.fingerprint, "sealed": b64encode(sealed).decode()}
    return {**told, **changed}


def test_what_came_sealed_gets_a_number_and_the_answer_comes_back_sealed(cast: Cast, given: None):
    code = sealing.new_code()
    told = fields(code)
    assert Client().post("/queja/", told).json() == {"number": 1}
    assert Client().post("/queja/", told).json() == {"number": 1}
    asked = {"subject": told["subject"]}
    assert Client().post("/queja/respuesta/", asked).json() == {"number": 1, "closed": False, "answers": []}
    [one] = lookups.carried("mx")
    from vereda.complaints.door import take_words

    take_words([reading.say(one, KEYS, "mx", text="Ya no trabaja ahí", closes=True)], country="mx", at=NOW)
    answer = Client().post("/queja/respuesta/", asked).json()
    assert answer["closed"] is True
    assert "trabaja" not in str(answer)


@pytest.mark.parametrize(
    "changed",
    [{"sealed": ""},
     {"sealed": SAID}, {"sealed": b64encode(SAID.encode()).decode()}, {"key": "0" * 32}, {"subject": "x"}, {"subject": ""},
     {"sealed": "BAAA" * 50_000}, {"text": SAID, "sealed": ""}, {"subject": "00000000-0000-0000-0000-000000000007"}],
)  # fmt: skip
def test_what_is_not_sealed_is_not_kept_and_stands_in_no_answer_and_no_log(
    cast: Cast, given: None, caplog: pytest.LogCaptureFixture, changed: dict[str, str]
):
    before = LogEntry.objects.count()
    with caplog.at_level(logging.DEBUG):
        answer = Client().post("/queja/", fields(sealing.new_code(), **changed))
    assert answer.status_code == 422
    assert answer.json()["said"]
    assert SAID not in answer.content.decode()
    assert SAID not in caplog.text
    assert LogEntry.objects.count() == before


def test_without_a_key_the_page_says_so_and_gives_paper_and_only_a_number_that_somebody_rang(cast: Cast):
    answer = Client().get("/queja/")
    page = text(answer)
    assert "ese organismo no ha dado la llave" in page
    assert "Todavía no hay un teléfono de ese organismo" in page
    assert "<textarea" not in answer.content.decode()
    assert "715 2000" not in page
    assert "/queja/papel.pdf" in answer.content.decode()
    told = Client().post("/queja/", fields(sealing.new_code()))
    assert told.status_code == 422
    assert "Use la hoja de papel o el teléfono" in told.json()["said"]


def test_a_post_takes_none_and_says_why(cast: Cast, given: None, monkeypatch: pytest.MonkeyPatch):
    post = replace(lookups.this_node(), role="post")
    monkeypatch.setattr(lookups, "this_node", lambda: post)
    assert "Esta es la máquina de un puesto" in text(Client().get("/queja/"))
    assert Client().post("/queja/", fields(sealing.new_code())).status_code == 422
    assert Complaint.objects.count() == 0


def test_without_scripts_there_is_nothing_to_write_in_and_the_page_says_why(cast: Cast, given: None):
    drawn = Client().get("/queja/").content.decode()
    for form in re.findall(r"<form[^>]*>", drawn):
        assert " hidden>" in form
        assert "action" not in form, "a form without scripts must not send open words to this server"
        assert "method" not in form
    assert "no puede cerrarla con llave antes de enviarla" in drawn
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|style=", drawn)


def test_who_is_signed_in_leaves_no_trace(cast: Cast, given: None):
    """The browser sends no cookie; where one came all the same, it is not looked at."""
    from vereda.access.models import ReadRow

    ines, code = cast.client("ines"), sealing.new_code()
    before = ReadRow.objects.count()
    assert ines.post("/queja/", fields(code)).json() == {"number": 1}
    [entry] = LogEntry.objects.filter(subject=sealing.receipt_of(code).subject)
    assert str(cast.account("ines").pk).encode() not in bytes(entry.body)
    assert b"piedras-negras" not in bytes(entry.body)
    assert ReadRow.objects.count() == before


def test_codes_are_not_found_by_trying_and_the_code_itself_has_no_way_in(cast: Cast, given: None):
    for wrong in ("", "x", "00000000-0000-8000-8000-000000000007"):
        answer = Client().post("/queja/respuesta/", {"subject": wrong})
        assert answer.status_code == 404
        assert "Ninguna queja" in answer.json()["said"]
    for _ in range(60):
        last = Client().post("/queja/respuesta/", {"subject": "x"})
    assert last.status_code == 429
    assert Client().get("/queja/respuesta/").status_code in (404, 405)


def test_a_flood_from_one_address_is_told_to_wait(cast: Cast, given: None):
    for _ in range(20):
        Client().post("/queja/", {})
    assert Client().post("/queja/", fields(sealing.new_code())).status_code == 429


def test_another_sites_form_is_refused(cast: Cast, given: None):
    strict = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "cross-site"})
    assert strict.post("/queja/", fields(sealing.new_code())).status_code == 403
    assert Complaint.objects.count() == 0


def test_months_are_shown_when_they_are_thirty_days_over_and_not_before(cast: Cast, given: None):
    Client().post("/queja/", fields(sealing.new_code()))
    assert "Quejas recibidas" not in text(Client().get("/queja/"))
    with time_machine.travel(datetime(2026, 12, 31, 12, tzinfo=NOW.tzinfo), tick=False):
        assert re.search(r"noviembre de 2026 1 Un mes", text(Client().get("/queja/")))


def test_the_paper_form_is_a_letter_to_the_body_for_who_may_stay_without_a_name(cast: Cast):
    answer = Client().get("/queja/papel.pdf")
    assert answer.content.startswith(b"%PDF-")
    assert len(pypdfium2.PdfDocument(answer.content)) == 1, "one leaf, to be folded small"
    assert room.paper("mx", "es") is room.paper("mx", "es")
    letter = room._form("Comisión Nacional de los Derechos Humanos")
    assert letter.body == "Comisión Nacional de los Derechos Humanos"
    assert "No la entregue en un puesto" in " ".join(letter.opening)


def test_in_a_demonstration_it_stands_in_each_language_of_the_library(cast: Cast, given: None, monkeypatch: pytest.MonkeyPatch):
    here = replace(framed.env(), demo=True)
    monkeypatch.setattr(framed, "env", lambda: here)
    for code, tag, says in (("fra", "fr", "Fermer à clé"), ("por", "pt", "Fechar à chave"), ("hat", "ht", "Fèmen ak kle")):
        drawn = Client().get(f"/queja/{code}/").content.decode()
        assert f'<html lang="{tag}">' in drawn
        assert says in drawn
        assert 'href="/queja/"' in drawn
    assert 'href="/queja/hat/"' in Client().get("/queja/").content.decode()


def test_who_reads_of_help_finds_the_page_and_a_site_as_files_does_not_name_it(cast: Cast):
    from vereda.public.guide.site import Site

    served = Site("mx", NOW.date(), publish=False, demo=True, complaint="../queja/").draw("spa-help.html")
    assert served
    assert 'href="../queja/"' in served
    other = Site("mx", NOW.date(), publish=False, demo=True, complaint="../queja/").draw("eng-help.html")
    assert other
    assert 'href="../queja/eng/"' in other
    as_files = Site("mx", NOW.date(), publish=False, demo=True).draw("spa-help.html")
    assert as_files
    assert "queja" not in as_files
