"""Points and numbered places in Chromium: strong, large and narrow enough; a tower is offered while it is typed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from playwright.sync_api import expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.logbook.door import whereabouts
from vereda.rescue.models.alert import Alert
from vereda.safety.door import PointState, points_actions, references_actions
from vereda.safety.models.points import AssistPoint

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TABLE = (
    "series,number,lat,lon,note,source\nTorre de alta tensión,114,28.72111,-100.53222,arroyo,Recorrido\nPoste,114,28.9,-100.9,,\n"
)


@pytest.fixture
def land(by):
    """Have a deposit that is empty, a beacon that does not work, one that is late, and a table; return the beacon."""
    rafael, at = by("rafael"), datetime.now(UTC) - timedelta(days=40)
    stands = points_actions.Stands(28.71234, -100.52345, "bajo el mezquite")
    made = [
        points_actions.set_point(points_actions.Told(what=what, number=number), by=rafael, at=at, stands=stands).subject
        for what, number in (("water", "3"), ("beacon", "2"), ("sign", "1"))
    ]
    for subject, found in zip(made, (PointState.EMPTY, PointState.BROKEN), strict=False):
        points_actions.look_at_point(point=subject, found=found, by=rafael, at=datetime.now(UTC), note="una nota")
    references_actions.read_in_references(TABLE, by=rafael, at=at)
    return made[1]


def test_the_pages_are_strong_large_and_narrow_enough(looks, land):
    page = looks.page_of("rafael")

    look = partial(looks.look, page)

    for path in (
        "/puntos/",
        f"/puntos/{land}/",
        "/puntos/nuevo/",
        f"/puntos/{land}/cambiar/",
        "/puntos-de-referencia/",
        "/el-puesto/",
    ):
        page.goto(path)
        look(path)
    page.goto("/puntos-de-referencia/")
    page.fill("#f-look", "kilómetro 114")
    page.get_by_role("button", name="Buscar").click()
    expect(page.locator(".warning")).to_contain_text("otra serie")
    look("looked up")
    page.goto("/puntos-de-referencia/")
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    page.fill("#f-table", "series,number,lat,lon\nTorre,1,norte,-100.5\n" + "x" * 120 + ",2,28,-100\n")
    page.get_by_role("button", name="Cargar").click()
    expect(page.locator("[role=alert]")).to_contain_text("Línea 2")
    look("a faulty table")
    page.goto("/alertas/nueva/")
    page.fill("#f-look", "114")
    expect(page.locator("#offers input")).to_have_count(3)
    look("offers")


def test_a_tower_is_offered_while_it_is_typed_and_the_alert_has_its_place(desk, land):  # noqa: F811
    desk.goto("/alertas/nueva/")
    desk.fill("#f-look", "torre 114")
    only = desk.locator("#offers input[value]").first
    expect(only).to_be_checked()
    expect(desk.locator("#offers")).to_contain_text("28.72111, -100.53222")
    desk.fill("#f-look", "114")
    expect(desk.locator("#offers input")).to_have_count(3)
    desk.locator("#offers label", has_text="Poste 114").click()
    desk.get_by_role("button", name="Guardar").click()
    expect(desk.locator("h1")).to_contain_text("Alerta")
    row = Alert.objects.get()
    assert (whereabouts([row.subject])[row.subject].lat, whereabouts([row.subject])[row.subject].place) == (28.9, "Poste 114")


def test_two_quick_taps_are_one_visit_and_the_beacon_leads_to_its_alert(desk, land):  # noqa: F811
    desk.goto("/puntos/")
    first = desk.locator("section.team").first
    expect(first).to_contain_text("ESPERA MANOS")
    desk.evaluate("document.querySelector('section.team button').click(); document.querySelector('section.team button').click()")
    expect(desk.locator("main")).to_contain_text("Anotado")
    assert sum(len(row.visits) for row in AssistPoint.objects.all()) == 3
    desk.goto(f"/puntos/{land}/")
    desk.get_by_role("link", name="Llaman desde aquí").click()
    expect(desk.locator("#f-from_point")).to_have_value(str(land))
    desk.get_by_role("button", name="Guardar").click()
    expect(desk.locator("h1")).to_contain_text("Alerta")
    assert Alert.objects.get().came_by == "beacon"
