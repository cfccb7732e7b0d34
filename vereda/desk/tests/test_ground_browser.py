"""Incidents, closed areas, leave and interference in Chromium: strong, large and narrow enough; a night's way through them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.groups import door as groups
from vereda.safety import door as safety
from vereda.safety.models.closed import ClosedArea
from vereda.safety.models.incident import Incident
from vereda.safety.models.interference import Interference

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ground(by):
    """Have a route that is closed and needs leave, an incident and two records of interference; return what pages open."""
    rafael, now = by("rafael"), datetime.now(UTC)
    with timezone.override("America/Matamoros"):
        today = timezone.localdate()
    route = groups.name_route(name="Vía del tren de carga hacia el norte", number="2", by=rafael, at=now).subject
    where = safety.Where(name="Vía del tren de carga hacia el norte", route=route)
    area = safety.closed_actions.close_area(
        where, reason=safety.ClosedFor.SHOTS, said_by=safety.Source.TEAM, from_on=today, until_on=today + timedelta(days=1),
        note="una nota", by=rafael, at=now,
    ).subject  # fmt: skip
    rule = safety.closed_actions.require_clearance(where, asked_of=safety.Source.LANDOWNER, by=rafael, at=now).subject
    safety.closed_actions.ask_clearance(rule=rule, note="una nota", by=rafael, at=now)
    told = safety.Happening(what="shots", severity=safety.Severity.GRAVE, route_said="Vía del tren", note="una nota")
    incident = safety.incident_actions.report_incident(told, by=rafael, at=now).subject
    seen = safety.Seen(
        authority="migration_authority", acts=list(safety.Interfered), within=safety.Within.SIGHT, people=12, detained=3,
        municipality="05025", account="una nota",
    )  # fmt: skip
    safety.interference_actions.record_interference(seen, by=rafael, at=now)
    record = safety.interference_actions.record_interference(seen, by=rafael, at=now).subject
    return {"area": area, "incident": incident, "record": record, "route": route}


def test_the_pages_of_the_ground_are_strong_large_and_narrow_enough(looks, by, ground):
    record = ground["record"]
    safety.interference_actions.read_interference(interference=record, by=by("rafael"), at=datetime.now(UTC))
    pages = {
        "rafael": [
            "/hoy/", "/el-puesto/", "/seguridad/", "/seguridad/incidentes/nuevo/", f"/seguridad/incidentes/{ground['incident']}/",
            "/seguridad/zonas/nueva/", f"/seguridad/zonas/{ground['area']}/", "/seguridad/permisos/", "/injerencias/",
            "/injerencias/nueva/", f"/injerencias/{record}/", "/recorridos/sale/", "/recorridos/plan/nuevo/",
        ],
        "graciela": ["/central/", "/injerencias-del-pais/", f"/injerencias-del-pais/{record}/"],
    }  # fmt: skip
    looks.walk(pages, opened=False)


def test_a_night_by_taps_an_incident_its_route_closed_and_a_team_that_goes_all_the_same(desk, ground):  # noqa: F811
    desk.goto("/seguridad/incidentes/nuevo/")
    desk.get_by_text("Bloqueo del camino").click()
    desk.get_by_role("button", name="Anotar el incidente").click()
    expect(desk.locator(".alarm")).to_contain_text("Diga qué tan grave fue")
    desk.get_by_text("Serio: se paró").click()
    desk.get_by_role("button", name="Anotar el incidente").click()
    expect(desk.locator("h1")).to_contain_text("Bloqueo del camino")
    assert Incident.objects.filter(what="roadblock").count() == 1
    desk.goto("/recorridos/sale/")
    expect(desk.locator(".said.warning").first).to_contain_text("CERRADA: Vía del tren")
    desk.locator("#f-named_route").select_option(str(ground["route"]))
    desk.get_by_role("button", name="Anotar la salida").click()
    expect(desk.locator("main")).to_contain_text("Salió de todos modos")
    assert len(ClosedArea.objects.get().passed) == 1
    desk.goto(f"/seguridad/zonas/{ground['area']}/")
    desk.get_by_role("button", name="Abrir la zona").click()
    expect(desk.locator("main")).to_contain_text("Nada está cerrado")


def test_interference_goes_without_scripts_from_the_agent_to_the_outside_body(browser, live_server, enter, by):  # noqa: F811
    for who, width in (("ines", 360), ("rafael", 1366)):
        context = browser.new_context(
            base_url=live_server.url, java_script_enabled=False, viewport={"width": width, "height": 740}
        )
        enter(context, who)
        page = context.new_page()
        if who == "ines":
            page.goto("/seguridad/")
            page.get_by_role("link", name="Una autoridad actuó cerca de la ayuda").click()
            page.get_by_text("Autoridad migratoria").click()
            page.get_by_text("Esperó cerca de la ayuda").click()
            page.get_by_label("Qué pasó, en sus palabras").fill("Una camioneta esperó junto al comedor.")
            page.get_by_role("button", name="Anotar; ya no se retira").click()
            expect(page.locator("main")).to_contain_text("nadie puede retirarlo")
        else:
            page.goto("/injerencias/")
            page.locator("a.row").click()
            page.get_by_role("button", name="Leer, con mi nombre").click()
            expect(page.locator("main")).to_contain_text("Una camioneta esperó")
            page.get_by_label("Número de acuse").fill("2026/118")
            page.get_by_role("button", name="Se entregó").click()
            expect(page.locator("main")).to_contain_text("acuse 2026/118")
        context.close()
    assert Interference.objects.get().is_delivered
