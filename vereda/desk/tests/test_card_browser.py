"""Contact cards in Chromium at the desk: read with a slip, made on the screen, printed; strong, large, narrow."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import expect

from vereda.encounters.door import Line
from vereda.people.rules import card

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINES = [Line(line_id="a", count=2, nationality="HN")]


def test_a_card_is_read_after_a_slip_and_another_is_made_on_the_screen(met, looks):
    encounter, code = met(2, lines=LINES), card.fresh(random.Random(12).randrange)
    page = looks.page_of("ines")
    page.goto(f"/encuentros/{encounter}/?purpose=assist")
    page.get_by_role("link", name="Tarjeta de contacto").click()
    looks.look(page, "card", opened=False)
    first, second, *rest = code.split()
    page.locator("#f-words").fill(" ".join([second, first, *rest]))
    page.get_by_role("button", name="La mostró: anotar").click()
    expect(page.get_by_text("están cambiadas de lugar").first).to_be_visible()
    looks.look(page, "slip", opened=False)
    page.get_by_role("button", name=code).click()  # what was meant, by one tap
    expect(page.locator("#f-words")).to_have_value(code)
    page.get_by_role("button", name="La mostró: anotar").click()
    expect(page.get_by_text("Anotado.")).to_be_visible()
    page.get_by_role("button", name="Hacer una en pantalla").click()
    expect(page.locator(".card-words li")).to_have_count(5)
    words = page.locator(".card-words li").all_inner_texts()
    assert card.typed(" ".join(words)).code
    looks.look(page, "made", opened=False)
    page.get_by_role("button", name="Ya las tiene: anotar").click()
    expect(page.get_by_text("Anotado.")).to_be_visible()
    page.get_by_role("link", name="Imprimir hojas de tarjetas").click()
    looks.look(page, "print", opened=False)
    with page.expect_download() as told:
        page.get_by_role("button", name="Hacer el archivo (PDF)").click()
    assert told.value.suggested_filename == "tarjetas.pdf"
