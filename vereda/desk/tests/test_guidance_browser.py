"""The library in Chromium: strong, large and narrow enough; the short text is measured while it is written."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.guidance import door as guidance
from vereda.guidance.door import Said
from vereda.logbook.tests.pens import author

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = (
    "/orientacion/",
    "/orientacion/?lengua=hat",
    "/orientacion/heat/",
    "/orientacion/heat/spa/",
    "/orientacion/heat/spa/escribir/",
    "/orientacion/revisar/",
    "/orientacion/cambios/",
    "/orientacion/numeros/",
    "/orientacion/numeros/emergencias/",
    "/orientacion/dichos/?purpose=statistics",
)


def test_the_pages_are_strong_large_and_narrow_enough(looks):
    said = Said("Busque sombra.", "Busque sombra.", "Busque sombra y agua.", "https://example.org/" + "x" * 200, "")
    paola, at = author("paola", "desk", group="central"), datetime.now(UTC)
    guidance.write_text(topic="heat", language="spa", said=said, by=paola, at=at)
    guidance.ring_number(hotline="emergencias", number="911", answered=False, reviewer="Ana", office="PC", by=paola, at=at)
    looks.walk({"rafael": PAGES})


def test_the_short_text_is_measured_while_it_is_written_and_nothing_is_lost_on_error(browser, live_server, enter):  # noqa: F811
    context = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740})
    enter(context, "rafael")
    page = context.new_page()
    page.goto("/orientacion/heat/spa/escribir/")
    page.fill("#f-short", "Día ñandú. Llame al {hotline.emergencias}.")
    expect(page.locator("#measured")).to_contain_text("El corto lleva 24 de 160")
    expect(page.locator("#measured")).to_contain_text("Llame al 911.")
    page.fill("#f-short", "x" * 161)
    expect(page.locator("#measured")).to_contain_text("161 de 160")
    page.fill("#f-full", "Esto no se pierde.")
    page.get_by_role("button", name="Guardar esta versión").click()
    expect(page.locator(".alarm")).to_contain_text("no cabe en un mensaje")
    expect(page.locator("#f-full")).to_have_value("Esto no se pierde.")
    page.fill("#f-short", "Busque sombra.")
    page.get_by_role("button", name="Guardar esta versión").click()
    expect(page.locator("#h-now")).to_contain_text("por revisar")
    assert (
        guidance.written_one("mx", datetime.now(ZoneInfo("America/Matamoros")).date(), "heat", "spa").newest.said.full
        == "Esto no se pierde."
    )
