"""An officer in danger on the desk: above all else on every page, read by name, seen by headquarters and by no other group."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from vereda.access.models import ReadRow
from vereda.access.tests.cast import Cast, text
from vereda.logbook.door import Plain, record
from vereda.logbook.schema import FieldClass
from vereda.safety import door as safety
from vereda.safety.models.danger import Danger

pytestmark = pytest.mark.django_db


@pytest.fixture
def danger(cast: Cast, by) -> UUID:
    """Return an alarm that Inés raised on her phone three minutes ago, with the last point."""
    boxes = [Plain(cls=FieldClass.WHEREABOUTS, fields={"lat": 28.7123, "lon": -100.5234, "accuracy_m": 15})]
    payload = safety.OfficerInDanger(battery_pct=12, call_sign="Lobo 2")
    return record(payload, by=by("ines"), at=timezone.now() - timedelta(minutes=3), boxes=boxes).subject


def test_an_alarm_by_radio_is_raised_with_nothing_typed_and_the_same_form_twice_is_one(cast: Cast):
    from vereda.desk.web.new_encounter import fresh_token

    client, form = cast.client("ines"), {"form": fresh_token(), "who": "", "came_by": "radio", "at": ""}
    assert client.get("/agente-en-peligro/nueva/").status_code == 200
    for _ in range(2):
        answer = client.post("/agente-en-peligro/nueva/", form)
        assert answer.status_code == 302
    assert Danger.objects.get().channel == "radio"
    late = client.post("/agente-en-peligro/nueva/", {**form, "form": "", "at": "2198-01-01T00:00"})
    assert late.status_code == 422
    assert "La hora está en el futuro" in text(late)


def test_the_same_form_with_somebody_else_in_it_is_another_alarm(cast: Cast):
    from vereda.desk.web.new_encounter import fresh_token

    client, form = cast.client("rafael"), {"form": fresh_token(), "came_by": "radio", "at": ""}
    ines, tomas = (str(cast.account(name).pk) for name in ("ines", "tomas"))
    for who in (ines, tomas, tomas):
        client.post("/agente-en-peligro/nueva/", {**form, "who": who})
    assert {row.who for row in Danger.objects.all()} == {ines, tomas}
    assert Danger.objects.count() == 2


def test_the_board_and_every_page_shout_until_somebody_says_enterado(cast: Cast, danger: UUID):
    rafael = cast.client("rafael")
    for address in ("/hoy/", "/agente-en-peligro/banda/", "/el-puesto/"):
        assert "NADIE LO HA LEÍDO" in text(rafael.get(address)), address
    assert 'data-danger-band="/agente-en-peligro/banda/"' in rafael.get("/encuentros/").content.decode()
    rafael.post(f"/agente-en-peligro/{danger}/enterado/")
    page = text(rafael.get("/hoy/"))
    assert "NADIE LO HA LEÍDO" not in page
    assert "Rafael Ontiveros lo leyó a las" in page


def test_its_page_shows_who_where_and_what_was_done_and_ends_it(cast: Cast, danger: UUID):
    rafael, page = cast.client("rafael"), f"/agente-en-peligro/{danger}/"
    shown = text(rafael.get(page))
    assert "Inés Carrillo (Lobo 2)" in shown
    assert "28.71230, -100.52340" in shown
    assert "12 %" in shown
    rafael.post(f"{page}paso/", {"step": "team_sent"})
    rafael.post(f"{page}paso/", {"step": "other", "note": "Va también la lancha"})
    assert "Diga qué se hizo" in text(rafael.post(f"{page}paso/", {"step": "other"}, follow=True))
    shown = text(rafael.get(page))
    assert "Va un equipo" in shown
    assert "Va también la lancha" in shown
    rafael.post(f"{page}cerrar/", {"outcome": "false_press"})
    shown = text(rafael.get(page))
    assert "Se apretó sin querer" in shown
    assert "28.71230" not in shown
    assert "NADIE" not in text(rafael.get("/hoy/"))
    rafael.post(f"{page}reabrir/")
    assert Danger.objects.get().outcome == ""


def test_the_duty_of_headquarters_sees_alarms_and_late_teams_of_the_country_and_nothing_of_persons(
    cast: Cast, danger: UUID, out: UUID, met
):
    met(3)
    graciela = cast.client("graciela")
    assert graciela.get("/").url == "/central/"
    page = text(graciela.get("/central/"))
    assert "AGENTE EN PELIGRO Inés Carrillo (Lobo 2) · Grupo Beta Piedras Negras" in page
    assert "ATRASADO 2 h" in page
    assert "islote" not in page
    shown = text(graciela.get(f"/central/{danger}/"))
    assert "28.71230, -100.52340" in shown
    graciela.post(f"/central/{danger}/enterado/")
    graciela.post(f"/central/{danger}/paso/", {"step": "emergency_called"})
    at_post = text(cast.client("rafael").get(f"/agente-en-peligro/{danger}/"))
    assert "Graciela Montaño · central" in at_post
    assert "Se llamó al número de emergencia" in at_post
    for address in (
        "/hoy/",
        "/encuentros/",
        f"/agente-en-peligro/{danger}/",
        f"/recorridos/{out}/",
        "/personas/",
        "/radio/",
        "/mapa/",
    ):
        assert graciela.get(address).status_code in (403, 404), address
    for address in ("/turnos/abrir/", "/recorridos/sale/", "/misiones/abrir/", "/alertas/nueva/", "/agente-en-peligro/nueva/"):
        assert graciela.post(address, {"route": "x"}).status_code in (403, 404), address


def test_a_note_of_the_post_stays_with_the_post(cast: Cast, danger: UUID):
    cast.client("rafael").post(f"/agente-en-peligro/{danger}/paso/", {"step": "called", "note": "Obsidiana"})
    shown = text(cast.client("graciela").get(f"/central/{danger}/"))
    assert "Obsidiana" not in shown
    assert "hay una nota; la lee el puesto" in shown
    assert ReadRow.objects.filter(record_class="K2", subject=danger).count() == 0


@pytest.mark.parametrize("who", ["nadia", "octavio", "julia"])
def test_nobody_else_sees_it_or_changes_it(cast: Cast, danger: UUID, who: str):
    client = cast.client(who)
    for address in (f"/agente-en-peligro/{danger}/", f"/central/{danger}/", "/central/", "/central/banda/"):
        assert client.get(address).status_code in (403, 404), address
    for act in ("enterado", "paso", "cerrar", "reabrir"):
        for room in ("agente-en-peligro", "central"):
            answer = client.post(f"/{room}/{danger}/{act}/", {"step": "called", "outcome": "helped"})
            assert answer.status_code in (403, 404), act
    row = Danger.objects.get()
    assert (row.seen, row.steps, row.outcome) == ([], [], "")


def test_an_agent_does_not_reach_the_country_by_the_address_of_headquarters(cast: Cast, danger: UUID):
    for who in ("ines", "rafael"):
        client = cast.client(who)
        for address in ("/central/", f"/central/{danger}/", "/central/banda/"):
            assert client.get(address).status_code in (403, 404), address
        assert client.post(f"/central/{danger}/cerrar/", {"outcome": "helped"}).status_code in (403, 404)
    assert Danger.objects.get().outcome == ""
