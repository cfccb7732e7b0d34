"""Notas de prensa through the pages: drafted by one, words approved, published by another; each link leads to its number."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from vereda.access.door import author_of
from vereda.access.models import ReadRow
from vereda.access.tests.cast import text
from vereda.demo.press_day import data, note_contact
from vereda.logbook import registry
from vereda.press import door as press
from vereda.press.schema import ContactSet
from vereda.statistics import door as statistics
from vereda.statistics import drawing
from vereda.statistics.public_tables import public_table
from vereda.statistics.tests.test_editions import december, met

pytestmark = pytest.mark.django_db
NOW = datetime(2012, 2, 6, 18, tzinfo=UTC)
SOME = [public_table(code) for code in ("services-category-nationality", "people-nationality-sex")]
MONTH = date(2011, 12, 1)
YES = {"approved_by": "office", "name": "Secretaría", "on": "2012-02-05", "means": "Oficio 3"}
WORDS = {"speaker": "Martín Olvera", "office": "coordinación", "words_es": "Llegar antes", "words_en": "To be there before"}


@pytest.fixture(autouse=True)
def _then(home, monkeypatch):
    monkeypatch.setattr(drawing, "public_tables", lambda: SOME)
    monkeypatch.setattr(registry, "_authority", [])
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def house(cast):
    """The cast of the house, a December that stands, and two whom the press may ask."""
    december()
    met(400, day=20)
    writes, second = (author_of(cast.reader(name)) for name in ("julia", "adriana"))
    statistics.propose(MONTH, by=writes, at=NOW)
    statistics.publish(MONTH, by=second, at=NOW)
    cast.contacts = [str(note_contact(told, by=writes, now=NOW)) for told in data()["contact"]]
    return cast


def drafted(house, **typed) -> str:
    """Write a note as Julia does and return its id."""
    form = {
        "period": "2011-12",
        "place": "Tapachula",
        "workshop": "tapachula",
        **{f"contact:{one}": "on" for one in house.contacts},
    }
    answer = house.client("julia").post("/notas/nueva/", {**form, **typed})
    assert answer.status_code == 302, text(answer)
    return answer.headers["Location"].split("/")[2]


def content(page) -> str:
    return re.search(r'name="content" value="([0-9a-f]{64})"', page.content.decode())[1]


def test_a_note_goes_from_an_edition_to_the_press_by_two_persons_and_every_link_leads_to_its_number(house):
    julia, adriana = house.client("julia"), house.client("adriana")
    note = drafted(house, **WORDS)
    here = f"/notas/{note}/"
    own = text(julia.get(f"{here}borrador/"))
    assert re.search(r"más de 570 ?1 ?atenciones", own), own
    assert "Usted la redactó" in own
    assert "Lo anota otra persona" in own
    seen = adriana.get(f"{here}borrador/")
    refused = adriana.post(f"{here}publicar/", {"content": content(seen)}, follow=True)
    assert "Falta el visto bueno de Martín Olvera" in text(refused)
    words = re.search(r'name="words" value="([0-9a-f]{64})"', seen.content.decode())[1]
    julia.post(f"{here}visto-bueno/", {**YES, "words": words})
    assert "Falta el visto bueno" in text(adriana.get(f"{here}borrador/")), "who wrote the words does not approve them"
    adriana.post(f"{here}visto-bueno/", {**YES, "words": words})
    julia.post(f"{here}publicar/", {"content": content(seen)})
    adriana.post(f"{here}publicar/", {"content": "0" * 64})
    assert press.note(note, "mx").revisions == [], "neither by who wrote it, nor other words than were read"
    assert adriana.post(f"{here}publicar/", {"content": content(seen)}).headers["Location"] == here
    page = julia.get(here)
    assert "Secretaría dio el visto bueno a sus palabras" in text(page)
    figures = re.findall(r'class="note-figure" href="([^"]+)">([\d,]+|dos)</a>', page.content.decode())
    assert len(figures) > 5
    for address, said in figures:
        if address.startswith("/"):
            shown = text(julia.get(address))
            assert said in shown or "mx-2011-12-r1" in shown, address
    plain = julia.get(reverse("desk:note_file", args=[note, "en", "txt"])).content.decode()
    assert "15 [2] officials of Guatemala, Honduras and El Salvador" in plain
    assert "+52 55 5000 0101 ext. 12" in plain
    assert julia.get(reverse("desk:note_file", args=[note, "es", "pdf"])).content.startswith(b"%PDF")
    assert ReadRow.objects.filter(record_class="K8").exists()
    _revised(house, julia, adriana, note)


def _revised(house, julia, adriana, note: str) -> None:
    """A late report changes the edition: the note is flagged, and its revision says why and stands beside it."""
    met(90, day=22)
    statistics.propose(MONTH, by=author_of(house.reader("julia")), at=NOW, why="Llegó un parte")
    statistics.publish(MONTH, by=author_of(house.reader("adriana")), at=NOW)
    assert "estas cifras ya no dicen lo mismo" in text(julia.get(f"/notas/{note}/"))
    assert "cifras cambiaron en la edición" in text(julia.get("/notas/"))
    form = {"period": "2011-12", f"contact:{house.contacts[0]}": "on"}
    missing = julia.post(f"/notas/{note}/redactar/", form)
    assert missing.status_code == 422
    assert julia.post(f"/notas/{note}/redactar/", {**form, "why": "La edición se revisó"}).status_code == 302
    adriana.post(f"/notas/{note}/publicar/", {"content": content(adriana.get(f"/notas/{note}/borrador/"))})
    assert "La edición se revisó" in text(julia.get(f"/notas/{note}/"))
    assert "estas cifras ya no dicen lo mismo" not in text(julia.get(f"/notas/{note}/"))
    assert "Queda como se publicó" in text(julia.get(f"/notas/{note}/?r=1"))


def test_an_expired_contact_stops_publication_and_says_what_to_do(house):
    note, adriana = drafted(house), house.client("adriana")
    here, old = f"/notas/{note}/", house.contacts[1]
    told = dict(press.contacts("mx"))
    found = next(one for subject, one in told.items() if str(subject) == old)
    ended = ContactSet(**{**found.model_dump(), "valid_until": NOW.date() - timedelta(days=1)})
    press.set_contact(ended, subject=next(one for one in told if str(one) == old), by=author_of(house.reader("julia")), at=NOW)
    page = adriana.get(f"{here}borrador/")
    assert "ya venció" in text(page)
    answer = text(adriana.post(f"{here}publicar/", {"content": content(page)}, follow=True))
    assert "Confirme sus datos y cambie la fecha, o quítelo de la nota" in answer
    assert press.note(note, "mx").revisions == []


def test_nadia_and_a_state_office_see_no_note_and_who_only_reads_writes_none(cast):
    for name in ("nadia", "rafael", "octavio"):
        assert cast.client(name).get("/notas/").status_code in (403, 404), name
    assert cast.client("adriana").get("/notas/?purpose=quality_audit").status_code == 200
    for page in ("/notas/nueva/", "/notas/contactos/nuevo/"):
        assert cast.client("adriana").get(page).status_code in (403, 404), page
    assert cast.client("julia").get(f"/notas/{'0' * 8}-0000-7000-8000-{'0' * 12}/").status_code == 404


def test_a_contact_needs_a_way_to_be_reached_and_a_telephone_is_kept_one_way(cast):
    julia = cast.client("julia")
    form = {"office": "Prensa", "agreed_on": "2012-02-01", "valid_until": "2012-12-31"}
    for more, said in (
        ({}, "Anote un teléfono o un correo"),
        ({"telephone_1": "5555 0101"}, "clave del país"),
        ({"email": "prensa"}, "prensa@example.org"),
        ({"email": "p@example.org", "agreed_on": "2012-03-01"}, "aún no llega"),
    ):
        answer = julia.post("/notas/contactos/nuevo/", {**form, **more})
        assert answer.status_code == 422
        assert said in text(answer)
    assert julia.post("/notas/contactos/nuevo/", {**form, "telephone_1": "0052 (55) 5000-0101"}).status_code == 302
    assert [one.telephones for _subject, one in press.contacts("mx")] == [["+52 55 5000 0101"]]
