"""Leyes in Chromium: on a phone and on a desk, by keyboard, in the dark, on paper; never a word to another address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/leyes/",
    "/leyes/?q=refujio",
    "/leyes/comparar/?on=2012-01-01&before=2000-01-01&theme=refuge",
    "/leyes/comparar/?theme=volar",
    "/leyes/derechos/asylum/?on=2010-01-01",
    "/leyes/paises/sv/",
)


def test_pages_fit_can_be_read_and_tapped(looks):
    looks.walk({"ines": PAGES})


def test_a_right_is_found_and_laid_side_by_side_by_keyboard_alone(desk: Page):  # noqa: F811
    desk.goto("/leyes/")
    desk.locator("#f-q").focus()
    desk.keyboard.type("habeas corpus")
    desk.keyboard.press("Enter")
    expect(desk.locator("#h-found")).to_contain_text("7 resultados")
    desk.get_by_role("link", name="Hábeas corpus o exhibición personal").first.focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile(r"/leyes/derechos/habeas_corpus/"))
    expect(desk.locator("section", has=desk.get_by_role("heading", name="México"))).to_contain_text(
        "Sin artículo en la biblioteca"
    )
    expect(desk.locator("section", has=desk.get_by_role("heading", name="Honduras"))).to_contain_text("artículo 182")


def test_countries_stand_beside_each_other_on_a_desk_and_below_each_other_on_a_phone(desk: Page):  # noqa: F811
    cells = '.laws tr:has(a[href*="/asylum/"]) td'
    for width, is_beside in ((1366, True), (360, False)):
        desk.set_viewport_size({"width": width, "height": 768})
        desk.goto("/leyes/comparar/?theme=refuge")
        boxes = [cell.bounding_box() for cell in desk.locator(cells).all()]
        assert len(boxes) == 4
        assert (len({round(box["y"]) for box in boxes}) == 1) is is_beside
        assert (len({round(box["x"]) for box in boxes}) == 1) is not is_beside
    assert desk.locator(cells).nth(2).evaluate("node => getComputedStyle(node, '::before').content") == '"Guatemala"'


def test_on_paper_each_source_has_its_address_and_what_is_unverified_its_mark(desk: Page):  # noqa: F811
    desk.goto("/leyes/comparar/?theme=refuge")
    desk.emulate_media(media="print")
    expect(desk.locator(".ways")).to_be_hidden()
    expect(desk.locator("main form").first).to_be_hidden()
    link = desk.locator(".law-source a").first
    assert "http" in link.evaluate("node => node.href")
    assert link.evaluate("node => getComputedStyle(node, '::after').content").startswith('" (http')
    expect(desk.get_by_text("Sin verificar: sin fuente").first).to_be_visible()
    assert desk.evaluate("() => getComputedStyle(document.body).page") == "across"
    desk.set_viewport_size({"width": 980, "height": 700})  # a sheet laid across, less its margins
    boxes = [cell.bounding_box() for cell in desk.locator('.laws tr:has(a[href*="/asylum/"]) td').all()]
    assert len({round(box["y"]) for box in boxes}) == 1, "countries stay beside each other"


def test_without_scripts_everything_is_there(browser: Browser, enter, live_server):  # noqa: F811
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    enter(context, "ines")
    page = context.new_page()
    page.goto("/leyes/comparar/")
    page.get_by_label("Honduras").uncheck()
    page.locator("#f-theme").select_option("children")
    page.get_by_role("button", name="Comparar").click()
    expect(page.locator(".laws thead")).not_to_contain_text("Honduras")
    expect(page.locator(".laws")).to_contain_text("Interés superior de la niñez")
    with page.expect_download() as download:
        page.get_by_role("link", name="Guardar como libro (XLSX)").click()
    assert download.value.suggested_filename.startswith("leyes-mx-sv-gt-")
    context.close()
