"""Formularios through the pages: a workbook looked at and published, answered at an encounter, sealed, counted, closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.tests.cast import text
from vereda.desk.web.new_encounter import fresh_token
from vereda.logbook import registry
from vereda.logbook.door import entries_as_lines
from vereda.practice import shadow_of
from vereda.surveys import door as surveys
from vereda.surveys.models import AnsweredForm, FormVersion
from vereda.surveys.tests.books import book, children, dangers, meeting, water

pytestmark = pytest.mark.django_db
PAGE = "/formularios/"


@pytest.fixture(autouse=True)
def _no_authority(monkeypatch):
    monkeypatch.setattr(registry, "_authority", [])


def published(cast, content: bytes) -> FormVersion:
    """Publish a workbook through the pages of headquarters, and return its version."""
    hector = cast.client("hector")
    assert hector.post(f"{PAGE}versiones/", {"file": SimpleUploadedFile("libro.xlsx", content)}).status_code == 302
    assert hector.get(f"{PAGE}versiones/revisar/").status_code == 200
    said = hector.post(f"{PAGE}versiones/revisar/", {"publish": "1"}, follow=True)
    assert "Publicado" in text(said)
    return FormVersion.objects.get(is_asked=True)


def address(row: FormVersion) -> str:
    return f"{PAGE}{row.subject}/contestar/"


def test_a_wrong_workbook_is_shown_by_sheet_row_and_column_and_nothing_is_kept(cast):
    hector = cast.client("hector")
    rows = [["type", "name", "label"], ["text", "nombre", "¿Cuál es su nombre?"], ["select_one x", "b", "B"]]
    hector.post(f"{PAGE}versiones/", {"file": SimpleUploadedFile("mal.xlsx", book(rows))})
    answer = hector.get(f"{PAGE}versiones/revisar/")
    assert answer.status_code == 422
    assert "survey 2 name nombre No se pregunta la identidad" in text(answer)
    assert "survey 3 type select_one x La lista «x» no está en la hoja choices." in text(answer)
    hector.post(f"{PAGE}versiones/revisar/", {"publish": "1"})
    assert not FormVersion.objects.exists()
    hector.post(f"{PAGE}versiones/", {"file": SimpleUploadedFile("foto.xlsx", b"a picture")})
    shown = text(hector.get(f"{PAGE}versiones/revisar/"))
    assert "Ese archivo no se puede tomar" in shown
    assert "celda" not in shown, "of a file that is no workbook no cell is wrong"


def test_a_version_is_said_once_and_a_new_one_takes_its_place(cast):
    first = published(cast, water())
    hector = cast.client("hector")
    hector.post(f"{PAGE}versiones/", {"file": SimpleUploadedFile("x.xlsx", water("1", "¿Otra cosa? / Else? / Lòt?"))})
    assert "La versión 1 ya existe" in text(hector.post(f"{PAGE}versiones/revisar/", {"publish": "1"}, follow=True))
    second = published(cast, water("2", "¿Otra cosa? / Else? / Lòt?"))
    assert (first.subject, second.version) == (second.subject, "2")
    assert [(row.version, row.is_asked) for row in surveys.versions_of(first.subject, "mx")] == [("2", True), ("1", False)]
    hector.post(f"{PAGE}versiones/{first.subject}/cerrar/")
    assert surveys.asked_forms("mx") == []
    assert cast.client("ines").get(address(first)).status_code == 404


def test_answers_at_an_encounter_are_sealed_with_it_and_go_with_it(cast, met):
    row, encounter = published(cast, water()), met()
    ines = cast.client("ines")
    assert "Agua en el camino" in text(ines.get(f"/encuentros/{encounter}/?purpose=assist"))
    begun = ines.get(f"{address(row)}?encuentro={encounter}")
    assert "¿En qué estado?" not in text(begun)
    told = {"encuentro": encounter, "q:water": "no", "do": "draw", "form": "x"}
    page = text(ines.post(address(row), told))
    assert "¿En qué estado?" in page
    assert "Falta contestar" not in page
    refused = ines.post(address(row), told | {"do": "save", "q:hours": "300"})
    assert refused.status_code == 422
    assert "De 0 a 240 horas." in text(refused)
    done = told | {"do": "save", "q:state": "SON", "q:town": "alt", "q:hours": "12", "q:told": "Venían de Caborca"}
    token = fresh_token()
    assert ines.post(address(row), done | {"form": token}).url == f"/encuentros/{encounter}/"
    ines.post(address(row), done | {"form": token})
    answered = AnsweredForm.objects.get()
    assert (answered.encounter, answered.clear) == (encounter, {"water": "no", "state": "SON", "town": "alt"})
    assert "Caborca" not in "\n".join(map(str, entries_as_lines()))
    page = text(ines.get(f"{PAGE}respuestas/{answered.subject}/"))
    assert "¿Qué ciudad? Altar" in page
    assert "Venían de Caborca" in page
    assert ReadRow.objects.filter(subject=answered.subject).exists()
    assert ines.post(f"/encuentros/{encounter}/tachar/").status_code == 302
    assert surveys.opened(AnsweredForm.objects.get()) == answered.clear


def test_another_group_sees_nothing_of_it(cast, met):
    row = published(cast, water())
    token = fresh_token()
    cast.client("ines").post(address(row), {"q:water": "yes", "do": "save", "form": token})
    answered = AnsweredForm.objects.get()
    nadia = cast.client("nadia")
    assert nadia.get(f"{PAGE}respuestas/{answered.subject}/").status_code == 404
    assert str(answered.subject) not in nadia.get(PAGE).content.decode()
    assert nadia.get(f"{address(row)}?encuentro={met()}").status_code == 404
    for name in ("hector", "julia", "octavio", "alma"):
        assert cast.client(name).get(f"{PAGE}respuestas/{answered.subject}/").status_code in (403, 404), name


def test_health_is_read_by_who_gives_first_aid_and_the_point_on_the_path_alone(cast, met):
    row, encounter = published(cast, dangers()), met()
    told = {
        "encuentro": encounter,
        "q:dangers:heat": "on", "q:fever": "39,5", "q:point": "28.7001, -100.5230", "q:seen_at": "08:10", "do": "save",
        "form": fresh_token(),
    }  # fmt: skip
    assert cast.client("ines").post(address(row), told).status_code == 302
    answered = AnsweredForm.objects.get()
    here = f"{PAGE}respuestas/{answered.subject}/"
    by_agent = text(cast.client("ines").get(here))
    assert "39.5" not in by_agent
    assert "28.70010, -100.52300" in by_agent
    medic = cast.of_role("paramedic")
    assert "39.5" in text(cast.client(medic).get(f"{here}?purpose=medical"))
    by_coordinator = text(cast.client("rafael").get(f"{here}?purpose=quality_audit"))
    assert "28.70010" not in by_coordinator
    cast.client("ines").post(f"/encuentros/{encounter}/tachar/")
    assert surveys.opened(AnsweredForm.objects.get()) == {"dangers": ["heat"]}


def test_repeats_grow_by_a_button_and_are_counted_by_the_form(cast):
    row = published(cast, children())
    ines = cast.client("ines")
    token = fresh_token()
    page = ines.post(address(row), {"q:many": "2", "do": "draw"}).content.decode()
    assert page.count('name="q:child/') == 2
    told = {"q:many": "2", "n:q:child": "2", "q:child/0/age": "4", "q:child/1/age": "9", "q:child/1/school": "yes"}
    assert ines.post(address(row), told | {"do": "save", "form": token}).status_code == 302
    assert surveys.opened(AnsweredForm.objects.get())["child"] == [{"age": 4}, {"age": 9, "school": "yes"}]


def test_a_form_of_encounters_makes_one_and_is_counted_with_the_others(cast):
    from vereda.encounters.models import Encounter

    row = published(cast, meeting())
    ines = cast.client("ines")
    told = {
        "q:people": "3", "q:given:WATER": "on", "q:point": "28.7001, -100.5230", "n:q:line": "2", "q:line/0/many": "2",
        "q:line/0/sex": "F",
        "q:line/1/many": "1", "q:more": "Venían de noche", "q:tired": "yes", "do": "save",
    }  # fmt: skip
    more = ines.post(address(row), {**told, "n:q:line": "1", "do": "more:q:line"}).content.decode()
    assert 'name="q:line/1/many"' in more
    assert ines.post(address(row), told | {"form": fresh_token()}).status_code == 302
    made, answered = Encounter.objects.get(), AnsweredForm.objects.get()
    assert (made.people_met, answered.encounter, answered.clear) == (3, made.subject, {"tired": "yes"})
    assert "point" not in surveys.opened(answered)
    assert "Venían de noche" in text(ines.get(f"/encuentros/{made.subject}/?purpose=assist"))


def test_files_hold_what_their_reader_may_have_and_no_more(cast):
    row = published(cast, water())
    token = fresh_token()
    told = {"q:water": "no", "q:state": "SON", "q:town": "alt", "q:hours": "12", "q:told": "=cmd()", "do": "save", "form": token}
    cast.client("ines").post(address(row), told)
    own = cast.client("rafael").get(f"{PAGE}{row.subject}/respuestas.csv")
    head, line = own.content.decode().splitlines()
    assert head == "folio,local_on,group,channel,version,water,state,town,hours,told"
    assert line.endswith("piedras-negras,desk,1,no,SON,alt,12,'=cmd()")
    assert "interno" in own["Content-Disposition"]
    clear = cast.client("julia").get(f"{PAGE}{row.subject}/tabla.csv").content.decode()
    assert clear.splitlines()[0].endswith("version,water,state,town")
    assert "12" not in clear.splitlines()[1].split(",")
    assert cast.client("ines").get(f"{PAGE}{row.subject}/respuestas.csv").status_code in (403, 404)
    assert "1 respuesta" in text(cast.client("julia").get(f"{PAGE}tablas/"))
    AnsweredForm.objects.update(group=shadow_of("piedras-negras"))  # what was practised is in no count of the real day
    assert "Todavía no hay respuestas" in text(cast.client("julia").get(f"{PAGE}tablas/"))
    assert timezone.now() - AnsweredForm.objects.get().answered_at < timedelta(minutes=1)
