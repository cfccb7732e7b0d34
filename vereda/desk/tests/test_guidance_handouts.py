"""Orientación para llevar: whoever reads the library makes the files; the band is on them; each file is a row of the read log."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest
import zxingcpp
from django.test import Client

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast
from vereda.handouts.tests.drawn import opened, pixels, words
from vereda.handouts.words import band
from vereda.settings.environment import env

pytestmark = pytest.mark.django_db
FILE = "/orientacion/llevar/archivo/"


@pytest.mark.parametrize("name", ["ines", "nadia", "rafael", "octavio"])
def test_everybody_who_reads_the_library_prints_it_with_the_band(cast: Cast, name: str):
    client = cast.client(name)
    assert 'action="/orientacion/llevar/archivo/"' in client.get("/orientacion/llevar/").content.decode()
    before = ReadRow.objects.count()
    answer = client.get(FILE, {"que": "card", "tinta": "one", "lengua": "spa", "con": "hat"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="mx-tarjeta-spa-hat-una-tinta-muestra.pdf"'
    assert words(answer.content).count(band(("hat",))[0]) == 8
    row = ReadRow.objects.order_by("-seq").first()
    assert ReadRow.objects.count() == before + 1
    assert (row.record_class, row.action) == ("K0", "export")


def test_what_cannot_be_made_is_said_and_the_form_comes_back_as_it_was(cast: Cast):
    answer = cast.client("ines").get(FILE, {"que": "card", "lengua": "spa", "con": "spa", "tema": ["heat"]})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Las dos lenguas son la misma" in page
    assert 'value="heat" checked' in page
    assert cast.client("ines").get(FILE, {"que": "card", "lengua": "quc"}).status_code == 422
    assert cast.client("ines").get(FILE, {"que": "card", "lengua": "zzz"}).status_code == 422
    assert cast.client("ines").get(FILE, {"que": "card", "lengua": "spa", "tema": "nada"}).status_code == 422
    assert cast.client("ines").get(FILE, {"que": "nada"}).status_code in (403, 404)


def test_a_topic_is_sent_on_as_a_picture_from_the_page_of_its_text(cast: Cast):
    page = cast.client("ines").get("/orientacion/heat/hat/").content.decode()
    assert 'href="/orientacion/heat/hat/imagen/"' in page
    assert 'href="/orientacion/heat/hat/audio/"' in page
    answer = cast.client("ines").get("/orientacion/heat/hat/imagen/")
    assert answer["Content-Disposition"] == 'attachment; filename="mx-hat-heat-muestra.png"'
    assert opened(answer.content).size == (1080, 1350)
    assert cast.client("ines").get("/orientacion/heat/quc/imagen/").status_code == 422
    assert cast.client("ines").get("/orientacion/nada/spa/imagen/").status_code == 404


@pytest.mark.parametrize(
    ("path", "asked", "said"),
    [
        ("/orientacion/if-i-call/spa/imagen/", {}, "Qué pasa si llamo"),
        ("/orientacion/heat/hat/imagen/", {}, "Chalè ak dezè"),
        (FILE, {"que": "card", "lengua": "spa", "con": "eng"}, "Kreyòl"),
        (FILE, {"que": "poster", "lengua": "hat", "tinta": "one"}, "Kreyòl"),
    ],
)
def test_the_code_of_what_is_made_here_opens_the_page_that_it_names(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, path: str, asked: dict[str, str], said: str
):
    answer = cast.client("ines").get(path, asked)
    is_paper = answer["Content-Type"] == "application/pdf"
    drawn = pixels(answer.content, scale=2)[0] if is_paper else opened(answer.content).convert("RGB")
    (found,) = zxingcpp.read_barcodes(drawn)
    reader, address = Client(), urlsplit(found.text).path
    assert "Esta página no sabe quién la lee." in reader.get(address).content.decode(), (
        "what is not published leads to the first page"
    )
    monkeypatch.setattr("vereda.public.web.guide.env", lambda: replace(env(), demo=True))
    page = reader.get(address)
    assert page.status_code == 200, found.text
    assert said in page.content.decode()


def test_without_a_voice_the_page_says_which_recording_is_missing(cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    answer = cast.client("ines").get("/orientacion/heat/hat/audio/")
    assert answer.status_code == 422
    assert "falta la grabación heat-" in answer.content.decode()
