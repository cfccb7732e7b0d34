"""Good practice through the pages: written by one, reviewed by another, published by a third; each language by itself."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
import time_machine

from vereda.access.door import author_of
from vereda.access.tests.cast import text
from vereda.exchange import door as exchange
from vereda.exchange.models import PracticeText
from vereda.exchange.schema import Stage
from vereda.statistics import door as statistics
from vereda.statistics import drawing
from vereda.statistics.public_tables import public_table
from vereda.statistics.tests.test_editions import december, met

pytestmark = pytest.mark.django_db
NOW = datetime(2012, 2, 6, 18, tzinfo=UTC)
SAID = {
    "title": "Volver por el bote", "problem": "A pie no se llega", "done": "Se volvió\r\npor el bote",
    "limits": "De noche es peligroso", "evidence": "Un caso [1]",
}  # fmt: skip
ENGLISH = {"title": "Back for the boat", "problem": "No way on foot", "done": "They went back", "limits": "Dangerous at night"}
NEW = {"origin": "mission", "language": "spa", "topic:rescue": "on", "country:mx": "on", **SAID}
REVIEW = {"reviewer": "Lucía Arredondo", "office": "Rescate", "has_read": "on"}


@pytest.fixture(autouse=True)
def _then(home):
    with time_machine.travel(NOW, tick=False):
        yield


def hidden(page) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))


def drafted(cast, **typed) -> str:
    """Write a practice as Rafael does and return its id."""
    client = cast.client("rafael")
    form = hidden(client.get("/practicas/nueva/?origen=mission"))
    answer = client.post("/practicas/nueva/", {**NEW, "form": form["form"], **typed})
    assert answer.status_code == 302, text(answer)
    return answer.headers["Location"].split("/")[2]


def version(subject: str, language: str = "spa") -> str:
    return exchange.practice(UUID(subject), "mx").text(language).newest.version


def published(cast, subject: str, language: str = "spa"):
    told = hidden(cast.client("paola").get(f"/practicas/{subject}/?lengua={language}"))
    here = f"/practicas/{subject}/{language}/"
    assert cast.client("paola").post(f"{here}revisar/", {**REVIEW, "version": told["version"]}).status_code == 302
    return cast.client("hector").post(f"{here}publicar/", {"version": told["version"]}, follow=True)


def test_a_practice_goes_from_a_draft_to_publication_by_three_and_saving_one_language_leaves_the_others_to_the_byte(cast):
    rafael, hector, ines = (cast.client(name) for name in ("rafael", "hector", "ines"))
    subject = drafted(cast)
    here = f"/practicas/{subject}/"
    assert "Nadie responde todavía por este texto" in text(rafael.get(here))
    assert "Lo escribió usted" in text(rafael.get(here))
    assert ines.get(here).status_code == 404, "a draft is for those who work on it"
    assert ines.get(f"{here}practica-spa.pdf").status_code == 404
    assert "Volver por el bote" not in text(ines.get("/practicas/"))
    own = rafael.post(f"{here}spa/revisar/", {**REVIEW, "version": version(subject)})
    assert own.status_code == 422
    page = published(cast, subject)
    assert "Publicada el 6 de febrero de 2012" in text(page)
    assert "Revisó Lucía Arredondo (Rescate)" in text(ines.get(here))
    assert "Volver por el bote" in text(ines.get("/practicas/?q=BÓTE"))
    assert "Ninguna contesta" in text(ines.get("/practicas/?q=helicoptero"))
    assert ines.get(f"{here}practica-spa.pdf").content.startswith(b"%PDF")
    before = PracticeText.objects.get(language="spa").state
    form = hidden(rafael.get(f"{here}eng/escribir/"))
    assert rafael.post(f"{here}eng/escribir/", {**ENGLISH, **form}).status_code == 302
    assert PracticeText.objects.get(language="spa").state == before
    spanish = hidden(rafael.get(f"{here}spa/escribir/"))
    assert rafael.post(f"{here}spa/escribir/", {**SAID, **spanish, "took": "Un bote"}).status_code == 302
    assert "El texto del que se tradujo cambió después" in text(rafael.get(f"{here}?lengua=eng"))
    assert "Un bote" not in text(ines.get(here)), "what stands stays until it is published again"
    assert "Lo que se escribió después, por publicar" in text(rafael.get(here))
    late = cast.client("paola").post(f"{here}spa/escribir/", {**SAID, **spanish, "took": "Dos botes"})
    assert late.status_code == 422
    assert "Otra persona guardó esta lengua" in text(late)
    assert "Dos botes" in text(late), "nothing typed is lost"
    gone = hector.post(f"{here}spa/retirar/", {"reason": "Se probó y no sirve"}, follow=True)
    assert "Retirada el 6 de febrero de 2012" in text(gone)
    assert ines.get(here).status_code == 404


def test_who_may_not_write_or_publish_is_refused_and_what_is_missing_is_said_beside_its_field(cast):
    for name in ("ines", "julia", "hector"):
        assert cast.client(name).get("/practicas/nueva/").status_code in (403, 404), name
    subject = drafted(cast)
    assert cast.client("rafael").post(f"/practicas/{subject}/spa/publicar/", {"version": "0" * 16}).status_code in (403, 404)
    wrong = cast.client("rafael").post("/practicas/nueva/", {**NEW, "limits": " ", "topic:rescue": ""})
    assert wrong.status_code == 422
    assert "Falta este texto" in text(wrong) or "Elija de uno a cuatro temas" in text(wrong)
    assert "A pie no se llega" in text(wrong)
    assert cast.client("rafael").get(f"/practicas/{subject}/xxx/escribir/").status_code == 404
    odd = drafted(cast, took="漢")
    sheet = cast.client("rafael").get(f"/practicas/{odd}/practica-spa.pdf", follow=True)
    assert "La letra «漢» no está en la tipografía" in text(sheet)
    early = cast.client("hector").post(f"/practicas/{subject}/spa/publicar/", {"version": "0" * 16}, follow=True)
    assert "El texto cambió después de que usted lo leyó" in text(early)


def test_card_and_adoption_are_kept_with_the_result_and_a_mistake_is_taken_away(cast):
    rafael, subject = cast.client("rafael"), drafted(cast)
    here = f"/practicas/{subject}/"
    card = {"topic:rescue": "on", "topic:teams": "on", "country:mx": "on", "country:gt": "on", "office": "Rescate"}
    wrong = rafael.post(f"{here}ficha/", {**card, "email": "rescate", "since": "20"})
    assert wrong.status_code == 422
    assert "rescate@example.org" in text(wrong)
    told = {**card, "email": "rescate@example.org", "since": "2011", "references": "Una nota | https://example.org/x\nUn libro"}
    assert rafael.post(f"{here}ficha/", {**told, "references_read": "on"}).status_code == 302
    page = text(rafael.get(here))
    assert "[1] Una nota https://example.org/x" in page
    assert "Guatemala" in page
    taken = {"who": "Grupo de Nogales", "in_country": "mx", "on": "2012-01-10", "language": "spa", "changed": "De día"}
    assert rafael.post(f"{here}adoptar/", {**taken, "on": "2012-03-01"}).status_code == 422
    assert rafael.post(f"{here}adoptar/", taken).status_code == 302
    assert "Todavía no se sabe cómo le fue" in text(rafael.get(here))
    adoption = re.search(rf"{here}adopciones/([0-9a-f-]+)/", rafael.get(here).content.decode())[1]
    result = {"result": "in_part", "on": "2012-02-01", "language": "spa", "words": "De noche no"}
    assert rafael.post(f"{here}adopciones/{adoption}/", result).status_code == 302
    page = text(rafael.get(here))
    assert "Sirvió en parte , 1 de febrero de 2012. De noche no" in page
    rafael.post(f"{here}adopciones/{adoption}/", {"reason": "Era otra"})
    assert "Todavía nadie" in text(rafael.get(here))


def test_a_figure_is_chosen_from_an_edition_leads_to_its_open_page_and_is_flagged_when_the_edition_moves(cast, monkeypatch):
    monkeypatch.setattr(drawing, "public_tables", lambda: [public_table("people-nationality-sex")])
    writes, second = (author_of(cast.reader(name)) for name in ("julia", "adriana"))
    december()
    met(400, day=20)
    month = date(2011, 12, 1)
    statistics.propose(month, by=writes, at=NOW)
    statistics.publish(month, by=second, at=NOW)
    rafael, subject = cast.client("rafael"), drafted(cast)
    here = f"/practicas/{subject}/cifras/"
    page = rafael.get(here)
    cell = re.search(r'name="cell" value="([^"]+)"', page.content.decode())[1]
    fixed = hidden(page)
    rafael.post(here, {**fixed, "cell": cell})
    page = rafael.get(f"/practicas/{subject}/")
    link = re.search(r'href="(/datos/2011-12/r1/)"', page.content.decode())[1]
    assert rafael.get(link).status_code == 200
    assert "La edición dice ahora" not in text(page)
    met(900, day=22)
    statistics.propose(month, by=writes, at=NOW, why="Llegó un parte")
    statistics.publish(month, by=second, at=NOW)
    assert "La edición dice ahora" in text(rafael.get(f"/practicas/{subject}/"))
    rafael.post(here, {**fixed, "gone": re.search(r'name="gone" value="([^"]+)"', rafael.get(here).content.decode())[1]})
    assert "Cifras publicadas" not in text(rafael.get(f"/practicas/{subject}/"))


def test_a_practice_of_the_files_is_shown_with_its_references_and_its_draft_as_a_sheet(cast):
    rafael = cast.client("rafael")
    one = exchange.practices("mx")[0]
    page = rafael.get(f"/practicas/{one.subject}/?lengua=eng")
    assert one.first.stage is Stage.DRAFT
    assert "Towers seen from afar" in text(page)
    assert "falta leerla" in text(page), "a reference that nobody read says so"
    assert rafael.get(f"/practicas/{one.subject}/practica-eng.pdf").content.startswith(b"%PDF")
    assert text(rafael.get("/practicas/")).count("borrador") >= 14
