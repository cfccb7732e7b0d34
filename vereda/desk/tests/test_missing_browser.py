"""Reports of missing persons in Chromium: strong, large and narrow enough; from a call at night to the answer, by taps."""

from __future__ import annotations

import re
from functools import partial

import pytest
from playwright.sync_api import expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.rescue.models.alert import Alert
from vereda.tracing.models import MissingFile

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_call_to_the_answer(looks, met):
    page = looks.page_of("rafael")

    look = partial(looks.look, page)

    def press(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    page.goto("/extraviadas/nueva/")
    look("the form")
    page.fill("#f-given", "Xóchitl")
    page.fill("#f-age_from", "15")
    page.locator('label[for="danger-no_water"]').click()
    press("Guardar")
    expect(page.locator("[role=alert]")).to_contain_text("Sin permiso de quien busca")
    look("what is missing")
    expect(page.locator("#f-given")).to_have_value("Xóchitl")
    page.locator('label[for="consent-search"]').click()
    page.fill("#f-call_back", "504 5550101")
    press("Guardar")
    page.wait_for_url(re.compile(r"/extraviadas/[0-9a-f-]{36}/$"))
    file = page.url
    look("a fresh file")
    press("Abrir alerta")
    page.wait_for_url(re.compile(r"/alertas/"))
    assert "Xóchitl" not in page.locator("main").inner_text()
    look("the alert")
    page.get_by_role("link", name=MissingFile.objects.get().folio).click()
    page.wait_for_url(file)

    encounter = met(2)
    page.goto(f"{file}encontrada/")
    look("found")
    page.locator('label[for="how-encounter"]').click()
    page.locator("#f-encounter").select_option(str(encounter))
    press("Guardar")
    page.wait_for_url(file)
    expect(page.locator("main")).to_contain_text("No se le ha preguntado: es un no.")
    expect(page.get_by_role("button", name="Ya se le dijo")).to_have_count(0)
    look("a file of somebody found")
    page.locator('label[for="risk-child"]').click()
    page.locator('label[for="verdict-may_tell"]').click()
    press("Guardar la revisión")
    page.locator('label[for="wish-alive_only"]').click()
    press("Anotar su respuesta")
    page.locator('label[for="what-alive"]').click()
    press("Ya se le dijo")
    look("told")
    for path in ("/extraviadas/", f"{file}comprobante/", f"{file}datos/", f"{file}otra/", f"{file}quien-busca/", f"{file}pista/"):
        page.goto(path)
        look(path)
    row = MissingFile.objects.get()
    assert (row.encounter, row.wish, [one[2] for one in row.told]) == (encounter, "alive_only", ["alive"])
    assert Alert.objects.count() == 1
