"""Ediciones through the pages: what to look at first, one proposes, another publishes, and what changed is there to be read."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.tests.cast import text
from vereda.encounters.door import Line, Meeting, Service, Where, record_meeting
from vereda.logbook import registry
from vereda.logbook.door import Author
from vereda.statistics import drawing, published
from vereda.statistics.door import PressTable, publish_press
from vereda.statistics.tests.test_editions import INES, SOME, december, met

pytestmark = pytest.mark.django_db
PAGE, MONTH = "/ediciones/", "/ediciones/2011-12/"
NOW = datetime(2012, 2, 6, 18, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _then(home, monkeypatch):
    monkeypatch.setattr(drawing, "public_tables", lambda: SOME)
    monkeypatch.setattr(registry, "_authority", [])


@pytest.fixture
def house(cast):
    """The cast of the house, whose groups had noted a December."""
    december()
    return cast


def proposed(house, **typed):
    return house.client("julia").post(f"{MONTH}preparar/", typed)


def content(house) -> str:
    page = house.client("adriana").get(f"{MONTH}propuesta/").content.decode()
    return re.search(r'name="content" value="([0-9a-f]{64})"', page)[1]


def test_one_proposes_another_sees_the_same_numbers_and_publishes(house):
    julia, adriana = house.client("julia"), house.client("adriana")
    assert proposed(house).status_code == 302
    waits = julia.get(f"{MONTH}propuesta/")
    assert "Usted la propuso" in text(waits)
    assert "Publicar estas cifras" not in text(waits)
    assert "Esperan a otra persona" in text(adriana.get(f"{PAGE}?purpose=quality_audit"))
    seen = text(adriana.get(f"{MONTH}propuesta/"))
    assert re.search(r"Honduras hombre (55|60|65) ", seen)
    assert not re.search(r"Nicaragua mujer \d", seen)
    assert julia.get(MONTH).status_code == 404
    julia.post(f"{MONTH}propuesta/", {"content": content(house)})
    assert published.edition("mx", "2011-12").revisions == []
    assert adriana.post(f"{MONTH}propuesta/", {"content": content(house)}).status_code == 302
    page = text(julia.get(MONTH))
    for said in ("mx-2011-12-r1", "Julia Pineda", "Adriana Campos", "Honduras hombre", "Ninguna: está como se publicó"):
        assert said in page, said


def test_a_yes_to_numbers_that_were_not_seen_publishes_nothing(house):
    proposed(house)
    answer = house.client("adriana").post(f"{MONTH}propuesta/", {"content": "0" * 64}, follow=True)
    assert "Entre tanto se propuso otra" in text(answer)
    assert published.edition("mx", "2011-12").revisions == []


def test_a_revision_asks_why_and_shows_cell_by_cell_what_changed(house):
    proposed(house)
    house.client("adriana").post(f"{MONTH}propuesta/", {"content": content(house)})
    met(40, day=20)
    answer = proposed(house)
    assert answer.status_code == 422
    assert "Diga en palabras por qué se revisa" in text(answer)
    proposed(house, why="Llegó un teléfono sin línea.")
    house.client("adriana").post(f"{MONTH}propuesta/", {"content": content(house)})
    page = text(house.client("ines").get(MONTH))
    assert "Llegó un teléfono sin línea." in page
    assert "Honduras, hombre" in page
    assert "Esta ya se revisó" in text(house.client("ines").get(f"{MONTH}?r=1"))
    assert house.client("ines").get(f"{MONTH}?r=7").status_code == 404


def test_the_second_person_sends_back_with_a_reason_and_the_next_proposal_shows_it(house):
    julia, adriana = house.client("julia"), house.client("adriana")
    proposed(house)
    refusal = {"act": "refuse", "content": content(house), "why": "Faltan tres días de Nogales."}
    assert "Usted la propuso: retírela" in text(julia.post(f"{MONTH}propuesta/", refusal, follow=True))
    assert "Diga por qué la devuelve" in text(adriana.post(f"{MONTH}propuesta/", refusal | {"why": ""}, follow=True))
    after = adriana.post(f"{MONTH}propuesta/", refusal, follow=True)
    assert after.status_code == 200
    assert "Devueltas" in text(after)
    assert julia.get(f"{MONTH}propuesta/").status_code == 404
    assert "Faltan tres días de Nogales." in text(julia.get(PAGE))
    assert "Adriana Campos la devolvió" in text(julia.get(f"{MONTH}preparar/"))
    proposed(house)
    assert "Faltan tres días de Nogales." in text(adriana.get(f"{MONTH}propuesta/"))
    julia.post(f"{MONTH}propuesta/", {"act": "withdraw", "content": content(house)})
    assert published.edition("mx", "2011-12").proposal is None
    assert "Julia Pineda la retiró" in text(julia.get(f"{MONTH}preparar/"))
    for name in ("ines", "octavio"):
        assert "Devueltas" not in text(house.client(name).get(PAGE)), name


def test_an_edition_stands_beside_that_of_a_year_before_as_a_page_and_as_a_file(house):
    julia, path = house.client("julia"), f"{MONTH}comparar/"
    proposed(house)
    house.client("adriana").post(f"{MONTH}propuesta/", {"content": content(house)})
    assert julia.get(path).status_code == 404
    a_year_before()
    julia.post("/ediciones/2010-12/preparar/")
    waits = house.client("adriana").get("/ediciones/2010-12/propuesta/").content.decode()
    seen = re.search(r'name="content" value="([0-9a-f]{64})"', waits)[1]
    house.client("adriana").post("/ediciones/2010-12/propuesta/", {"content": seen})
    page = text(julia.get(f"{path}?tabla=services-category-state"))
    for said in ("La diferencia se escribe solo si pasa de 12", "Las categorías cuentan los mismos servicios", "2010-12 2011-12"):
        assert said in page, said
    assert "Comparar todos los renglones" in text(julia.get(MONTH))
    file = julia.get(f"{path}people-nationality-sex.csv")
    head, *rows = file.content.decode().splitlines()
    assert head == "nationality,sex,2010-12,2011-12,change,why_none,category_changed"
    assert [row for row in rows if re.fullmatch(r"HN,TOTAL,\d+,\d+,-\d+,,", row)], rows
    assert [row for row in rows if re.fullmatch(r"NI,TOTAL,\d+,\d+,,rounding,", row)], rows
    assert house.client("ines").get(f"{path}people-nationality-sex.csv").status_code in (403, 404)
    assert julia.get(f"{path}nothing.csv").status_code == 404


def a_year_before() -> None:
    """Half as many men of Honduras again; all others as in the December after."""
    others = [("HN", "F", 40), ("HN", "U", 7), ("NI", "M", 45), ("NI", "U", 6), ("NI", "F", 7), ("SV", "M", 7), ("GT", "M", 7)]
    for nationality, sex, people in [("HN", "M", 90), *others]:
        lines = [Line(line_id="1", nationality=nationality, sex=sex, age_band="18-29", count=people)]
        told = Meeting(people_met=people, lines=lines, services=[Service(service="RESCUE")], where=Where(state="MX-COA"))
        record_meeting(told, by=INES, at=datetime(2010, 12, 12, 18, tzinfo=UTC))


def test_who_may_neither_propose_nor_publish_sees_only_what_stands(house):
    proposed(house)
    for name in ("ines", "rafael", "octavio", "bruno"):
        client = house.client(name)
        assert client.get(PAGE).status_code == 200, name
        assert "Esperan a otra persona" not in text(client.get(PAGE)), name
        assert client.get(f"{MONTH}propuesta/").status_code in (403, 404), name
        assert client.post(f"{MONTH}preparar/").status_code in (403, 404), name
        assert client.get(MONTH).status_code == 404, name
    assert house.client("adriana").get(f"{MONTH}preparar/").status_code == 403
    assert house.client("rosa").get(PAGE).status_code == 403
    assert ReadRow.objects.filter(record_class="K8").exists()


def test_the_month_that_runs_is_not_offered_and_cannot_be_proposed(cast):
    julia, month = cast.client("julia"), f"{timezone.localdate():%Y-%m}"
    assert month not in julia.get(PAGE).content.decode()
    assert julia.get(f"{PAGE}{month}/preparar/").status_code == 200
    refused = julia.post(f"{PAGE}{month}/preparar/")
    assert refused.status_code == 422
    assert "Ese mes se puede publicar desde el" in text(refused)
    assert julia.get(f"{PAGE}2027-13/preparar/").status_code == 404


def test_what_others_printed_stands_apart_with_its_source_and_a_changed_file_is_not_shown(cast):
    by = Author(account=str(cast.account("julia").pk), group="central", country="mx", zone="America/Mexico_City")
    table = PressTable(
        code="annual", title_es="Rescates de 2007", title_en="Rescues of 2007", by=("category",), rows=[(("RESCUE",), 6019)]
    )
    told = {"period": "2007", "series": "beta", "printed_in": "Boletín 12 de 2008", "by": by, "at": NOW}
    publish_press(tables=[table], notes=["Otro boletín imprime 6,091."], **told)
    client = cast.client("ines")
    assert "Cifras que imprimieron otros" in text(client.get(PAGE))
    page = text(client.get("/ediciones/impresas/beta/2007/"))
    for said in ("6,019", "Ninguna: se copió lo que imprimieron otros", "Boletín 12 de 2008", "Otro boletín imprime 6,091"):
        assert said in page, said
    [file] = published.here().root.rglob("annual.csv")
    file.chmod(0o600)
    file.write_text(file.read_text().replace("6019", "6020"))
    answer = client.get("/ediciones/impresas/beta/2007/", follow=True)
    assert "no son los que se publicaron" in text(answer)
    assert "6,020" not in text(answer)


def test_the_list_of_tables_says_universe_unit_and_what_is_sensitive(cast):
    page = text(cast.client("julia").get(f"{PAGE}tablas/"))
    for said in (
        "Personas atendidas por nacionalidad y edad",
        "quien fue atendida dos veces cuenta dos veces",
        "Umbral de veinte",
        "Encuentros por categoría y entidad",
        "una vez en el total",
        "Qué es cada columna",
        "Persona sacada de una situación o estado de riesgo",
    ):
        assert said in page, said
