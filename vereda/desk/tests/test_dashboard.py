"""Tablero: today, this month and a year before, as sentence, picture and table; who sees which numbers; what leaves as a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
import time_machine

from vereda.access.models import ReadRow
from vereda.access.tests.cast import text
from vereda.desk.rooms.dashboard import span_before
from vereda.encounters.door import Line, PlaceKind, Service, Where
from vereda.guidance import door as guidance
from vereda.guidance.door import Cell
from vereda.statistics.charts.sentences import Span

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 18, 0, tzinfo=UTC)
PAGE = "/tablero/"
ADULT = {"sex": "F", "age_band": "18+"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def year(met, home):
    """Two Novembers: 30 people then, 24 now of whom 4 were rescued; of another group 5; and one who was met last month."""

    def of(people: int, nationality: str, days: int, *, service: str = "WATER", **told) -> None:
        lines = [Line(line_id=f"{nationality}-F-18p", count=people, nationality=nationality, **ADULT)]
        met(people, at=NOW - timedelta(days=days), lines=lines, services=[Service(service=service)], **told)

    of(30, "GT", 365 + 10)
    of(14, "HN", 0)
    of(6, "GT", 9)
    of(4, "HN", 2, service="RESCUE")
    chiapas = Where(kind=PlaceKind.POINT, lat=14.9, lon=-92.26, accuracy_m=8)
    of(5, "CU", 1, name="nadia", group="tapachula", where=chiapas)
    of(1, "VE", 40)
    return of


def plain(answer) -> str:
    return text(answer).replace("\u00a0", " ")


@pytest.mark.usefixtures("year")
def test_one_glance_tells_today_this_month_and_how_it_stands_to_a_year_before(cast):
    said = plain(cast.client("rafael").get(PAGE))
    for told in (
        "Interno, no publicar", "Personas hoy 14", "Rescatadas hoy 0", "Personas este mes 24 20 % menos que en los mismos días",
        "Del 1 al 18 de noviembre de 2026 se atendió a 24 personas, 20 % menos que en los mismos días de un año antes; "
        "la mayoría era de Honduras.",
        "se rescató a 4 personas", "Lo que más se dio fue agua (20); después, rescate.",
        "Sin firmar:", "De todas se sabe nacionalidad, sexo y edad.",
    ):  # fmt: skip
        assert told in said, told
    assert "Tapachula" not in said
    assert "Dónde fue" not in said, "all of it was in one state"
    assert list(ReadRow.objects.filter(record_class="K8").values_list("action", "purpose")) == [("read", "statistics")]


@pytest.mark.usefixtures("year")
def test_each_sees_as_far_as_the_own_reach_goes_and_who_counts_nothing_sees_no_such_page(cast):
    for name, people in (("julia", 29), ("ines", 24), ("nadia", 5), ("octavio", 24)):
        answer = cast.client(name).get(PAGE)
        assert f"Personas este mes {people} " in plain(answer), name
    said = plain(cast.client("julia").get(PAGE))
    assert "Por grupo" in said
    assert "Fue en 2 entidades; 83 % de las personas, en Coahuila" in said
    for name in ("alma", "emilio", "rosa"):
        assert cast.client(name).get(PAGE).status_code in (403, 404), name


@pytest.mark.usefixtures("year")
def test_the_address_holds_the_view_and_what_it_does_not_understand_is_said(cast):
    julia = cast.client("julia")
    said = plain(julia.get(f"{PAGE}?periodo=2026-10&contra=nada"))
    assert "En octubre de 2026 se atendió a una persona." in said
    assert "un año antes, a nadie" not in said
    said = plain(julia.get(f"{PAGE}?grupo=tapachula"))
    assert "se atendió a 5 personas (en los mismos días de un año antes, a nadie); todas de Cuba" in said
    assert "Por grupo" not in said
    for wrong in ("periodo=1999-01", "grupo=nadie", "contra=ayer"):
        assert julia.get(f"{PAGE}?{wrong}").status_code == 422, wrong
    assert cast.client("rafael").get(f"{PAGE}?grupo=tapachula").status_code == 422, "a group of others is no choice"


def test_before_counting_began_there_is_nothing_to_compare_and_nothing_is_said(cast, home):
    said = plain(cast.client("julia").get(PAGE))
    assert "no se atendió a nadie." in said
    assert "un año antes" not in said.split("Comparado con")[0]
    assert "Sin datos en este periodo" in said


@pytest.mark.usefixtures("year")
def test_english_speaks_english_in_pictures_and_sentences(cast):
    client = cast.client("julia")
    client.post("/idioma/", {"language": "en"})
    said = plain(client.get(f"{PAGE}?periodo=2026-11"))
    assert "From 1 to 18 November 2026 29 people were helped" in said


@pytest.mark.usefixtures("year")
def test_files_leave_for_who_sends_figures_up_and_say_that_they_are_internal(cast):
    julia, query = cast.client("julia"), "?periodo=2026-11&contra=anio"
    csv = julia.get(f"{PAGE}nacionalidad.csv{query}")
    assert csv.content.decode().splitlines()[1] == "Honduras,18,0"
    assert "interno-no-publicar-nacionalidad-mx-2026-11.csv" in csv["Content-Disposition"]
    svg = julia.get(f"{PAGE}mapa.svg{query}").content.decode()
    assert "Interno, no publicar" in [one.text for one in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]
    png = julia.get(f"{PAGE}curso.png{query}").content
    assert png[:4] == b"\x89PNG"
    assert list(ReadRow.objects.filter(record_class="K8").values_list("action", flat=True)) == ["export"] * 3
    for path in ("curso.exe", "nada.csv"):
        assert julia.get(f"{PAGE}{path}{query}").status_code == 404
    for name in ("rafael", "ines"):
        answer = cast.client(name).get(f"{PAGE}curso.csv{query}")
        assert answer.status_code == 404, "K8 is read there, and does not leave the house"
        assert "curso.csv" not in cast.client(name).get(PAGE).content.decode()


@pytest.mark.usefixtures("year")
def test_a_late_record_and_a_correction_are_counted_at_the_next_look(cast, year):
    client = cast.client("julia")
    assert "Personas este mes 29 " in plain(client.get(PAGE))
    year(100, "HN", 3)
    said = plain(client.get(PAGE))
    assert "Personas este mes 129 " in said
    assert re.search(r"\d encuentros llegaron más de un día después", said)


@pytest.mark.usefixtures("year")
def test_in_which_languages_people_were_told_over_the_months_of_a_period(cast, monkeypatch):
    told = {9: [Cell("a", "spa", "", 30), Cell("b", "spa", "", 10)], 10: [Cell("a", "eng", "05025", 4)]}
    asked = []
    monkeypatch.setattr(guidance, "people_told", lambda country, month, groups: asked.append(groups) or told.get(month.month, []))
    said = plain(cast.client("rafael").get(f"{PAGE}?periodo=2026-T4"))
    assert "Se explicó en 2 idiomas" not in said
    assert "Todo se explicó en inglés" in said
    assert set(map(tuple, asked)) == {("piedras-negras",)}


@pytest.mark.parametrize(
    ("first", "last", "against", "expected"),
    [
        (date(2026, 11, 1), date(2026, 11, 18), "anio", (date(2025, 11, 1), date(2025, 11, 18))),
        (date(2024, 2, 1), date(2024, 2, 29), "anio", (date(2023, 2, 1), date(2023, 2, 28))),
        (date(2025, 2, 1), date(2025, 2, 28), "anio", (date(2024, 2, 1), date(2024, 2, 29))),
        (date(2026, 3, 1), date(2026, 3, 30), "mes", (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2026, 3, 31), date(2026, 3, 31), "mes", (date(2026, 2, 28), date(2026, 2, 28))),
        (date(2026, 1, 1), date(2026, 12, 31), "anio", (date(2025, 1, 1), date(2025, 12, 31))),
    ],
)
def test_whole_months_are_held_against_whole_months(first, last, against, expected):
    found = span_before(Span(first, last), against)
    assert (found.from_on, found.to_on) == expected
