"""The page of alerts: the urgent first, the month, and its three counts beside each other."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from vereda.access.tests.cast import Cast, text
from vereda.desk.tests.test_alerts import call
from vereda.rescue import door as rescue
from vereda.rescue.door import AlertOutcome, Told

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("America/Matamoros")


def test_the_three_counts_of_a_month_stand_apart_and_say_what_they_are(cast: Cast, by):
    def told(day: int, **more) -> object:
        return rescue.receive_alert(Told(**more), by=by("ines"), at=datetime(2025, 5, day, 9, tzinfo=ZONE)).subject

    first, second = told(3, people=4), told(3, people=4)
    told(9, note="una llamada desde un autobús")
    told(20, people=2)
    now = timezone.now()
    rescue.close_alert(alert=second, outcome=AlertOutcome.JOINED, into=first, by=by("ines"), at=now)
    mission = rescue.open_mission_for(alert=first, by=by("ines"), at=now).subject
    rescue.close_mission(mission=mission, outcome="found", by=by("ines"), at=now)
    page = text(cast.client("rafael").get("/alertas/", {"month": "2025-05"}))
    for said in (
        "Alertas mayo de 2025",
        "4 alertas",
        "6 personas de las que se avisó",
        "Emergencias distintas 3 (1 alerta avisó de una ya sabida)",
        "Sin que nadie dijera cuántas personas 1",
        "Misión terminada: encontrados 1",
        "Abiertas todavía 2",
        "no son las encontradas",
    ):
        assert said in page, said
    other = text(cast.client("rafael").get("/alertas/", {"month": "2025-06"}))
    assert "0 alertas" in other
    assert "0 personas" in other


def test_the_open_ones_stand_by_urgency_and_a_month_that_is_none_is_this_one(cast: Cast):
    usual = call(cast, **dict.fromkeys(("c:needs:no_water", "c:urgent:unconscious", "children"), ""))
    urgent = call(cast)
    answer = cast.client("ines").get("/alertas/", {"month": "mayo"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.index(str(urgent.subject)) < page.index(str(usual.subject))
    assert "DE INMEDIATO" in text(answer)


def test_nadia_counts_her_own_group_alone(cast: Cast):
    call(cast)
    page = text(cast.client("nadia").get("/alertas/"))
    assert "0 alertas" in page


def test_a_list_is_pasted_mended_where_it_is_wrong_and_taken_once(cast: Cast):
    from vereda.rescue.models.alert import Alert

    ines, bad = cast.client("ines"), "at,people,needs\n2025-05-03T10:00-06:00,4,sed\n"
    assert "Cargar una lista (CSV)" in text(ines.get("/alertas/"))
    answer = ines.post("/alertas/lista/", {"table": bad})
    assert answer.status_code == 422
    assert "Línea 2: columna «needs»: «sed» no está en la lista del país" in text(answer)
    assert "2025-05-03T10:00-06:00,4,sed" in answer.content.decode(), "what was typed comes back"
    assert Alert.objects.count() == 0
    good = bad.replace("sed", "Sin agua")
    assert "Nuevas: 1; ya estaban: 0" in text(ines.post("/alertas/lista/", {"table": good}, follow=True))
    assert "Nuevas: 0; ya estaban: 1" in text(ines.post("/alertas/lista/", {"table": good}, follow=True))
    assert Alert.objects.count() == 1
    assert ines.post("/alertas/lista/", {"table": ""}).status_code == 422


def test_nadia_takes_a_list_into_her_own_group_alone(cast: Cast):
    from vereda.rescue.models.alert import Alert

    cast.client("nadia").post("/alertas/lista/", {"table": "at,people\n2025-05-03T10:00-06:00,4\n"})
    assert "piedras-negras" not in Alert.objects.values_list("group", flat=True)


def test_the_post_has_its_way_there(cast: Cast):
    assert 'href="/alertas/"' in cast.client("rafael").get("/el-puesto/").content.decode()
