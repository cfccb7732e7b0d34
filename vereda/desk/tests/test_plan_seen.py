"""What others learn of a plan: its acts in the mission's timeline, and its areas at headquarters, to be read."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.desk.tests.test_search_plan import first_area, ground, make  # noqa: F401  ground: a fixture
from vereda.desk.web.new_encounter import fresh_token
from vereda.logbook.door import history
from vereda.logbook.models import LogEntry
from vereda.rescue import door as rescue
from vereda.rescue.models.search_plan import PlannedSearch

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(cast: Cast, mission: UUID) -> UUID:
    assert make(cast, mission).status_code == 302
    return mission


def happened(cast: Cast, mission: UUID) -> str:
    return text(cast.client("rafael").get(f"/misiones/{mission}/")).split("Lo último")[1]


def test_acts_of_the_plan_stand_in_the_timeline_in_words(cast: Cast, planned: UUID):
    rafael, base = cast.client("rafael"), f"/misiones/{planned}/plan/"
    area = first_area(rafael.get(base).content.decode())
    rafael.post(f"{base}buscada/", {"form": fresh_token(), "area": area, "at": "", "hours": "5", "speed": "2", "sweep": "60"})
    line = PlannedSearch.objects.get().searched[0]["line"]
    rafael.post(f"{base}quitar/{line}/")
    rafael.get(f"{base}plan.gpx")
    rafael.get(f"{base}hojas/")
    said = happened(cast, planned)
    for part in (
        "Hizo el plan de búsqueda",
        "Se buscó en un área y no se encontró a nadie",
        "Quitó una búsqueda que no se hizo",
        "Sacó las áreas del plan : GPX",
        "Sacó las áreas del plan : hojas por equipo",
    ):
        assert part.replace(" :", ":") in said.replace(" :", ":"), part
    assert "Anotó otro punto" not in said


def test_what_is_taken_out_again_by_the_same_person_is_told_once_and_by_another_again(cast: Cast, planned: UUID):
    for name in ("rafael", "rafael", "ines"):
        assert cast.client(name).get(f"/misiones/{planned}/plan/plan.gpx").status_code == 200
    told = [one for one in history(PlannedSearch.objects.get().subject) if one.kind == "rescue.plan_given_out"]
    assert len(told) == 2
    assert cast.client("nadia").get(f"/misiones/{planned}/plan/plan.gpx").status_code in (403, 404)
    assert LogEntry.objects.filter(kind="rescue.plan_given_out").count() == 2


def test_a_page_that_asks_by_itself_hears_of_the_plan(cast: Cast, planned: UUID):
    rafael, live = cast.client("rafael"), f"/misiones/{planned}/vivo/"
    mark = re.search(r"visto=(\d+)-", rafael.get(live).content.decode())
    assert mark
    rafael.get(f"/misiones/{planned}/plan/plan.png")
    after = re.search(r"visto=(\d+)-", rafael.get(live).content.decode())
    assert after
    assert after[1] != mark[1]


def test_headquarters_reads_the_areas_and_chances_of_an_open_mission_and_nothing_else(cast: Cast, planned: UUID):
    graciela, path = cast.client("graciela"), f"/central/misiones/{planned}/plan/"
    assert path in graciela.get("/central/misiones/").content.decode()
    answer = graciela.get(path)
    said = text(answer)
    assert "Probabilidad de que estén aquí" in said
    assert "Lobo 2" in said
    page = answer.content.decode()
    for hidden in ("28.7, -100.53", "28.78, -100.46", '"last": [', '"goal": [', "plan/hacer", "plan.gpx", "Corregir"):
        assert hidden not in page, hidden
    plan = PlannedSearch.objects.get().subject
    row = ReadRow.objects.filter(subject=str(plan)).order_by("-seq").first()
    assert row is not None
    assert (row.role, row.purpose, row.record_class) == ("headquarters_duty", "rescue", "K1")
    for path in ("", "hacer/", "plan.gpx", "hojas/", "buscada/"):
        assert graciela.get(f"/misiones/{planned}/plan/{path}").status_code in (403, 404), path


def test_nobody_else_reads_it_there_nor_when_the_mission_is_closed(cast: Cast, planned: UUID, by):
    path = f"/central/misiones/{planned}/plan/"
    for name in ("nadia", "rafael", "ines", "octavio", "alma"):
        answer = cast.client(name).get(path)
        assert answer.status_code in (302, 403, 404), name
        assert "Probabilidad" not in text(answer)
    rescue.close_mission(mission=planned, outcome="unknown", by=by("rafael"), at=timezone.now())
    assert cast.client("graciela").get(path).status_code == 404


def test_a_mission_without_a_plan_says_so_to_headquarters(cast: Cast, mission: UUID):
    assert "todavía no ha hecho un plan" in text(cast.client("graciela").get(f"/central/misiones/{mission}/plan/"))
    assert "/plan/" not in cast.client("graciela").get("/central/misiones/").content.decode()
