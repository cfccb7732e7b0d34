"""Triage in Chromium: without a script on a telephone, in the dark, wide and narrow; the file for a hospital is downloaded."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from vereda.desk.tests.test_browser import enter  # noqa: F401  fixtures
from vereda.medical.door import FirstAid

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def tap(page: Page, *words: str) -> None:
    for word in words:
        page.locator("main form").get_by_role("button", name=word, exact=True).first.click()
        page.wait_for_load_state()


def test_pages_fit_can_be_read_and_tapped(looks, met):
    encounter: UUID = met(4)
    page = looks.page_of("tomas")
    page.goto(f"/encuentros/{encounter}/primeros-auxilios/triage/")
    looks.look(page, page.url)
    tap(page, "No", "No")
    looks.look(page, page.url)
    page.get_by_label("Seña para hallarla otra vez").fill("camisa roja junto al árbol")
    tap(page, "Sí", "Siguiente persona", "Sí")
    looks.look(page, page.url)
    tap(page, "Guardar en primeros auxilios")
    looks.look(page, page.url)
    row = FirstAid.objects.first()
    assert row
    for address in ("", "triage/", "resumen/"):
        page.goto(f"/primeros-auxilios/{row.subject}/{address}")
        looks.look(page, page.url)
    page.goto("/primeros-auxilios/reglas/")
    looks.look(page, page.url)


def test_without_scripts_three_people_are_triaged_on_a_telephone_and_kept(browser: Browser, enter, live_server, met):  # noqa: F811
    encounter: UUID = met(4)
    context = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740}, java_script_enabled=False)
    enter(context, "tomas")
    page = context.new_page()
    page.goto(f"/encuentros/{encounter}/primeros-auxilios/triage/")
    tap(page, "No", "No")
    expect(page.locator(".triage-before")).to_contain_text("Abra la vía aérea.")
    yes = page.get_by_role("button", name="Sí", exact=True).bounding_box()
    assert yes
    assert yes["y"] + yes["height"] < 740 - 70, "both answers stand above the bar, without rolling"
    tap(page, "Sí", "Siguiente persona", "Niñez: 1 a 8 años, o lo parece", "No", "No", "No", "No")
    expect(page.locator(".triage-end")).to_contain_text("Negro: sin respirar")
    tap(page, "Otra que camina")
    expect(page.locator(".triage-counts b")).to_have_text(["1", "0", "1", "1"])
    tap(page, "Guardar en primeros auxilios")
    expect(page.get_by_text("Se guardaron y sellaron 3 registros.")).to_be_visible()
    assert FirstAid.objects.count() == 3
    context.close()


def test_enter_in_the_mark_answers_nothing(browser: Browser, enter, live_server, met):  # noqa: F811
    encounter: UUID = met(2)
    context = browser.new_context(base_url=live_server.url)
    enter(context, "tomas")
    page = context.new_page()
    page.goto(f"/encuentros/{encounter}/primeros-auxilios/triage/")
    tap(page, "No")
    page.get_by_label("Seña para hallarla otra vez").fill("gorra azul")
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    expect(page.locator(".triage-question")).to_have_text("¿Respira?")
    expect(page.get_by_label("Seña para hallarla otra vez")).to_have_value("gorra azul")
    context.close()


def test_the_file_for_a_hospital_is_downloaded_with_its_ground(browser: Browser, enter, live_server, met):  # noqa: F811
    encounter: UUID = met(2)
    context = browser.new_context(base_url=live_server.url, accept_downloads=True)
    enter(context, "tomas")
    page = context.new_page()
    page.goto(f"/encuentros/{encounter}/primeros-auxilios/triage/")
    tap(page, "No", "No", "Sí", "Guardar en primeros auxilios")
    row = FirstAid.objects.get()
    page.goto(f"/primeros-auxilios/{row.subject}/resumen/")
    page.get_by_text("Vida en peligro, y no puede responder").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Descargar el archivo").click()
    found = json.loads(coming.value.path().read_text(encoding="utf-8"))
    assert (found["resourceType"], found["type"]) == ("Bundle", "document")
    assert coming.value.suggested_filename.startswith("resumen-")
    context.close()
