"""Legal cases in Chromium: strong, large and narrow enough; from the word at a post to a term whose count is seen, by taps."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from vereda.desk.tests.test_browser import desk, enter  # noqa: F401  fixtures
from vereda.legal.door import LegalCase, LegalTerm

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_word_at_a_post_to_a_term_that_runs(looks, named):
    page = looks.page_of("ines")

    def look(where: str, *, opened: bool = True) -> None:
        looks.look(page, where, opened=opened)

    def press(name: str) -> None:
        page.get_by_role("button", name=name, exact=True).click()

    page.goto(f"/encuentros/{named}/?purpose=assist")
    page.get_by_role("link", name="Pedir asesoría legal").click()
    look("new")
    page.locator("#f-person").select_option(index=1)
    page.locator("#f-seeks_refuge").select_option("yes")
    page.fill("#f-note", "La amenazó la mara del barrio")
    press("Enviar a asesoría legal")
    expect(page.locator("[role=alert]")).to_contain_text("Elija de qué trata")
    look("new-wrong")
    page.locator("#f-what").select_option("refuge")
    page.locator('label[for="f-receipt"]').click()
    press("Enviar a asesoría legal")
    expect(page.locator("h1")).to_contain_text("Enviado a asesoría legal")
    look("sent")
    code = page.locator(".figure b").inner_text()

    post, page = page, looks.page_of("emilio")
    page.goto("/casos/")
    expect(page.locator("main")).to_contain_text("Solicitud de la condición de refugiado")
    look("waiting")
    press("Tomar el caso")
    page.wait_for_url(re.compile(r"/casos/[0-9a-f-]{36}/$"))
    case = page.url
    page.get_by_role("link", name="Empezar un plazo").click()
    page.locator("#f-code").select_option("MX-REF-APPLY")
    page.fill("#f-started_at", "2026-11-19T18:00")
    press("Calcular")
    expect(page.locator("main")).to_contain_text("Último día:")
    look("term")
    press("Guardar y avisar a tiempo")
    page.wait_for_url(case)
    look("case-first", opened=False)
    page.locator("#s-what").evaluate("one => { one.closest('details').open = true; }")
    page.locator("#s-what").select_option("filed")
    page.fill("#s-number", "COMAR-77")
    press("Anotar")
    page.locator("#k-what").evaluate("one => { one.closest('details').open = true; }")
    page.fill("#k-what", "Constancia de trámite")
    page.fill("#k-holder", "Emilio Duarte")
    page.set_input_files("#k-file", files=[{"name": "c.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 x"}])
    page.locator("#k-file").evaluate("one => one.form.requestSubmit()")
    expect(page.locator("main")).to_contain_text("SHA-256")
    page.fill("#a-text", "Su solicitud ya se presentó.")
    press("Dejar la respuesta")
    look("case")
    page.goto("/casos/")
    look("mine")

    page = post
    page.goto("/casos/comprobante/")
    page.fill("#f-code", code)
    press("Ver")
    expect(page.locator("main")).to_contain_text("Su solicitud ya se presentó.")
    look("receipt")
    row = LegalCase.objects.get()
    assert (len(row.steps), len(row.items), LegalTerm.objects.count()) == (1, 1, 1)
