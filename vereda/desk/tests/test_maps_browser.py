"""Warnings and maps of the post in Chromium: tiles are drawn below the map of the day at both sizes; pages are strong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import expect

from vereda.client.tests.pocket import until
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


def test_tiles_are_drawn_from_this_address_alone_and_pages_are_strong_and_large(looks, live_server, ground):
    page = looks.page_of("rafael")
    elsewhere: list[str] = []
    page.on("request", lambda one: elsewhere.append(one.url) if not one.url.startswith((live_server.url, "data:")) else None)
    for size in ({"width": 1366, "height": 768}, {"width": 360, "height": 740}):
        page.set_viewport_size(size)
        page.goto("/mapa/")
        until(page, f"({DRAWN})() > 1")
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("Instituto inventado, CC BY")
    expect(page.locator("path.leaflet-interactive[stroke-dasharray]")).to_have_count(1)  # the warning's outline
    page.locator("path.leaflet-interactive[stroke-dasharray]").dispatch_event("mouseover")
    expect(page.locator(".leaflet-tooltip", has_text="Frente frío")).to_have_text("<img src=zafiro> Frente frío")
    page.get_by_label("Sin fondo").check()
    expect(page.locator("img.leaflet-tile")).to_have_count(0)
    for path in (
        "/mapa/", "/mapas/", f"/mapas/{ground['map']}/recorte/?km=10&hasta=11", "/avisos/", f"/avisos/{ground['warning']}/",
        "/avisos/dar/", f"/avisos/dados/{ground['given']}/",
    ):  # fmt: skip
        page.goto(path)
        expect(page.locator("h1").first).to_be_visible()
        looks.look(page, path, opened=False)
    assert elsewhere == []


def test_headquarters_page_of_warnings_is_strong_and_large(looks, ground):
    page = looks.page_of("graciela")
    page.goto("/central/avisos/")
    expect(page.get_by_text("en 1 de")).to_be_visible()
    looks.look(page, "warnings", opened=False)
