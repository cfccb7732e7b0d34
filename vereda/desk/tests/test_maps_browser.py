"""Warnings and maps of the post in Chromium: tiles are drawn below the map of the day at both sizes; pages are strong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from vereda.access.tests.test_browser import TOO_WIDE, WEAK_TEXT
from vereda.desk.tests.test_browser import SMALL, desk, enter  # noqa: F401  fixtures
from vereda.desk.tests.test_warnings import ENDS, brought, give, warning
from vereda.places import door as places
from vereda.places import maps as kept
from vereda.places.tests import tile_files as made
from vereda.safety.tests.cap_files import info
from vereda.settings.environment import env

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DRAWN = "() => [...document.querySelectorAll('img.leaflet-tile-loaded')].filter((one) => one.naturalWidth === 256).length"


MARKED = "&lt;img src=zafiro&gt; Frente frío"  # a headline may hold anything


@pytest.fixture
def ground(by, tmp_path: Path, monkeypatch) -> dict[str, str]:
    """Have a map of the post, a warning of an authority and one of ours; return what pages open."""
    there = replace(env(), home=tmp_path)
    monkeypatch.setattr(kept, "env", lambda: there)
    path = made.mbtiles(tmp_path / "carta.mbtiles", made.pictures(zooms=range(6, 13), km=40))
    row = places.bring_map(path, country="mx", group="piedras-negras", by="operator", at=datetime.now(UTC))
    return {
        "map": row.id,
        "warning": str(brought(by, warning(infos=[info(headline=MARKED, expires=ENDS)]))),
        "given": str(give(by)),
    }


@pytest.mark.parametrize(("width", "height", "scheme"), [(360, 740, "dark"), (1366, 768, "light")])
def test_tiles_are_drawn_from_this_address_alone_and_pages_are_strong_and_large(
    browser,
    live_server,
    enter,  # noqa: F811
    ground,
    width,
    height,
    scheme,
):
    context = browser.new_context(base_url=live_server.url, viewport={"width": width, "height": height}, color_scheme=scheme)
    enter(context, "rafael")
    page = context.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda one: elsewhere.append(one.url) if not one.url.startswith((live_server.url, "data:")) else None)
    page.goto("/mapa/")
    expect(page.locator("img.leaflet-tile-loaded").nth(1)).to_be_attached()
    assert page.evaluate(DRAWN) > 1
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("Instituto inventado, CC BY")
    expect(page.locator("path.leaflet-interactive[stroke-dasharray]")).to_have_count(1)  # the warning's outline
    page.locator("path.leaflet-interactive[stroke-dasharray]").dispatch_event("mouseover")
    expect(page.locator(".leaflet-tooltip", has_text="Frente frío")).to_have_text("<img src=zafiro> Frente frío")
    page.get_by_label("Sin fondo").check()
    expect(page.locator("img.leaflet-tile")).to_have_count(0)
    wrong: list[str] = []
    for path in (
        "/mapa/", "/mapas/", f"/mapas/{ground['map']}/recorte/?km=10&hasta=11", "/avisos/", f"/avisos/{ground['warning']}/",
        "/avisos/dar/", f"/avisos/dados/{ground['given']}/",
    ):  # fmt: skip
        page.goto(path)
        expect(page.locator("h1").first).to_be_visible()
        wrong += [f"{path} weak: {one}" for one in page.evaluate(WEAK_TEXT)]
        wrong += [f"{path} small: {one}" for one in page.evaluate(SMALL)]
        wrong += [f"{path} wide: {one}" for one in [page.evaluate(TOO_WIDE)] if one]
    assert wrong == []
    assert elsewhere == []
    context.close()


def test_headquarters_page_of_warnings_is_strong_and_large(browser, live_server, enter, ground):  # noqa: F811
    context = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740})
    enter(context, "graciela")
    page = context.new_page()
    page.goto("/central/avisos/")
    expect(page.get_by_text("en 1 de")).to_be_visible()
    assert page.evaluate(WEAK_TEXT) == []
    assert page.evaluate(SMALL) == []
    context.close()
