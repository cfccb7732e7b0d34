"""Transparencia through the pages: noted sealed, asked in codes, answered from the edition, the same to all, forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from vereda.access.door import HEADQUARTERS
from vereda.access.models import ReadRow
from vereda.access.tests.cast import day_at, text
from vereda.logbook import registry
from vereda.logbook.door import forget_kept
from vereda.statistics import drawing, published
from vereda.statistics.door import propose, publish
from vereda.statistics.tests.test_editions import ADRIANA, AT, JULIA, MONTH, SOME, december, met
from vereda.transparency.door import asker, request, requests_of, texts
from vereda.transparency.schema import Outcome

pytestmark = pytest.mark.django_db
PAGE, TABLE = "/transparencia/", "people-nationality-sex"
ASKED = {
    "basis": "law", "way": "platform", "lang": "en", "text": "How many men from Honduras?", "name": "Renata Olvera Ruiz",
    "contact": "renata@ejemplo.mx", "receipt": "330-77",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _then(home, monkeypatch):
    monkeypatch.setattr(drawing, "public_tables", lambda: SOME)
    monkeypatch.setattr(registry, "_authority", [])


@pytest.fixture
def house(cast):
    """The cast of the house, with one edition that stands."""
    december()
    propose(MONTH, by=JULIA, at=AT)
    publish(MONTH, by=ADRIANA, at=AT + timedelta(hours=1))
    return cast


def noted(client, **changed) -> str:
    """Note a request and return the address of its page."""
    told = ASKED | {"received_on": day_at(HEADQUARTERS).isoformat()} | changed
    answer = client.post(f"{PAGE}nueva/", told)
    assert answer.status_code == 302, text(answer)
    return answer.url


def asks(client, here: str, *cells: str) -> None:
    assert client.post(f"{here}celdas/", {"edicion": "2011-12:", "tabla": TABLE, "cell": list(cells)}).status_code == 302


def answers(client, here: str, words: str = "These are the figures.", **told):
    return client.post(f"{here}contestar/", {"text": words, "do": "answer", **told}, follow=True)


def test_a_request_is_answered_from_the_edition_alone_in_the_language_of_who_asks(house):
    julia = house.client("julia")
    here = noted(julia)
    page = text(julia.get(here))
    for said in ("How many men from Honduras?", "quedan", "Sin verificar", "Falta: elija las celdas"):
        assert said in page, said
    assert "Renata" not in page, "who asks stands on no page but one"
    assert "Diga primero qué se pregunta" in text(answers(julia, here))
    asks(julia, here, "HN;M", "NI;F")
    shown = int(
        next(
            row.value for row in published.kept(published.standing("mx", "2011-12")).sheet(TABLE).rows if row.codes == ("HN", "M")
        )
    )
    refused = answers(julia, here, "Some 38 men.")
    assert refused.status_code == 422
    assert "«38» no es ninguna de las celdas elegidas" in text(refused)
    seen = text(julia.post(f"{here}contestar/", {"text": f"They were {shown}."}))
    for said in ("Honduras · male", f": {shown}", "mx-2011-12-r1", f"They were {shown}."):
        assert said in seen, said
    assert request(requests_of("mx")[0].subject, "mx").answered is None, "looking writes nothing"
    page = text(answers(julia, here, f"They were {shown}."))
    assert "se dio una parte; lo demás, con su motivo" in page
    letter = julia.get(f"{here}carta.txt").content.decode()
    assert f"They were {shown}." in letter
    assert "Renata" not in letter
    assert julia.get(f"{here}carta.pdf").content.startswith(b"%PDF")
    rows = julia.get(f"{PAGE}solicitudes.csv").content.decode()
    assert f"{TABLE} 2011-12 HN/M NI/F" in rows
    assert ",0,yes,partly," in rows
    assert not any(said in rows for said in ("Renata", "330-77", "How many"))
    assert "Contestadas en plazo 1" in text(julia.get(PAGE))


def test_the_same_question_gets_the_same_answer_until_the_edition_is_revised(house):
    julia = house.client("julia")
    first = noted(julia, lang="es")
    asks(julia, first, "HN;M", "HN;F")
    assert "Contestada" in text(answers(julia, first))
    again = noted(julia, lang="es")
    asks(julia, again, "HN;F")
    asks(julia, again, "HN;M")
    assert "Ya lo preguntaron" in text(julia.get(again))
    other = answers(julia, again, "No.", outcome="refused", ground="reserved", law="Ley, art. 1")
    assert other.status_code == 422
    assert "ya se contestó de otro modo en" in text(other)
    met(40, day=20)
    propose(MONTH, by=JULIA, at=AT + timedelta(days=1), why="Llegó un teléfono.")
    publish(MONTH, by=ADRIANA, at=AT + timedelta(days=1, hours=1))
    assert "La edición se revisó después" in text(julia.get(again))
    answers(julia, again)
    letter = julia.get(f"{again}carta.txt").content.decode()
    assert "mx-2011-12-r2" in letter
    assert "con la revisión 1" in letter, "who compares the two letters finds why they differ"
    [now, before] = [kept.one.answered for kept in requests_of("mx")]
    assert (before.at[0].revision, now.at[0].revision) == (1, 2)
    assert now.question == before.question
    mixed = noted(julia, lang="es")
    asks(julia, mixed, "HN;M")
    julia.post(f"{mixed}pregunta/", {"outside": "by_group", "of": "2011-12"})
    seen = text(julia.post(f"{mixed}contestar/", {"text": "Va una parte."}))
    for said in ("se dio una parte", "Honduras · hombre", "No se publica por grupo"):
        assert said in seen, said
    assert answers(julia, mixed, "No.", outcome="not_in_catalogue").status_code == 422, "what a table holds is given"


def test_what_no_table_holds_is_said_with_its_reason_and_a_press_question_has_no_term(cast):
    julia = cast.client("julia")
    here = noted(julia, basis="press", lang="es")
    assert "sin fecha para contestar" in text(julia.get(here))
    julia.post(f"{here}pregunta/", {"outside": "by_group", "of": "2011-12"})
    assert answers(julia, here, "Gracias por preguntar.").status_code == 422, "cells are given of what a table holds"
    answers(julia, here, "Gracias por preguntar.", outcome="not_in_catalogue")
    assert "No se publica por grupo" in julia.get(f"{here}carta.txt").content.decode()
    assert requests_of("mx")[0].one.answered.outcome is Outcome.NOT_IN_CATALOGUE
    late = noted(julia, received_on="2011-11-01", due_on="2011-11-20")
    assert "venció hace" in text(julia.get(late))
    assert "Vencidas" in text(julia.get(PAGE))
    assert "No se calcula la fecha" in text(julia.post(f"{late}ampliar/", {"text": "Son muchas tablas."}))
    until = (day_at(HEADQUARTERS) + timedelta(days=10)).isoformat()
    more = julia.post(f"{late}ampliar/", {"text": "Son muchas tablas.", "due_on": until}, follow=True)
    assert "Plazo ampliado" in text(more)
    assert "ya se amplió una vez" in text(julia.post(f"{late}ampliar/", {"text": "Otra vez."}))


def test_who_asks_opens_to_data_protection_by_name_and_is_forgotten_after_the_days_of_the_table(cast):
    julia, adriana = cast.client("julia"), cast.client("adriana")
    here = noted(julia)
    subject = requests_of("mx")[0].subject
    assert julia.get(f"{here}quien/").status_code == 403
    assert "renata@ejemplo.mx" in text(adriana.get(f"{here}quien/"))
    assert ReadRow.objects.filter(record_class="K2", subject=str(subject)).exists()
    for name in ("ines", "rafael", "octavio", "nadia", "rosa", "bruno"):
        client = cast.client(name)
        for place in (PAGE, here, f"{here}quien/", f"{PAGE}solicitudes.csv"):
            assert client.get(place).status_code in (403, 404), (name, place)
    julia.post(f"{here}pregunta/", {"outside": "a_person"})
    answers(julia, here, "No.", outcome="refused", ground="personal_data", law="Ley, art. 1")
    julia.post(f"{here}cerrar/")
    assert forget_kept(now=timezone.now() + timedelta(days=300)) == 0
    assert forget_kept(now=datetime.now(UTC) + timedelta(days=370)) == 1
    assert asker(subject) is None
    assert texts(subject) == {}
    assert request(subject, "mx").answered.outcome is Outcome.REFUSED
    assert "Lo escrito ya se borró" in text(adriana.get(here))
