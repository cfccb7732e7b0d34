"""What a telephone keeps of the guide, in Chromium: a text that was withdrawn leaves it with the next contact."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from vereda.public.tests.test_guide_in_browser import any_host, opened  # noqa: F401  a fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
IS_KEPT = "caches.open('guide').then((shelf) => shelf.match('spa-t-heat.html')).then(Boolean)"


def test_a_page_that_was_withdrawn_leaves_the_telephone_and_a_host_that_fails_takes_none(browser, any_host, monkeypatch):  # noqa: F811
    handler = any_host.RequestHandlerClass.func
    normal, wrong = handler.send_head, {"status": 0}

    def send_head(self):
        if wrong["status"] and "heat" in self.path:
            self.send_error(wrong["status"])
            return None
        return normal(self)

    monkeypatch.setattr(handler, "send_head", send_head)
    worker = Path(any_host.RequestHandlerClass.keywords["directory"]) / "guia" / "worker.js"
    worker.write_text(worker.read_text().replace("WAIT_MS = 4000", "WAIT_MS = 120_000"))  # a busy host is not one that is silent
    context, page = opened(browser, f"http://127.0.0.1:{any_host.server_port}")
    page.goto("/guia/spa.html")
    page.get_by_role("button", name="Guardar en este teléfono").click()
    expect(page.locator("[data-kept]")).to_have_text("Guardada. Funciona sin internet.")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto("/guia/spa.html")
    wrong["status"] = 500
    page.goto("/guia/spa-t-heat.html")
    expect(page.get_by_text("Lleve agua").first).to_be_visible()
    wrong["status"] = 404
    page.goto("/guia/spa-t-heat.html")
    expect(page.get_by_text("Lleve agua")).to_have_count(0)
    page.goto("/guia/spa.html")
    assert page.evaluate(IS_KEPT) is False
    context.close()
