"""The public pages in Chromium, as on a borrowed telephone: without scripts, a point that is given by a tap, narrow and wide."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from vereda.access.tests.test_browser import TOO_WIDE, WEAK_TEXT
from vereda.logbook.door import whereabouts
from vereda.rescue.models.alert import Alert

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SMALL_TARGET = """() => [...document.querySelectorAll('a.call, button, input:not([type=hidden]), textarea, select')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(("width", "height"), [(320, 568), (360, 740), (1366, 768)])
def test_without_scripts_a_call_is_sent_and_its_code_is_asked_for(browser, live_server, width: int, height: int):
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": height}, java_script_enabled=False, locale="fr-FR"
    )
    page = context.new_page()
    page.goto("/sos/")
    expect(page.get_by_role("link", name="Llamar al 911")).to_have_attribute("href", "tel:911")
    expect(page.get_by_role("button", name="Ver mi punto")).to_have_count(0)
    page.get_by_label("¿Qué pasa?").fill("Somos cuatro y no hay agua")
    page.get_by_role("button", name="Enviar").click()
    code = page.locator(".code").inner_text()
    assert re.fullmatch(r"\d{4}-\d{4}-\d{4}", code)
    page.get_by_role("link", name="Con él se pregunta").click()
    page.get_by_label("Código de doce cifras").fill(code)
    page.get_by_role("button", name="Preguntar").click()
    expect(page.get_by_role("status")).to_have_text("Sigue abierto.")
    assert code not in page.url
    assert Alert.objects.count() == 1
    context.close()


@pytest.mark.parametrize(("width", "height"), [(320, 568), (1366, 768)])
def test_the_pages_are_strong_large_and_narrow_enough(browser, live_server, width: int, height: int):
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": height})
    page = context.new_page()
    for path in ("/sos/", "/aviso/", "/datos/"):
        page.goto(path)
        assert page.evaluate(WEAK_TEXT) == []
        assert page.evaluate(SMALL_TARGET) == []
        assert not page.evaluate(TOO_WIDE)
    context.close()


def test_the_point_is_asked_of_the_telephone_by_a_tap_and_never_before(browser, live_server):
    context = browser.new_context(
        base_url=live_server.url, permissions=["geolocation"], geolocation={"latitude": 28.7001, "longitude": -100.523}
    )
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/sos/")
    expect(page.get_by_label("Punto", exact=True)).to_have_value("")
    page.get_by_role("button", name="Ver mi punto").click()
    expect(page.get_by_label("Punto", exact=True)).to_have_value("28.70010, -100.52300")
    page.get_by_role("button", name="Enviar").click()
    page.locator(".code").wait_for()
    row = Alert.objects.get()
    assert row.group == "piedras-negras"
    assert whereabouts([row.subject])[row.subject].lat == 28.7001
    assert all(url.startswith((live_server.url, "data:")) for url in asked), "no other origin"
    assert context.cookies() == [], "nothing stays on a borrowed telephone"
    context.close()
