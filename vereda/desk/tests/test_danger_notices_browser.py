"""Danger notices in Chromium: strong, large and narrow enough; an area is drawn by mouse, mended by hand, and saved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.guidance.door import Said
from vereda.logbook.tests.pens import author
from vereda.notices import door as notices
from vereda.notices.door import AreaBy, NoticeKind
from vereda.notices.models import DangerNotice
from vereda.safety.door import CapSeverity

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def given() -> UUID:
    now = datetime.now(UTC)
    told = notices.Told(
        danger=NoticeKind.RIVER,
        severity=CapSeverity.EXTREME,
        where=notices.Where(told_by=AreaBy.DRAWN, drawn="28.9,-100.8\n28.9,-100.2\n28.4,-100.2\n28.4,-100.8"),
        starts_at=now,
        ends_at=now + timedelta(days=2),
        source="https://example.org/" + "x" * 200,
    )
    said = Said("No entre al río.", "No entre.", "El río va crecido. " + "y" * 120, "https://example.org/x", "")
    return notices.set_notice(told, {"spa": said}, by=author("paola", "desk", group="central"), at=now).subject


def test_the_pages_are_strong_large_and_narrow_enough(looks):
    subject = given()
    pages = (
        "/peligros/",
        "/peligros/nuevo/",
        "/peligros/nuevo/?de=heat-el-sasabe-altar-corridor",
        f"/peligros/{subject}/",
        f"/peligros/{subject}/cambiar/",
        f"/orientacion/{notices.topic_of(subject)}/spa/",
        "/orientacion/revisar/",
        "/peligros/mapa/",
        "/orientacion/llevar/",
    )
    looks.walk({"rafael": pages})


def corners(page: Page) -> list[str]:
    return page.locator("#f-drawn").input_value().splitlines()


def test_an_area_is_drawn_by_mouse_mended_by_hand_and_saved(browser, live_server, enter):  # noqa: F811
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1366, "height": 768}, locale="es-MX")
    enter(context, "rafael")
    page = context.new_page()
    page.goto("/peligros/nuevo/")
    page.select_option("#f-danger", "river")
    page.focus("#told_by-states")
    for _right in range(4):
        page.keyboard.press("ArrowRight")
    drawing = page.locator("[data-notice-area]")
    expect(drawing.locator("path").first).to_be_attached()
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box()
    assert box is not None
    for right, down in ((0.45, 0.3), (0.6, 0.5), (0.6, 0.3), (0.45, 0.5)):
        page.mouse.click(box["x"] + box["width"] * right, box["y"] + box["height"] * down)
    expect(page.locator(".map-corner")).to_have_count(4)
    for name, said in (
        ("source", "Protección Civil"),
        ("short_spa", "No entre."),
        ("spoken_spa", "No."),
        ("full_spa", "No entre."),
    ):
        page.fill(f"#f-{name}", said)
    page.route("**/mapa/entidades.json", lambda route: route.abort())  # without the outlines of the country
    page.get_by_role("button", name="Guardar el aviso").click()
    expect(page.locator(".alarm")).to_contain_text("se cruza consigo mismo")
    assert len(corners(page)) == 4
    expect(page.locator(".map-corner")).to_have_count(4)
    page.get_by_role("button", name="Quitar la última esquina").click()
    expect(page.locator(".map-corner")).to_have_count(3)
    before = corners(page)
    drawing.scroll_into_view_if_needed()
    pulled = page.locator(".map-corner").first.bounding_box()
    assert pulled is not None
    page.mouse.move(pulled["x"] + 11, pulled["y"] + 11)
    page.mouse.down()
    page.mouse.move(pulled["x"] - 19, pulled["y"] + 1, steps=5)
    page.mouse.up()
    expect(page.locator(".map-corner")).to_have_count(3)
    assert [one != other for one, other in zip(before, corners(page), strict=True)] == [True, False, False]
    page.get_by_role("button", name="Guardar el aviso").click()
    expect(page.locator("h1")).to_contain_text("Río")
    row = DangerNotice.objects.get()
    assert len(row.area["ring"]) == 4
    assert "MX-COA" in row.area["states"]
