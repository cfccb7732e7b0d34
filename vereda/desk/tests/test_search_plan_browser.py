"""The plan of a search in Chromium: from the mission to the map, redrawn after a failed attempt, undone; strong and narrow."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.rescue.actions.search_plan import Effort, plan_search, search_area
from vereda.rescue.entries.search_plan import BarrierLine, DrawnRegions, Near, PlanNumbers, RegionShare, Rings, Searcher
from vereda.rescue.lookups import terrain
from vereda.rescue.rules.search_plan import Places

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(480)]


@pytest.fixture(autouse=True)
def ground(tmp_path, monkeypatch):
    """Give each test a folder of terrains of its own, with none in it."""
    there = tmp_path / "terrain"
    there.mkdir()
    monkeypatch.setattr(terrain, "folder", lambda: there)


def numbers(page: Page) -> list[str]:
    """Return what the page says of every area, of outside and of the whole plan."""
    said = page.locator("main").inner_text()
    return re.findall(r"[\d.]+\s%", said.split("Ya se buscó, sin hallarlos", maxsplit=1)[0])


def test_a_plan_is_made_drawn_redrawn_after_a_failed_attempt_and_undone(desk: Page, mission):  # noqa: F811
    desk.set_default_timeout(60_000)
    desk.goto(f"/misiones/{mission}/")
    desk.get_by_role("link", name="Plan de búsqueda").click()
    with desk.expect_navigation():  # loaded: its scripts listen
        desk.get_by_role("link", name="Hacer el plan").click()
    desk.locator("#f-point").fill("28°42'N 100°31'48\"W")
    expect(desk.locator("#point-read")).to_contain_text("Se entiende")
    desk.locator("#f-destination").fill("28.78, -100.46")
    desk.locator("#f-r0-way").select_option("foot_night")
    expect(desk.locator("#f-r0-sweep")).to_have_value("13")
    desk.locator("#f-r0-sweep").fill("40")
    desk.get_by_role("button", name="Hacer el plan").click()
    expect(desk.locator(".plan-hurry")).to_contain_text("Hay que llegar con ellos")
    expect(desk.locator("main")).to_contain_text("Ningún clínico lo ha aprobado todavía")
    expect(desk.locator(".plan-outside")).to_contain_text("Fuera del terreno")
    expect(desk.locator(".map path.leaflet-interactive").first).to_be_attached()
    expect(desk.locator(".map .plan-mark").first).to_have_text("1")
    before = numbers(desk)
    assert len(before) > 5
    desk.get_by_text("De dónde sale").first.click()
    expect(desk.locator("#h-areas + ul li").first).to_contain_text("antes de pistas y búsquedas")
    desk.get_by_role("link", name="Anotar que se buscó aquí").first.click()
    desk.locator("#f-hours").fill("-1")
    desk.get_by_role("button", name="Guardar y redibujar").click()
    expect(desk.locator(".alarm")).to_contain_text("No puede ser -1")
    desk.locator("#f-hours").fill("4.5")
    desk.locator("#f-sweep").fill("80")
    desk.get_by_label("Cómo los llamaron al buscar").select_option("whistle")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Guardar y redibujar").click()
    expect(desk.locator("[data-search]")).to_have_count(1)
    assert numbers(desk) != before
    with desk.expect_navigation():
        desk.get_by_role("button", name="Quitar: no se buscó aquí").click()
    expect(desk.locator("[data-search]")).to_have_count(0)
    assert numbers(desk) == before
    desk.get_by_role("link", name="Una hoja por equipo").click()
    expect(desk.locator(".plan-sheet")).to_contain_text("Esquinas")
    assert "28.70000" not in desk.content()
    assert len(re.findall(rb"/Type\s*/Page[^s]", desk.pdf(format="Letter"))) >= 1


def test_the_pages_are_strong_large_and_narrow_enough(looks, mission, by):
    numbers_of = PlanNumbers(
        seen_at=timezone.now() - timedelta(hours=5),
        side_m=2000,
        near=Near(weight=1, error_m=1500),
        rings=Rings(weight=1, category="Hiker", ecoregion="dry", terrain="flat"),
        searchers=[Searcher(name="Lobo 2", hours=5, speed_kmh=2, sweep_m=40)],
        answers=0.5,
        lines=[
            BarrierLine(name="Río Escondido", line=[(-100.56, 28.69), (-100.50, 28.72)], minutes=20),
            BarrierLine(name="Cerca", line=[(-100.50, 28.69), (-100.50, 28.71)]),
        ],
        regions=DrawnRegions(
            weight=1,
            regions=[RegionShare(name="Dunas", ring=[(-100.56, 28.72), (-100.52, 28.72), (-100.52, 28.74)], share=0.5)],
        ),
    )
    rafael, at = by("rafael"), timezone.now()
    plan_search(numbers_of, Places(last=(-100.53, 28.70)), mission=mission, by=rafael, at=at)
    search_area("10-10", Effort(hours=2, heard_m=200), mission=mission, by=rafael, at=at)
    base = f"/misiones/{mission}/plan/"
    paths = [base, f"{base}hacer/", f"{base}buscada/?area=10-10", f"{base}hojas/", "/terrenos/"]
    looks.walk({"rafael": paths})
    looks.walk({"graciela": [f"/central/misiones/{mission}/plan/"]}, opened=False, ready=".plan-mark")
