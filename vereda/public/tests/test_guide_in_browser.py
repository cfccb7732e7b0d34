"""The guide in Chromium, as on a borrowed telephone: one answer is enough, nothing is left behind, it works without a network."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from vereda.access.tests.test_browser import TOO_WIDE, WEAK_TEXT
from vereda.public.guide.build import build
from vereda.public.guide.site import Site
from vereda.public.page import now
from vereda.public.web import guide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 360, "height": 740}
PAGES = (
    "index", "spa", "spa-rights", "spa-dangers", "spa-help", "spa-numbers", "spa-call", "spa-kept", "spa-sos", "spa-t-heat",
    "spa-t-acnur-tapachula", "eng", "eng-dangers", "fra", "hat-t-asylum", "poster", "calendar",
)  # fmt: skip
SMALL_TARGET = """() => [...document.querySelectorAll('a, button, summary')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 48 && !one.closest('p'))
  .map((one) => one.outerHTML.slice(0, 90))"""
SLOW_2G = {"offline": False, "latency": 2000, "downloadThroughput": 50_000 / 8, "uploadThroughput": 50_000 / 8}
FIRST_WINDOW = 10 * 1460
"""What a server sends before it waits for an answer (RFC 6928): ten packets [bytes]."""


@pytest.fixture
def preview(monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the preview, as a demonstration does."""
    address = "https://guia.example.org/"
    monkeypatch.setattr(guide, "site", lambda request: Site("mx", now().date(), publish=False, form=guide.FORM, address=address))


def opened(browser: Browser, url: str, **more: Any) -> tuple[BrowserContext, Page]:  # Any: options of Playwright
    context = browser.new_context(base_url=url, viewport=NARROW, **more)
    context.set_default_timeout(60_000)
    return context, context.new_page()


def test_without_scripts_on_slow_2g_a_page_is_there_with_one_answer(browser, live_server, preview):
    context, page = opened(browser, live_server.url, java_script_enabled=False)
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_2G)
    asked: list[Any] = []  # Any: requests
    page.on("request", lambda request: asked.append(request))
    for name, said in (
        ("spa", "Mis derechos"),
        ("spa-dangers", "En todo el camino"),
        ("spa-rights", "Pedir refugio"),
        ("spa-t-heat", "Lleve agua"),
    ):
        asked.clear()
        page.goto(f"/guia/{name}.html")
        expect(page.get_by_text(said).first).to_be_visible()
        needed = [one for one in asked if one.resource_type in ("document", "stylesheet", "script", "image", "font", "fetch")]
        assert [one.url for one in needed] == [f"{live_server.url}/guia/{name}.html"]
        answer = needed[0].response()
        assert answer.header_value("content-encoding") == "gzip"
        sizes = needed[0].sizes()
        assert sizes["responseBodySize"] + sizes["responseHeadersSize"] <= FIRST_WINDOW, "all of it in the first round trip"
    page.locator("summary").first.click()
    context.close()


def test_a_way_is_walked_without_scripts_from_the_language_to_a_danger_ahead(browser, live_server, preview):
    context, page = opened(browser, live_server.url, java_script_enabled=False)
    page.goto("/guia/")
    page.get_by_role("link", name="Español").click()
    page.get_by_role("link", name="Peligros en el camino").click()
    river = page.get_by_role("link", name="Río Suchiate")
    expect(river).to_be_hidden()
    page.locator("summary", has_text="Chiapas").click()
    river.click()
    expect(page.locator("h1")).to_have_text("Río Suchiate: la balsa")
    expect(page.locator("button:visible")).to_have_count(0)
    page.get_by_role("link", name="Salir ya").click()
    assert page.url.endswith("/guia/calendar.html")
    context.close()


def test_axe_finds_nothing_and_each_page_is_strong_large_and_narrow_enough(browser, live_server, preview):
    context, page = opened(browser, live_server.url)
    found = []
    for name in PAGES:
        page.goto(f"/guia/{name}.html")
        page.evaluate("for (const one of document.querySelectorAll('details, [hidden]')) { one.open = true; one.hidden = false }")
        found += [f"{name}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]]
        found += [f"{name}: pale: {one}" for one in page.evaluate(WEAK_TEXT)]
        found += [f"{name}: small: {one}" for one in page.evaluate(SMALL_TARGET)]
        if page.evaluate(TOO_WIDE):
            found.append(f"{name}: too wide")
    for address in ("/sos/", "/aviso/"):
        page.goto(address)
        found += [f"{address}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]]
    assert found == []
    context.close()


def test_with_letters_twice_as_large_nothing_runs_out_of_a_narrow_page(browser, live_server, preview):
    context, page = opened(browser, live_server.url)
    wide = []
    for address in (*(f"/guia/{name}.html" for name in PAGES), "/sos/", "/aviso/"):
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        wide += [address] if page.evaluate(TOO_WIDE) else []
    assert wide == []
    context.close()


def test_everything_comes_from_one_place_and_nothing_is_left_on_the_telephone(browser, live_server, preview):
    context, page = opened(browser, live_server.url)
    asked, wrong = list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for name in PAGES:
        page.goto(f"/guia/{name}.html")
    assert asked
    assert {url for url in asked if not url.startswith((live_server.url, "data:"))} == set()
    assert wrong == []
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.evaluate("caches.keys()") == []
    context.close()


def test_leaving_puts_a_calendar_in_the_place_of_the_page(browser, live_server, preview):
    context, page = opened(browser, live_server.url)
    page.goto("/guia/spa.html")
    page.goto("/guia/spa-t-sexual-violence-chiapas-crossings-women-and-girls.html")
    page.get_by_role("link", name="Salir ya").click()
    page.wait_for_url("**/calendar.html")
    page.go_back()
    page.wait_for_url("**/calendar.html")
    expect(page.locator("h1")).to_have_text(re.compile(r"^\d{4}$"))
    page.go_back()
    assert page.url == "about:blank", "neither the page that was left nor the one before it is behind the calendar"
    page.goto("/guia/spa.html")
    expect(page.locator("h1")).to_have_text("¿Qué necesita?"), "who opens the guide again reads it"
    page.get_by_role("link", name="Mis derechos").click()
    page.go_back()
    expect(page.locator("h1")).to_have_text("¿Qué necesita?")
    context.close()


@pytest.fixture
def any_host(tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    """Serve the site as files, as any host would."""
    build(Site("mx", now().date(), publish=False, only=("spa", "hat")), tmp_path / "guia")

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_once_kept_a_language_is_read_when_the_host_is_gone_and_can_be_taken_off_again(browser, any_host):
    context, page = opened(browser, f"http://127.0.0.1:{any_host.server_port}")
    page.goto("/guia/spa.html")
    assert page.evaluate("caches.keys()") == [], "nothing is kept unasked"
    page.get_by_role("button", name="Guardar en este teléfono").click()
    expect(page.locator("[data-kept]")).to_have_text("Guardada. Funciona sin internet.")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    session = context.new_cdp_session(page)
    lacking = {one["errorId"] for one in session.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert lacking <= {"in-incognito"}, "a telephone can put it among its programs; this browser of the test is a private one"
    assert session.send("Page.getAppManifest")["errors"] == []
    any_host.shutdown()
    any_host.server_close()
    page.goto("/guia/spa-dangers.html")
    expect(page.locator("h1")).to_have_text("Peligros en el camino")
    page.get_by_label("Escriba su municipio").fill("arriaga")
    expect(page.get_by_role("button", name="Arriaga, Chiapas")).to_be_visible()
    page.goto("/guia/spa-t-heat.html")
    expect(page.get_by_text("Lleve agua").first).to_be_visible()
    page.goto("/guia/spa.html")
    page.get_by_role("button", name="Quitar de este teléfono").click()
    expect(page.locator("[data-kept]")).to_have_text("Ya no está en este teléfono.")
    assert page.evaluate("caches.keys()") == []
    context.close()


def test_from_a_memory_card_pages_open_each_other(browser, tmp_path: Path):
    build(Site("mx", now().date(), publish=False, only=("spa",)), tmp_path / "guia")
    context, page = opened(browser, "")
    page.goto((tmp_path / "guia" / "index.html").as_uri())
    page.get_by_role("link", name="Español").click()
    page.get_by_role("link", name="Números").click()
    expect(page.get_by_role("link", name="911").first).to_have_attribute("href", "tel:911")
    context.close()


HERE = {"permissions": ["geolocation"], "geolocation": {"latitude": 28.70012, "longitude": -100.52304, "accuracy": 9}}


@pytest.mark.parametrize("address", ["/guia/spa-sos.html", "/sos/"])
def test_the_point_stands_in_large_figures_without_a_network_and_in_a_text_message(
    browser, live_server, preview, monkeypatch, address: str
):
    monkeypatch.setattr("vereda.public.web.sos.rooms.group_numbers", lambda at: [("Piedras Negras", "+528781234567")])
    context, page = opened(browser, live_server.url, **HERE)
    page.goto(address)
    first = page.locator("main a").first
    expect(first).to_have_attribute("href", "tel:911")
    expect(page.locator(".digits").first).to_be_hidden()
    context.set_offline(True)
    page.get_by_role("button", name="Ver mi punto").click()
    expect(page.locator("[data-lat]")).to_have_text("28.7001")
    expect(page.locator("[data-lon]")).to_have_text("100.5230")
    expect(page.locator(".digits").last).to_contain_text("oeste")
    assert page.locator("[data-lat]").evaluate("one => parseFloat(getComputedStyle(one).fontSize)") >= 40
    own = page.get_by_role("link", name="a quien yo elija")
    expect(own).to_have_attribute("href", "sms:?body=SOS%2028.70012%2C%20-100.52304")
    groups = page.get_by_role("link", name="Mandarlo por SMS al grupo de Piedras Negras")
    expect(groups).to_have_count(1 if address == "/sos/" else 0)
    if address == "/sos/":
        expect(groups).to_have_attribute("href", "sms:+528781234567?body=SOS%2028.70012%2C%20-100.52304")
    context.close()
