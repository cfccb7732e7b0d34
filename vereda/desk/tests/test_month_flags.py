"""Cifras publicadas and Antes de publicar through the pages: what is found, filtered, and as far as a reader reaches."""

from __future__ import annotations

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.desk.labels import Labels
from vereda.desk.tests.test_numbers import text
from vereda.desk.words.flags import sentence
from vereda.statistics.door import Flag, FlagRule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
YESTERDAY = timezone.localtime(timezone=ZoneInfo("America/Matamoros")) - timedelta(days=1)  # as the day is at the post
PRESS, FLAGS = "/boletin/publicadas/", f"/boletin/antes-de-publicar/?month={YESTERDAY:%Y-%m}"


def test_both_numbers_of_what_does_not_fit_are_shown_with_who_printed_them(cast):
    page = text(cast.client("julia").get(PRESS))
    for number, host in (("6,019", "archivos.elsiglodetorreon.com.mx"), ("6,091", "jsf.com.mx"), ("1,557", "estatico.jornada")):
        assert number in page
        assert host in page
    assert "Impresa dos veces, distinta" in page
    assert "impresa otra vez por estatico.jornada.com.mx con 1,557; antes 1,610" in page
    assert ReadRow.objects.filter(record_class="K8").count() == 1


def test_a_year_and_a_rule_are_asked_for_in_the_address(cast):
    client = cast.client("julia")
    year = text(client.get(f"{PRESS}?anio=2021"))
    assert "22,557" in year
    assert "6,019" not in year
    rule = text(client.get(f"{PRESS}?regla=falls"))
    assert "22,557" in rule
    assert "6,019" not in rule
    assert "Revisión 1" not in rule
    assert "6,019" in text(client.get(f"{PRESS}?anio=1492&regla=none")), "what is not on the list asks for nothing"
    assert "Nada que no concuerde" in text(client.get(f"{PRESS}?anio=2021&regla=revised_later"))


def test_in_english_the_same_is_said_in_english(cast):
    client = cast.client("julia")
    client.post("/idioma/", {"language": "en"})
    assert "printed again by estatico.jornada.com.mx with 1,557; before 1,610" in text(client.get(PRESS))


def test_a_month_shows_what_to_look_at_as_far_as_the_reader_reaches(cast, met):
    met(11, at=YESTERDAY)
    met(12, at=YESTERDAY)
    met(30, name="nadia", group="tapachula", at=YESTERDAY)
    met(31, name="nadia", group="tapachula", at=YESTERDAY)
    whole = text(cast.client("julia").get(FLAGS))
    assert re.search(r"Quizá el mismo encuentro 2", whole)
    assert "Tapachula" in whole
    own = cast.client("rafael").get(FLAGS)
    assert re.search(r"Quizá el mismo encuentro 1", text(own))
    assert "Tapachula" not in text(own)
    assert "uno de 30 personas" not in text(own)
    assert "/encuentros/" in own.content.decode().split("Quizá el mismo encuentro", 1)[1]
    assert "uno de 11 personas" not in text(cast.client("nadia").get(FLAGS))
    state = text(cast.client("octavio").get(FLAGS))
    assert "Piedras Negras" in state
    assert "Tapachula" not in state


def test_statistics_is_shown_no_way_to_a_single_encounter(cast, met):
    met(11, at=YESTERDAY)
    met(12, at=YESTERDAY)
    page = cast.client("julia").get(FLAGS).content.decode()
    assert "Quizá el mismo encuentro" in page
    assert not re.search(r'href="/encuentros/[0-9a-f]', page)


def test_every_way_that_is_offered_leads_somewhere(cast, met):
    met(11, at=YESTERDAY)
    met(12, at=YESTERDAY)
    met(2, at=YESTERDAY)
    for name in ("julia", "octavio", "rafael"):
        client = cast.client(name)
        main = client.get(FLAGS).content.decode().split("<main", 1)[1]
        ways = set(re.findall(r'class="row" href="([^"]+)"', main))
        assert ways
        assert {way: client.get(way.replace("&amp;", "&")).status_code for way in ways} == dict.fromkeys(ways, 200)


def test_who_reads_no_counts_sees_neither_page(cast):
    for name in ("alma", "emilio"):
        assert {cast.client(name).get(url).status_code for url in (PRESS, FLAGS)} <= {403, 404}


def test_days_that_follow_each_other_are_said_as_one():
    days = tuple(date(2026, 3, n) for n in (1, 2, 3, 5, 7, 8, 10, 12, 14, 16))
    told = sentence(Flag(FlagRule.LATE, "TOTAL", 10, 31, "tapachula", days=days), Labels("mx"))
    assert told == "10 de 31 días: 1-3, 5, 7-8, 10, 12, 14 …"


def test_a_month_to_come_and_one_that_is_none_are_said_plainly(cast):
    client = cast.client("julia")
    assert "Ese mes no ha empezado" in text(client.get("/boletin/antes-de-publicar/?month=2190-01"))
    assert client.get("/boletin/antes-de-publicar/?month=x").status_code == 200
    assert client.get("/boletin/antes-de-publicar/").status_code == 200
