"""The question of when a group last helped, in Chromium at the desk: on the encounter and on its page; strong, large, narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from vereda.desk.tests.looking import Looker
from vereda.desk.tests.test_browser import enter  # noqa: F401  a fixture
from vereda.encounters.door import Line, answers_of
from vereda.encounters.tests.asked import ask_one_in
from vereda.logbook.door import subject

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LINES = [Line(line_id="a", count=3, nationality="HN"), Line(line_id="b", count=2, nationality="GT")]


@pytest.mark.parametrize(("width", "height", "scheme"), [(360, 740, "light"), (1366, 768, "dark")])
def test_one_tap_and_then_a_correction_by_number(
    browser,
    live_server,
    enter,  # noqa: F811
    met,
    monkeypatch,
    width,
    height,
    scheme,
):
    ask_one_in(1, monkeypatch)
    encounter = met(5, lines=LINES)
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": height}, color_scheme=scheme)
    enter(context, "ines")
    page, looker = context.new_page(), Looker("last-help", width)
    page.goto(f"/encuentros/{encounter}/?purpose=assist&nuevo=1")
    looker.look(page, "asked", opened=False)
    page.get_by_role("button", name="Esta semana (7 días)").click()
    expect(page.get_by_text("Esta semana (7 días) · Honduras: 3").first).to_be_visible()
    looker.look(page, "answered", opened=False)
    page.get_by_role("link", name="Corregir lo contestado").click()
    page.locator('[name="n:HN:week"]').fill("9")
    page.get_by_role("button", name="Guardar").click()
    expect(page.locator('[name="n:HN:week"]')).to_have_value("9")
    looker.look(page, "too many")
    page.locator('[name="n:HN:week"]').fill("1")
    page.locator('[name="n:HN:never"]').fill("2")
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Nunca · Honduras: 2").first).to_be_visible()
    found = subject(encounter)
    assert found is not None
    assert answers_of(found.folded.state) == [("never", "HN", 2), ("week", "GT", 2), ("week", "HN", 1)]
    context.close()
    assert looker.wrong == [], "\n".join(looker.wrong)
