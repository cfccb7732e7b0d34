"""A mission in Chromium: from an alert to the printed sheet, with a team that is not heard; strong, large and narrow enough."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.rescue import door as rescue
from vereda.rescue.door import MissionTeam, Team, Told
from vereda.rescue.models.mission import Mission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def late(mission, by) -> MissionTeam:
    """Return a team that was to be heard half an hour ago, and one that is heard in time."""
    for sign, minutes in (("Lobo 2", 100), ("Puma 1", 5)):
        at = datetime.now(UTC) - timedelta(minutes=minutes)
        who = Team(call_sign=sign, members=[by("ines").account], means=[rescue.Means(code="truck", number="03")], check_in_min=60)
        rescue.dispatch_team(mission=mission, who=who, by=by("rafael"), at=at)
    rescue.report_situation(mission=mission, text="Hay pisadas", by=by("rafael"), at=datetime.now(UTC))
    rescue.note_clue(mission=mission, what="footprints", text="tres pares", by=by("rafael"), at=datetime.now(UTC))
    return MissionTeam.objects.get(call_sign="Lobo 2")


def test_the_pages_are_strong_large_and_narrow_enough(looks, late):
    base = f"/misiones/{late.subject}/"
    pages = {
        "ines": ["/misiones/", base, f"{base}despacho/", f"{base}pista/", f"{base}encontradas/", f"{base}hoja/", f"{base}mapa/"],
        "rafael": ["/hoy/", f"{base}equipos/{late.team}/"],
        "graciela": ["/central/misiones/"],
    }
    looks.walk(pages)


def send(desk: Page) -> None:  # noqa: F811
    desk.get_by_role("link", name="Despachar un equipo").click()
    desk.get_by_label("Indicativo").fill("Lobo 2")
    desk.get_by_label("Va en").select_option(label="Aerobote")
    desk.get_by_label("Lugar, como lo conocen").fill("puerta del rancho")
    desk.get_by_role("button", name="Despachar", exact=True).click()
    expect(desk.locator(".said")).to_contain_text("Equipo despachado")


def test_a_mission_from_the_alert_to_the_printed_sheet(desk: Page, enter, by):  # noqa: F811
    told = Told(people=5, children=2, needs=["no_water"], came_by="telephone")
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=71), tick=True):
        alert = rescue.receive_alert(told, by=by("ines"), at=timezone.now() - timedelta(minutes=12)).subject
        desk.goto(f"/alertas/{alert}/")
        desk.get_by_role("button", name="Abrir misión").first.click()
        expect(desk.locator("h1")).to_contain_text("Misión")
        send(desk)
        desk.get_by_role("button", name="Salió", exact=True).click()
        desk.get_by_role("button", name="Se reportó por radio").click()
        expect(desk.locator(".team")).to_contain_text("se reportó")
        desk.goto("about:blank")

    enter(desk.context, "ines")  # more than an hour later the session is another one
    row = Mission.objects.get()
    desk.goto(f"/misiones/{row.subject}/")
    expect(desk.locator("#mission-live .late-said")).to_contain_text("SIN REPORTARSE")
    assert rescue.watch_missions(now=timezone.now()) == 1
    expect(desk.locator(".steps")).to_contain_text("Un equipo no se reportó: se avisó")
    desk.goto("/encuentros/")
    expect(desk.locator("#danger [data-overdue][data-unread]")).to_be_visible()
    desk.locator("#danger a").click()
    desk.get_by_role("button", name="Enterado, pregunto").click()
    expect(desk.locator(".team")).to_contain_text("pregunta por ellos desde las")

    team = MissionTeam.objects.get()
    rescue.hear_team(mission=row.subject, team=team.team, by=by("rafael"), at=timezone.now())
    expect(desk.locator("#mission-live .late-said")).to_have_count(0)
    desk.get_by_role("link", name="Encontraron personas").click()
    desk.locator("#f-people").fill("5")
    desk.locator("#f-children").fill("2")
    desk.get_by_label("A dónde van, por su propia decisión").select_option(label="Albergue")
    desk.get_by_role("button", name="Guardar", exact=True).click()
    expect(desk.locator("#mission-live")).to_contain_text("Encontradas: 5")
    desk.get_by_role("button", name="Regresó", exact=True).click()
    desk.get_by_label("¿Cómo terminó?").select_option(label="Encontrados")
    desk.get_by_role("button", name="Cerrar misión").click()
    expect(desk.locator(".off-band")).to_contain_text("Cerrada")
    desk.get_by_role("link", name="Hoja para imprimir").click()
    expect(desk.locator("main")).to_contain_text("Personas encontradas: 5")
    assert "puerta del rancho" not in desk.content()
    for paper in ("A4", "Letter"):
        assert len(re.findall(rb"/Type\s*/Page[^s]", desk.pdf(format=paper))) == 1, paper


def test_a_long_mission_still_prints_on_one_sheet(desk: Page, mission, by):  # noqa: F811
    rafael, start = by("rafael"), timezone.now() - timedelta(hours=9)
    for number in range(6):
        who = Team(call_sign=f"Equipo largo {number}", members=[rafael.account], check_in_min=60)
        rescue.dispatch_team(mission=mission, who=who, by=rafael, at=start)
    for team in MissionTeam.objects.all():
        for minutes in range(0, 500, 30):
            rescue.hear_team(mission=mission, team=team.team, by=rafael, at=start + timedelta(minutes=minutes))
    desk.goto(f"/misiones/{mission}/hoja/")
    expect(desk.locator(".hint.no-print")).to_contain_text("renglones se leen solo en la misión")
    assert len(re.findall(rb"/Type\s*/Page[^s]", desk.pdf(format="Letter"))) == 1


def test_a_mission_is_run_without_scripts(browser, live_server, enter, mission):  # noqa: F811
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    enter(context, "ines")
    page = context.new_page()
    page.goto(f"/misiones/{mission}/")
    send(page)
    page.get_by_role("button", name="Regresó", exact=True).click()
    assert not MissionTeam.objects.get().is_out
    context.close()
