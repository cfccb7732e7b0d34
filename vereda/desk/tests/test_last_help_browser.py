"""The question of when a group last helped, in Chromium at the desk: on the encounter and on its page; strong, large, narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from vereda.encounters.door import Line, answers_of
from vereda.encounters.tests.asked import ask_one_in
from vereda.logbook.door import subject

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINES = [Line(line_id="a", count=3, nationality="HN"), Line(line_id="b", count=2, nationality="GT")]


def test_one_tap_and_then_a_correction_by_number(met, monkeypatch, looks):
    ask_one_in(1, monkeypatch)
    encounter = met(5, lines=LINES)
    page = looks.page_of("ines")
    page.goto(f"/encuentros/{encounter}/?purpose=assist&nuevo=1")
    looks.look(page, "asked", opened=False)
    page.get_by_role("button", name="Esta semana (7 días)").click()
    expect(page.get_by_text("Esta semana (7 días) · Honduras: 3").first).to_be_visible()
    looks.look(page, "answered", opened=False)
    page.get_by_role("link", name="Corregir lo contestado").click()
    page.locator('[name="n:HN:week"]').fill("9")
    page.get_by_role("button", name="Guardar").click()
    expect(page.locator('[name="n:HN:week"]')).to_have_value("9")
    looks.look(page, "too many")
    page.locator('[name="n:HN:week"]').fill("1")
    page.locator('[name="n:HN:never"]').fill("2")
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Nunca · Honduras: 2").first).to_be_visible()
    found = subject(encounter)
    assert found is not None
    assert answers_of(found.folded.state) == [("never", "HN", 2), ("week", "GT", 2), ("week", "HN", 1)]
