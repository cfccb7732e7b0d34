"""Leyes at the desk: for every account and for no stranger, marked where nobody read the source, side by side, on a day."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from django.test import Client

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.access.words import Role
from vereda.countries.door import laws_of
from vereda.legal.tests.opened import Opened

pytestmark = pytest.mark.django_db
PAGES = (
    "/leyes/",
    "/leyes/?q=refugio",
    "/leyes/comparar/",
    "/leyes/derechos/asylum/",
    "/leyes/paises/gt/",
    "/leyes/leyes.csv",
    "/leyes/comparar.xlsx",
)


def cell(answer, right: str, country: str) -> str:
    """Return what a comparison shows of one right in one country."""
    line = re.search(rf"/leyes/derechos/{right}/.*?</tr>", answer.content.decode(), re.S)
    assert line
    found = re.search(rf'<td data-country="{country}">(.*?)</td>', line[0], re.S)
    assert found
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[1])).strip()


# Who reads ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_reads_nothing(address: str):
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.url.startswith("/entrar/")


@pytest.mark.parametrize("address", PAGES)
def test_nadia_of_another_group_reads_the_same_library_and_nothing_of_a_group(cast: Cast, address: str):
    hers, his = cast.client("nadia").get(address), cast.client("rafael").get(address)
    assert (hers.status_code, his.status_code) == (200, 200)
    assert "Piedras Negras" not in hers.content.decode(errors="replace")
    if "html" in hers.headers["Content-Type"]:
        shown = [re.search("<main.*</main>", answer.content.decode(), re.S)[0] for answer in (hers, his)]
        aside = r'name="csrf[^>]*| ?<a class="way" href="/casos/">.*?</a>'  # the way of a coordinator: her role has none
        assert re.sub(aside, "", shown[0]) == re.sub(aside, "", shown[1])


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_every_role_of_the_matrix_that_may_read_the_library_has_it_in_its_navigation(cast: Cast, role: Role):
    page = cast.client(cast.of_role(role)).get("/leyes/")
    assert page.status_code == 200
    assert re.search(r'<a href="/leyes/" aria-current="page">', page.content.decode())


def test_an_auditor_sees_who_read_what_and_not_the_library(cast: Cast):
    client = cast.client(cast.of_role(Role.AUDITOR))
    assert client.get("/leyes/").status_code == 403


def test_who_has_no_post_begins_at_the_laws(cast: Cast):
    assert cast.client(cast.of_role(Role.LEGAL_ADVISER)).get("/").url == "/leyes/"


def test_reading_a_law_is_no_look_at_anybodys_record(cast: Cast):
    client = cast.client("ines")
    before = ReadRow.objects.count()
    for address in PAGES:
        client.get(address)
    assert ReadRow.objects.count() == before


# What is read ------------------------------------------------------------------------------------------------------


def test_the_first_page_says_how_much_of_each_country_was_read_at_its_source(cast: Cast):
    page = text(cast.client("ines").get("/leyes/"))
    assert "Guatemala 50 artículos, 39 con su fuente leída; 10 plazos" in page
    assert "México 76 artículos, 49 con su fuente leída; 26 plazos" in page


def test_every_row_of_a_country_stands_on_its_page_with_status_and_source(cast: Cast):
    page = cast.client("ines").get("/leyes/paises/sv/").content.decode()
    articles = re.findall(r'<div class="law[^"]*" id="sv-\d+">.*?</div>', page, re.S)
    rows = laws_of("sv").legislation
    assert len(articles) == len(rows) == 31
    for drawn, row in zip(articles, rows, strict=True):
        assert ("Sin verificar: " in drawn) is (not row.is_verified)
        assert ("unread" in drawn.split(">")[0]) is (not row.is_verified)
        assert "Fuente:" in drawn or "Por revisar en:" in drawn
        assert "Vigencia: no indicada." in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", drawn))


def test_terms_of_a_country_say_how_long_who_and_what_follows(cast: Cast):
    page = text(cast.client("ines").get("/leyes/paises/gt/"))
    assert "recurso (revocatoria) contra la negativa" in page
    assert "10 días , desde: el día siguiente al aviso. Actúa: la persona." in page
    assert "no se encontró ningún plazo , desde: la entrada" in page


def test_search_forgives_and_says_what_it_took_a_word_for(cast: Cast):
    client = cast.client("ines")
    page = client.get("/leyes/?q=INTERPETRE")
    assert "Se buscó «interprete» por «interpetre»." in text(page)
    assert text(page).count("Intérprete o traductor") == 3
    assert "<mark>intérprete</mark>" in client.get("/leyes/?q=interprete").content.decode()


def test_search_in_one_country(cast: Cast):
    page = text(cast.client("ines").get("/leyes/?q=refugio&country=hn"))
    found = re.search(r"(\d+) resultados?(.*)", page)
    assert found
    assert "Ley sobre Refugiados" not in found[2]
    assert "Ley de Migración y Extranjería (Decreto 208-2003)" in found[2]


def test_nothing_found_leads_on(cast: Cast):
    page = text(cast.client("ines").get("/leyes/?q=xqxqx"))
    assert "Nada con esas palabras." in page
    assert "No está en ninguna parte: xqxqx." in page
    assert "Por país" in page


def test_countries_side_by_side_with_gaps_as_the_facts_say(cast: Cast):
    page = cast.client("ines").get("/leyes/comparar/?on=2026-11-29")
    assert cell(page, "habeas_corpus", "México") == "Sin artículo en la biblioteca"
    assert "artículo 182" in cell(page, "habeas_corpus", "Honduras")
    guatemala = cell(page, "habeas_corpus", "Guatemala")
    assert "artículo 263" in guatemala
    assert guatemala.index("Texto leído") < guatemala.index("artículo 82") < guatemala.index("Sin verificar: sin fuente")


def test_on_an_earlier_day_a_younger_law_does_not_stand_and_what_came_since_is_marked(cast: Cast):
    client = cast.client("ines")
    then = cell(client.get("/leyes/comparar/?on=2010-06-01"), "interpreter", "México")
    assert then.startswith("Nada vigente en esa fecha")
    assert then.count("Todavía no existía en esa fecha") == 3
    since = client.get("/leyes/comparar/?on=2020-01-01&before=2010-06-01&show=changes")
    assert cell(since, "interpreter", "México").count("Nuevo desde la otra fecha") == 3
    assert "/leyes/derechos/habeas_corpus/" not in since.content.decode()


def test_only_gaps_of_the_chosen_countries_and_theme(cast: Cast):
    page = cast.client("ines").get("/leyes/comparar/?country=mx&country=gt&theme=liberty&show=gaps").content.decode()
    lines = re.findall(r'<th scope="row"><a href="/leyes/derechos/(\w+)/', page)
    assert lines == [
        *("liberty", "no_criminalization", "status_check_only_by_authority", "verification_needs_order"),
        *("no_arbitrary_interference", "legal_detention_place", "dignified_detention_conditions", "habeas_corpus"),
        *("consular_access", "shelter_protection"),
    ]
    heads = re.findall(r'<th scope="col">(.*?)</th>', page.split('<table class="laws">')[1].split("</thead>")[0])
    assert heads == ["Derecho", "México", "Guatemala"]


def test_one_right_in_every_country_on_a_day(cast: Cast):
    page = text(cast.client("ines").get("/leyes/derechos/non_refoulement/?on=2012-01-01"))
    assert "Como estaba el 1 de enero de 2012" in page
    assert "Honduras Sin artículo en la biblioteca" in page
    assert page.count("Todavía no existía en esa fecha") == 2  # the Code of 2016 and the law on children of 2014


def test_it_is_read_in_english_too(cast: Cast):
    account = cast.account("ines")
    account.language = "en"
    account.save()
    page = cast.client("ines").get("/leyes/derechos/asylum/").content.decode()
    assert "Every person has the right to seek and receive asylum." in page
    assert "Toda persona tiene derecho" not in page


# Files -------------------------------------------------------------------------------------------------------------


def test_the_workbook_is_the_comparison_of_the_page(cast: Cast):
    answer = cast.client("ines").get("/leyes/comparar.xlsx?on=2026-11-29&country=gt&country=sv&theme=liberty")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="leyes-sv-gt-2026-11-29.xlsx"'
    rows = Opened(answer.content).rows("Comparación")
    assert rows[0][2:7] == [f"El Salvador: {word}" for word in ("artículo", "qué dice", "estado", "vigencia", "fuente")]
    assert "max_detention_time" in {row[0] for row in rows}


def test_the_csv_of_the_comparison_names_gaps(cast: Cast):
    answer = cast.client("ines").get("/leyes/comparar.csv?on=2010-01-01&theme=justice")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {row["gap"] for row in rows} == {"", "no_row", "not_then"}
    assert all(row["source"] and row["status"] for row in rows if row["instrument"])


@pytest.mark.parametrize(
    ("query", "countries"), [("", {"mx", "gt", "hn", "sv"}), ("?country=hn", {"hn"}), ("?q=habeas", {"gt", "hn", "sv"})]
)
def test_a_list_holds_what_was_searched_for(cast: Cast, query: str, countries: set[str]):
    answer = cast.client("ines").get(f"/leyes/leyes.csv{query}")
    assert {row["country"] for row in csv.DictReader(io.StringIO(answer.content.decode()))} == countries


# What cannot be --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["/leyes/paises/zz/", "/leyes/paises/%3Cscript%3E/", "/leyes/derechos/volar/", "/leyes/derechos/%00/"]
)
def test_an_address_of_what_is_not_there_says_so_and_shows_what_is(cast: Cast, address: str):
    answer = cast.client("ines").get(address)
    assert answer.status_code == 404
    assert re.search("No hay leyes de|No hay un derecho", text(answer))
    assert "Por país" in text(answer)
    assert "<script>" not in re.search("<main.*</main>", answer.content.decode(), re.S)[0]


@pytest.mark.parametrize(
    ("query", "said", "kept"),
    [
        ("on=ayer", "La fecha no se entiende.", 'value="ayer"'),
        ("on=2024-02-30", "La fecha no se entiende.", 'value="2024-02-30"'),
        ("on=1850-01-01", "No puede ser del año 1850.", 'value="1850-01-01"'),
        ("on=2020-01-01&before=2021-01-01", "La otra fecha debe ser anterior a 2020-01-01.", 'value="2021-01-01"'),
        ("show=changes", "Para ver cambios falta la otra fecha.", '<option value="changes" selected>'),
        ("country=mx&country=zz", "No hay leyes de «zz» en la biblioteca. Están: México (mx)", 'value="mx" checked'),
        ("theme=volar", "No hay un tema «volar».", "Tema"),
        ("show=volar", "«volar» no se puede mostrar.", "Mostrar"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/leyes/comparar/", "/leyes/comparar.csv"])
def test_what_cannot_be_compared_is_said_and_nothing_typed_is_lost(cast: Cast, address: str, query: str, said: str, kept: str):
    answer = cast.client("ines").get(f"{address}?{query}")
    assert answer.status_code == 422
    assert said in text(answer)
    assert kept in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "said"), [("q=" + "a" * 201, "Es más largo que 200 signos."), ("q=refugio&country=zz", "No hay leyes de «zz»")]
)
@pytest.mark.parametrize("address", ["/leyes/", "/leyes/leyes.csv"])
def test_a_search_that_cannot_be_made_is_said(cast: Cast, address: str, query: str, said: str):
    answer = cast.client("ines").get(f"{address}?{query}")
    assert answer.status_code == 422
    assert said in text(answer)


@pytest.mark.parametrize("address", ["/leyes/leyes.pdf", "/leyes/comparar.exe", "/leyes/leyes.csv.exe"])
def test_a_form_of_file_that_there_is_not_is_not_there(cast: Cast, address: str):
    assert cast.client("ines").get(address).status_code == 404


def test_nothing_is_written_here(cast: Cast):
    for address in PAGES:
        assert cast.client("ines").post(address, {}).status_code in (403, 405)


def test_a_day_of_the_post_is_the_day_that_is_compared(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from vereda.desk.web import laws

    late = datetime(2026, 11, 29, 23, 30, tzinfo=ZoneInfo("America/Matamoros"))
    monkeypatch.setattr(laws, "now", lambda: late)
    name = cast.client("ines").get("/leyes/comparar.csv").headers["Content-Disposition"]
    assert date(2026, 11, 29).isoformat() in name
