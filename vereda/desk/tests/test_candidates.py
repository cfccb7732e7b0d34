"""Candidates at the desk: evidence in words, two who look, who may open it, and a person hidden as one who is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
import time_machine

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.logbook.door import erase
from vereda.tracing.door import MissingFile
from vereda.tracing.lookups import rate
from vereda.tracing.rules import often
from vereda.tracing.tests.test_candidates import answered, known
from vereda.tracing.tests.test_reports import BY, NADIA, NOW, seeking, sought

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    rate.forget()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def file(clock: time_machine.Traveller, cast: Cast) -> MissingFile:
    from vereda.tracing import door as tracing

    subject = tracing.open_report(seeking(), sought(), by=BY, at=NOW).subject
    return MissingFile.objects.get(subject=subject)


def address(file: MissingFile) -> str:
    return f"/extraviadas/{file.subject}/parecidas/"


def give(cast: Cast, file: MissingFile, on: str = "1") -> None:
    sent = {"account": str(cast.account("marta").pk), "on": on}
    assert cast.client("rafael").post(f"/extraviadas/{file.subject}/encargar/", sent).status_code == 302


def test_evidence_stands_in_words_and_no_verdict(cast: Cast, file):
    known(given="Sochil", families=["Turquesa"], birth_year_from=2004, birth_year_to=2004)
    page = text(cast.client("rafael").get(address(file)))
    for said in (
        "Sochil Turquesa",
        "Nombre se parece",
        "Apellidos coincide uno",
        "Edad se parece",
        "Origen coincide",
        "No se sabe: Apodo u otro nombre",
    ):
        assert said in page, said
    for never in ("%", "probabilidad de", "es la misma persona con"):
        assert never not in page.partition("Cómo se ordena")[0]
    assert "Xóchitl · Sochil" in page, "what was said of both, side by side"
    assert "nadie los ha aprobado" in page


def test_two_look_then_the_risk_then_how_to_find_them(cast: Cast, file, met):
    person = known(given="Sochil", families=["Turquesa"])
    rafael, look = cast.client("rafael"), f"{address(file)}{person}/"
    page = text(rafael.post(look, {"says": "same"}, follow=True))
    assert "Falta que otra persona lo compare" in page
    give(cast, file)
    marta = cast.client("marta")
    answered(person, yes=True)
    page = text(marta.post(look, {"says": "same"}, follow=True))
    assert "Antes de preguntarle a la persona, haga la revisión de riesgo" in page
    rafael.post(f"/extraviadas/{file.subject}/riesgo/", {"verdict": "never", "risk:violence": "on"})
    assert "La revisión de riesgo no permite preguntarle" in text(rafael.get(address(file)))
    rafael.post(f"/extraviadas/{file.subject}/riesgo/", {"verdict": "may_tell"})
    page = text(rafael.get(address(file)))
    assert "ya se le puede preguntar" in page
    assert "¿Quiere saber quién es" in page, "who seeks agrees that their name is said"
    rafael.post(look, {"says": "other"})
    assert "ya se le puede preguntar" not in text(rafael.get(address(file)))


def test_of_another_group_the_officer_learns_whom_to_call_after_two_looked_and_the_coordinator_nothing(cast: Cast, file):
    person = known(NADIA, given="Xochitl", families=["Turquesa"])
    answered(person, yes=True, by=NADIA)
    give(cast, file)
    marta, rafael, look = cast.client("marta"), cast.client("rafael"), f"{address(file)}{person}/"
    page = text(marta.get(address(file)))
    assert "Xochitl Turquesa" in page
    assert "Tapachula" not in page
    assert "Xochitl" not in text(rafael.get(address(file))), "the group sees its own alone"
    marta.post(look, {"says": "same"})
    assert rafael.post(look, {"says": "same"}).status_code == 302
    rafael.post(f"/extraviadas/{file.subject}/riesgo/", {"verdict": "may_tell"})
    page = text(marta.get(address(file)))
    assert "Tapachula: pida a su coordinación que le pregunte" in page
    assert "Tapachula" not in text(rafael.get(address(file)))
    give(cast, file, on="0")
    assert marta.get(address(file)).status_code == 404


def test_a_hidden_person_and_an_absent_one_look_alike(cast: Cast, file):
    """Of another group without a yes, of the own with a no, erased: as if there were nobody, also when it is tried out."""
    rafael = cast.client("rafael")

    def page() -> str:
        said = rafael.get(address(file)).content.decode()
        return re.sub(r'value="[^"]{40,}"|nonce-[^"\']*|nonce="[^"]*"', "", said)

    absent = page()
    elsewhere, refused = known(NADIA, given="Xochitl", families=["Turquesa"]), known(given="Xochitl", families=["Turquesa"])
    answered(refused, yes=False)
    gone = known(given="Xochitl", families=["Turquesa"])
    erase(gone, by=BY, at=NOW, second="ines")
    assert page() == absent
    answers = [
        text(rafael.post(f"{address(file)}{one}/", {"says": "same"}, follow=True))
        for one in (elsewhere, refused, gone, UUID(int=7))
    ]
    assert len(set(answers)) == 1
    assert "Ese registro ya no se puede comparar" in answers[0]
    assert MissingFile.objects.get().matches == {}


@pytest.mark.parametrize(
    "name", ["ines", "nadia", "tomas", "lucia", "octavio", "julia", "graciela", "alma", "bruno", "rosa", "marta"]
)
def test_nobody_else_opens_it_and_a_file_that_is_not_there_answers_alike(cast: Cast, file, name: str):
    person, client = known(given="Sochil", families=["Turquesa"]), cast.client(name)
    absent = f"/extraviadas/{UUID(int=7)}/parecidas/"
    for here in (address(file), absent):
        got, sent = client.get(here), client.post(f"{here}{person}/", {"says": "same"})
        assert (got.status_code, sent.status_code) in ((403, 403), (404, 404)), here
        assert "Turquesa" not in got.content.decode()
    assert client.get(address(file)).status_code == client.get(absent).status_code
    assert MissingFile.objects.get().matches == {}


def test_who_was_given_it_finds_it_in_a_list_of_their_own_and_opens_nothing_else(cast: Cast, file):
    marta = cast.client("marta")
    assert file.folio not in text(marta.get("/extraviadas/encargadas/"))
    give(cast, file)
    assert file.folio in text(marta.get("/extraviadas/encargadas/"))
    assert marta.get(address(file)).status_code == 200
    for path in (f"/extraviadas/{file.subject}/", f"/extraviadas/{file.subject}/quien-busca/", "/extraviadas/"):
        assert marta.get(path).status_code in (403, 404), path
    page = text(marta.get(address(file)))
    assert "Obsidiana" not in page, "who seeks is for the coordination of the group"


def test_who_was_given_it_knows_the_name_of_nobody_who_was_not_asked(cast: Cast, file):
    person = known(given="Sochil", families=["Turquesa"])
    give(cast, file)
    marta = cast.client("marta")
    page = text(marta.get(address(file)))
    assert ("Nombre se parece" in page, "Sochil" in page) == (True, False)
    answered(person, yes=True)
    assert "Sochil Turquesa" in text(marta.get(address(file)))


def test_it_is_given_to_nobody_who_does_not_trace(cast: Cast, file):
    for sent in ({"account": str(cast.account("julia").pk), "on": "1"}, {"account": "x" * 500, "on": "1"}, {"on": "1"}):
        page = text(cast.client("rafael").post(f"/extraviadas/{file.subject}/encargar/", sent, follow=True))
        assert "Elija de la lista" in page
    assert cast.client("nadia").post(f"/extraviadas/{file.subject}/encargar/", {"on": "1"}).status_code in (403, 404)
    assert MissingFile.objects.get().assigned == []


def test_each_look_is_written_down(cast: Cast, file):
    known(given="Sochil", families=["Turquesa"])
    cast.client("rafael").get(address(file))
    looked = list(ReadRow.objects.values_list("record_class", "subject"))
    assert {("K6", str(file.subject)), ("K2", str(file.person))} <= set(looked)
    assert len([one for one, _subject in looked if one == "K2"]) == 2, "and one for the list of names"


def test_who_searches_too_often_waits_and_the_try_is_written_down(cast: Cast, file, monkeypatch):
    monkeypatch.setattr(often, "AN_HOUR", 1)
    rate.ask(str(cast.account("rafael").pk), "another person")
    known(given="Sochil", families=["Turquesa"])
    page = text(cast.client("rafael").get(address(file)))
    assert "Espere 60 min" in page or "Espere 61 min" in page
    assert "Sochil" not in page
    assert "Nadie parecido" not in page
    assert ("K6", str(file.subject)) in list(ReadRow.objects.values_list("record_class", "subject"))


def test_what_is_no_answer_is_said_and_writes_nothing(cast: Cast, file):
    person = known(given="Sochil", families=["Turquesa"])
    for says in ("", "yes", "\0"):
        page = text(cast.client("rafael").post(f"{address(file)}{person}/", {"says": says}, follow=True))
        assert "Elija si parece la misma persona" in page
    assert MissingFile.objects.get().matches == {}


def test_without_the_right_to_names_only_the_evidence_is_shown(cast: Cast, file):
    known(given="Sochil", families=["Turquesa"])
    page = text(cast.client("rafael").get(f"{address(file)}?purpose=tracing"))
    assert "Sochil" not in page
    assert "Nombre se parece" in page
