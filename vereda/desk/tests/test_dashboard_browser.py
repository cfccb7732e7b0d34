"""Tablero in Chromium: strong, large and narrow enough at every size, clean to axe, and copied as cells and as pixels."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_dashboard_at_every_sight_to_axe_and_copied(looks, met, home, browser, live_server, cast):
    met(17)
    met(4, name="nadia", group="tapachula")
    looks.walk({"rafael": ["/tablero/"]})
    page = looks.page_of("julia")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    page.goto("/tablero/?contra=nada")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { if (!one.closest('nav')) one.open = true; })")
    looks.look(page, "/tablero/ of the country")
    assert [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in Axe().run(page).response["violations"]] == []
    page.evaluate("() => { window.setTimeout = () => 0 }")  # what says that it was done stands for four seconds
    first = page.locator("[data-chart]").first
    first.locator("[data-copy]").click()
    first.locator("[data-copy]", has_text="✓").wait_for()
    assert "Honduras\t21" in page.evaluate("navigator.clipboard.readText()")
    first.locator("[data-picture]").click()
    first.locator("[data-picture]", has_text="✓").wait_for()
    assert page.evaluate("navigator.clipboard.read().then((some) => some[0].types)") == ["image/png"]
